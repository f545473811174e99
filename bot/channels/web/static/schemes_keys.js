// What every key of the whole table does.

export const KEYS = [
  ["走动", [
    ["j ↓", "下一行的同一格", "down"],
    ["k ↑", "上一行的同一格", "up"],
    ["l →", "这一行的下一格", "right"],
    ["h ←", "这一行的上一格", "left"],
    ["g", "下一行还没有确认的", "following"],
    ["f", "对不上的地方", "faults"],
  ]],
  ["改", [
    ["Enter", "改这一格；改好再按 Enter 写入", "edit"],
    ["Tab", "写入，到下一格", "tab"],
    ["Esc", "不改了", "close"],
    ["w", "用一句话写怎么算分", "own"],
    ["r", "看看还有哪几种读法", "readings"],
    ["1 … 9", "选第几种读法", "number"],
    ["v", "由审核员评定", "award"],
    ["x", "不用这一行", "drop"],
    ["Ctrl+Z", "撤销我自己的上一步，刷新以后也可以", "undo"],
    ["Ctrl+Y", "重做刚撤销的", "redo"],
  ]],
  ["确认", [
    ["a", "对，到下一行", "sure"],
    ["A", "和现在的办法一字不差的，一起确认", "same"],
    ["u", "收回这一行的确认", "unsure"],
    ["t", "试算", "trial"],
    ["p", "提请发布、看发布提议", "release"],
  ]],
  ["其他", [["?", "这个说明", "help"]]],
];

export const NAMED = { ArrowDown: "down", ArrowUp: "up", ArrowRight: "right", ArrowLeft: "left", Escape: "close",
  F2: "edit" };

export const FOOT = "每一格写入以后，右边“这一行的意思是”和例子马上按新的规则重算。别人同时改了同一行的，会说明是谁，您的不会盖掉别人的。";
