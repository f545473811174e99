// What every key does, in one table; the help that ? shows is made from it.

import { make } from "./elements.js";

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
    ["u", "撤销上一次决定", "undo"],
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

const NAMED = { ArrowDown: "next", ArrowUp: "previous", ArrowRight: "paper", ArrowLeft: "paperBack",
  " ": "page", Escape: "close", Enter: "a", "=": "zoomIn", "+": "zoomIn", "-": "zoomOut" };

function table() {
  const found = new Map(Object.entries(NAMED));
  for (const [, lines] of KEYS) {
    for (const [keys, , name] of lines) {
      if (keys.length === 1 || /^[a-z\]] /.test(keys)) found.set(keys[0], name);
    }
  }
  return found;
}

const TABLE = table();

/** Calls `act(name, event)` for every key that means something; it says whether it did. */
export function listen(act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target } = event;
    const writing = target.matches("input:not([type=checkbox]), textarea, select");
    if (writing) {
      if (event.key === "Escape") {
        target.blur();
        act("close", event);
      }
      return;
    }
    if (event.key === "Enter" && target.matches("button, a, summary")) return;
    if (event.key === " " && target.matches("button, input")) return;
    if (/^[1-9]$/.test(event.key)) {
      if (act("number", event)) event.preventDefault();
      return;
    }
    const name = TABLE.get(event.key) || TABLE.get(event.key.toLowerCase());
    if (name && act(name, event) !== false) event.preventDefault();
  });
}

/** The help as a table. */
export function helpElements() {
  return [
    make("h2", {}, "按键"),
    ...KEYS.map(([title, lines]) =>
      make(
        "section",
        {},
        make("h3", {}, title),
        make(
          "dl",
          {},
          ...lines.flatMap(([keys, said]) => [
            make("dt", {}, ...keys.split(" ").map((one) => (one === "…" ? " … " : make("kbd", {}, shown(one))))),
            make("dd", {}, said),
          ]),
        ),
      ),
    ),
    make("p", { class: "dim" }, "打开的一项十五分钟内只归您，别人打不开；一直开着会自动续。"),
  ];
}

function shown(key) {
  return /^[A-Z]$/.test(key) ? `Shift+${key}` : /^[a-z]$/.test(key) ? key.toUpperCase() : key;
}
