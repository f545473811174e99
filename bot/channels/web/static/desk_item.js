// One item, drawn: claim, points, last quarter, doubts, clause, and the buttons that decide.

import { lines, make } from "./elements.js";

/** The elements of an item; `onPress(button)` is called for its buttons. */
export function itemElements(item, onPress) {
  const parts = [
    make("h2", {}, item.unit_name, make("span", { class: "points" }, item.points)),
    make("h3", {}, item.title),
  ];
  if (item.holder) parts.push(make("p", { class: "notice" }, item.holder));
  if (item.decided) parts.push(make("p", { class: "notice" }, item.decided));
  for (const note of item.notes) parts.push(make("p", { class: "note" }, ...lines(note)));
  if (item.doubts.length) {
    const doubts = item.doubts.map((one) => make("li", {}, ...lines(one)));
    parts.push(make("ul", { class: "doubts", "aria-label": "疑点" }, ...doubts));
  } else if (item.state === "waiting") {
    parts.push(make("p", { class: "clean" }, item.calm));
  }
  parts.push(make("div", { class: "facts" }, ...item.facts.map((one) => make("p", {}, ...lines(one)))));
  parts.push(buttons(item, onPress));
  parts.push(
    make(
      "section",
      { class: "clause", "aria-label": "原文" },
      make("h4", {}, "原文"),
      ...item.clause.map((one) => make("p", {}, one)),
    ),
  );
  return parts;
}

function buttons(item, onPress) {
  const shown = item.holder ? [] : item.buttons;
  return make(
    "div",
    { class: "decide", role: "group", "aria-label": "决定" },
    ...shown.map((one, place) =>
      make(
        "button",
        {
          type: "button",
          class: place === 0 && item.state === "waiting" ? "primary" : "",
          data: { key: one.key },
          onclick: () => onPress(one),
        },
        make("kbd", {}, one.key.toUpperCase()),
        one.label,
      ),
    ),
  );
}
