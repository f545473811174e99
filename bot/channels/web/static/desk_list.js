// The list of items: what is filtered, what is chosen, which one comes next.
// It knows lines of the server's list, not what an item looks like when it is open.

import { make } from "./elements.js";

const STATES = { waiting: "待审", spoke: "等另一位", returned: "已退回", decided: "已审" };
const ALL = "";

/** The key of a line. */
export const keyOf = (item) => `${item.unit}/${item.row}`;

/** The list beside the item. */
export class List {
  constructor({ items, filters, chosen, onOpen }) {
    Object.assign(this, { box: items, filterBox: filters, chosenBox: chosen, onOpen });
    this.items = [];
    this.marks = {};
    this.picked = new Set();
    this.current = null;
    this.filter = { state: "waiting", unit: ALL, row: ALL, whose: ALL, mark: ALL };
    this.me = "";
    this.nodes = new Map();
  }

  /** All lines anew. */
  set({ items, marks, me }) {
    this.items = items;
    this.marks = marks;
    this.me = me.name;
    for (const key of this.picked) if (!this.#pickable(this.get(key))) this.picked.delete(key);
    this.#drawFilters();
    this.draw();
  }

  /** The lines of one unit anew; those that stand stay where they stand. */
  setUnit(unit, lines) {
    const news = new Map(lines.map((one) => [keyOf(one), one]));
    this.items = this.items
      .filter((one) => one.unit !== unit || news.has(keyOf(one)))
      .map((one) => news.get(keyOf(one)) || one);
    const known = new Set(this.items.map(keyOf));
    this.items.push(...lines.filter((one) => !known.has(keyOf(one))));
    for (const key of this.picked) if (!this.#pickable(this.get(key))) this.picked.delete(key);
    this.draw();
  }

  get(key) {
    return this.items.find((one) => keyOf(one) === key);
  }

  /** The lines that are shown: what fits the filter, be it open or not. */
  get shown() {
    return this.items.filter((one) => this.#fits(one));
  }

  #fits(one) {
    const { state, unit, row, whose, mark } = this.filter;
    return (
      (state === ALL || one.state === state) &&
      (unit === ALL || String(one.unit) === unit) &&
      (row === ALL || `${one.group} ${one.row}` === row) &&
      (whose === ALL || (whose === "mine" ? one.mine : one.whose.includes(whose))) &&
      (mark === ALL || this.#marked(one, mark))
    );
  }

  #marked(one, mark) {
    if (mark === "any") return one.marks.length > 0;
    if (mark === "none") return one.marks.length === 0 && !one.unread; // nobody has looked at the rest
    if (mark === "unread") return one.unread > 0;
    return one.marks.includes(mark);
  }

  /** The shown lines before the open one and behind it; it keeps its place though it is not shown. */
  #around() {
    const at = this.items.findIndex((one) => keyOf(one) === this.current);
    const fits = (one) => this.#fits(one);
    return [this.items.slice(0, Math.max(at, 0)).filter(fits), this.items.slice(at + 1).filter(fits)];
  }

  /** The shown line before the open one (-1) or behind it (1); undefined at the end. */
  beside(step) {
    const [before, behind] = this.#around();
    return step < 0 ? before.at(-1) : behind[0];
  }

  /** The next line that waits for this reviewer, behind the open one or else from the top. */
  next() {
    const [before, behind] = this.#around();
    return [...behind, ...before].find((one) => one.state === "waiting" && one.mine && !one.holder);
  }

  enter(key) {
    this.nodes.get(this.current)?.removeAttribute("aria-current");
    this.current = key;
    const node = this.nodes.get(key);
    node?.setAttribute("aria-current", "true");
    node?.scrollIntoView({ block: "nearest" });
  }

  #pickable(one) {
    return Boolean(one && one.accept && one.state === "waiting" && one.mine && !one.holder);
  }

  /** Choose an item or let it go; only what may be accepted as it stands can be chosen. */
  pick(key) {
    const one = this.get(key);
    if (!this.#pickable(one)) return false;
    if (!this.picked.delete(key)) this.picked.add(key);
    this.draw();
    return true;
  }

  /**
   * Choose every clean item that is shown, or none if all are chosen; why not all that look clean:
   * what waits to be read has no doubt because nobody has looked.
   */
  pickAll() {
    const clean = this.shown.filter((one) => this.#pickable(one));
    const keys = clean.filter((one) => !one.unread).map(keyOf);
    const all = keys.every((key) => this.picked.has(key));
    for (const key of keys) all ? this.picked.delete(key) : this.picked.add(key);
    this.draw();
    const left = clean.length - keys.length;
    if (left) return `另有 ${left} 项还没看出疑点，但材料没读完，没有选；要选，打开以后按 X。`;
    return keys.length ? "" : "没有可以一起通过的。";
  }

  draw() {
    const shown = this.shown;
    this.nodes.clear();
    this.box.replaceChildren(...shown.map((one) => this.#line(one)));
    if (!shown.length) this.box.append(make("li", { class: "empty" }, "这样筛选没有项目。"));
    this.nodes.get(this.current)?.scrollIntoView({ block: "nearest" });
    this.chosenBox.hidden = !this.picked.size;
    this.chosenBox.textContent = `选了 ${this.picked.size} 项，按 Shift+A 一起通过`;
  }

  #line(one) {
    const key = keyOf(one);
    const marks = one.marks.map((mark) => make("span", { class: `mark ${mark}` }, this.marks[mark]));
    const unread = one.state === "waiting" && one.unread ? `${one.unread} 份材料没读完` : "";
    const under = [STATES[one.state], unread, one.holder ? `${one.holder}在审` : one.whose.join("、")];
    const button = make(
      "button",
      {
        type: "button",
        class: `item ${one.state}${one.holder ? " held" : ""}`,
        data: { key },
        "aria-current": key === this.current ? "true" : undefined,
        onclick: () => this.onOpen(key),
      },
      make("span", { class: "where" }, make("b", {}, one.short), ` ${one.row} ${one.name}`),
      make("span", { class: "points" }, one.points),
      make("span", { class: "under" }, under.filter(Boolean).join(" · ")),
      make("span", { class: "marks" }, ...marks),
    );
    const box = make("input", {
      type: "checkbox",
      "aria-label": `选 ${one.short} ${one.row}`,
      tabindex: "-1",
      disabled: !this.#pickable(one),
      onchange: () => this.pick(key),
    });
    box.checked = this.picked.has(key);
    this.nodes.set(key, button);
    return make("li", { class: box.checked ? "picked" : "" }, box, button);
  }

  #drawFilters() {
    const units = new Map(this.items.map((one) => [String(one.unit), one.short]));
    const inOrder = [...this.items].sort(
      (a, b) => a.group.localeCompare(b.group, "zh") || a.place - b.place,
    );
    const rows = new Map(
      inOrder.map((one) => [`${one.group} ${one.row}`, [`${one.row} ${one.name}`, one.group]]),
    );
    const whose = [...new Set(this.items.flatMap((one) => one.whose))];
    const marks = Object.entries(this.marks);
    const choices = {
      state: ["状态", [[ALL, "全部"], ...Object.entries(STATES)]],
      unit: ["单位", [[ALL, "全部单位"], ...[...units].sort((a, b) => a[1].localeCompare(b[1], "zh"))]],
      row: ["指标", [[ALL, "全部指标"], ...[...rows].map(([value, said]) => [value, ...said])]],
      whose: ["审核员", [[ALL, "所有人的"], ["mine", "我能审的"], ...whose.map((one) => [one, one])]],
      mark: ["疑点", [[ALL, "有无疑点都要"], ["any", "有疑点"], ["none", "没有疑点"], ["unread", "材料没读完"], ...marks]],
    };
    this.filterBox.replaceChildren(
      ...Object.entries(choices).map(([name, [label, options]]) => this.#select(name, label, options)),
    );
  }

  #select(name, label, options) {
    if (!options.some(([value]) => value === this.filter[name])) this.filter[name] = ALL;
    const box = make(
      "select",
      {
        id: `filter-${name}`,
        "aria-label": label,
        onchange: (event) => {
          this.filter[name] = event.target.value;
          this.draw();
        },
      },
      ...optionElements(options),
    );
    box.value = this.filter[name];
    return box;
  }

  /** How many lines wait for this reviewer, and how many there are. */
  get counts() {
    const waiting = this.items.filter((one) => one.state === "waiting");
    const mine = waiting.filter((one) => one.mine).length;
    const doubted = waiting.filter((one) => one.mine && one.marks.length).length;
    const done = this.items.length - waiting.length;
    return `待审 ${mine} 项，其中有疑点 ${doubted} 项；已审 ${done} 项`;
  }
}

/** Options under the table they belong to, where more than one is there: both may have a row 一.1. */
function optionElements(options) {
  const option = ([value, said]) => make("option", { value }, said);
  const tables = [...new Set(options.map(([, , table]) => table).filter(Boolean))];
  if (tables.length < 2) return options.map(option);
  const of = (table) => options.filter(([, , one]) => one === table).map(option);
  return [...of(undefined), ...tables.map((table) => make("optgroup", { label: table }, ...of(table)))];
}
