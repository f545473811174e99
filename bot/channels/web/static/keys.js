// Keys of a desk-sized page: one table says what each does, and the help is made from it.

import { make } from "./elements.js";

/** Keys by name, from sections of `[keys, what it does, name]`; `named` are those with names. */
function tableOf(sections, named) {
  const found = new Map(Object.entries(named));
  for (const [, lines] of sections) {
    for (const [keys, , name] of lines) {
      if (keys.length === 1 || /^[a-z\]] /.test(keys)) found.set(keys[0], name);
    }
  }
  return found;
}

/** Calls `act(name, event)` for every key that means something; it says whether it did. */
export function listen(sections, named, act) {
  const table = tableOf(sections, named);
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
    const name = table.get(event.key) || table.get(event.key.toLowerCase());
    if (name && act(name, event) !== false) event.preventDefault();
  });
}

/** The help as a table. */
export function helpElements(sections, foot) {
  return [
    make("h2", {}, "按键"),
    ...sections.map(([title, lines]) =>
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
    make("p", { class: "dim" }, foot),
  ];
}

function shown(key) {
  return /^[A-Z]$/.test(key) ? `Shift+${key}` : /^[a-z]$/.test(key) ? key.toUpperCase() : key;
}
