// What every key of the reviewer's desk does.

export const KEYS = [
  ["项目", [
    ["j ↓", "下一项", "next"],
    ["k ↑", "上一项", "previous"],
    ["g", "下一个待审的", "following"],
    ["f", "筛选", "filter"],
    ["/", "在材料里找", "find"],
    ["x", "选中或不选这一项", "pick"],
    ["X", "选中全部没有疑点的", "pickAll"],
    ["A", "选中的一起通过", "acceptAll"],
  ]],
  ["决定", [
    ["a Enter", "通过（有疑点的要再按一次）", "a"],
    ["c", "核减", "c"],
    ["e", "评分", "e"],
    ["r", "退回补正", "r"],
    ["d", "存疑，请同事看", "d"],
    ["b", "不是疑点", "b"],
    ["o", "重新审核，或收回意见", "o"],
    ["h", "历史", "h"],
    ["t", "讨论", "t"],
    ["u", "撤销上一步", "undo"],
    ["1 … 9", "选问题里的那一个，例如退回的原因", "number"],
    ["i", "写回答", "answer"],
    ["Esc", "关掉问题、说明或查找", "close"],
  ]],
  ["材料", [
    ["n →", "下一份", "paper"],
    ["p ←", "上一份", "paperBack"],
    ["] 空格", "下一页", "page"],
    ["[", "上一页", "pageBack"],
    ["+ -", "放大、缩小", "zoom"],
    ["0", "合适的大小", "whole"],
    ["w", "转动", "turn"],
    ["m", "显示或不显示标记", "marks"],
    ["l", "打开原件", "original"],
    ["v", "和相像的材料并排看", "beside"],
  ]],
  ["其他", [["?", "这个说明", "help"]]],
];

export const NAMED = { ArrowDown: "next", ArrowUp: "previous", ArrowRight: "paper", ArrowLeft: "paperBack",
  " ": "page", Escape: "close", Enter: "a", "=": "zoomIn", "+": "zoomIn", "-": "zoomOut" };

export const FOOT = "打开的一项十五分钟内只归您，别人打不开；一直开着会自动续。";
