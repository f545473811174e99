// The whole table on the page: rows drawn anew where they changed, one cell open to be written.
// It knows what a row says; what a change does to it is the server's.

import { make } from "./elements.js";
import { cellOf, rowElement } from "./schemes_row.js";

const LONG = new Set(["own"]);
const LISTS = { by: "bodies", reviewer: "bodies" };

/** Rows, cells, the editor. `onWrite({ row, key, mark, text, then })` writes a cell. */
export class Table {
  constructor({ body, onWrite, taps }) {
    Object.assign(this, { body, onWrite });
    this.taps = { ...taps, edit: (place, key) => this.edit(place, key) };
    this.rows = new Map(); // place → row
    this.drawn = new Map(); // place → what was drawn, as text
    this.faults = new Map(); // cell → { text, said }
    this.editor = null; // { place, key, mark, input, node }
    this.me = 0;
  }

  /** All rows as they are now; those that others changed since the last look are marked. */
  set(rows, sections) {
    const here = document.activeElement?.dataset?.cell;
    const first = this.rows.size === 0;
    const titles = new Map(sections.map((one) => [one.number, one.title]));
    const nodes = [];
    let section = null;
    for (const row of rows) {
      if (row.section !== section) {
        section = row.section;
        nodes.push(make("tr", { class: "section" }, make("th", { colspan: "6", scope: "rowgroup" }, `${section}、${titles.get(section) || ""}`)));
      }
      nodes.push(this.#node(row, first));
    }
    this.rows = new Map(rows.map((row) => [row.place, row]));
    this.body.replaceChildren(...nodes);
    if (this.editor) this.#putBack();
    else if (here) this.focus(here);
  }

  #node(row, first) {
    const before = this.rows.get(row.place);
    const text = JSON.stringify([row, [...this.faults].filter(([cell]) => cell.startsWith(`${row.place}:`))]);
    const old = document.getElementById(`row-${row.place}`);
    if (old && this.drawn.get(row.place) === text) return old;
    this.drawn.set(row.place, text);
    const others = !first && before && before.mark !== row.mark && row.changed_by !== this.me && before.changed !== row.changed;
    const node = rowElement(row, { taps: this.taps, faults: this.faults, news: others || (old?.classList.contains("news") && before?.mark === row.mark) });
    if (old?.querySelector("details")?.open) node.querySelector("details")?.setAttribute("open", "");
    return node;
  }

  /* one cell open */

  /** Open a cell; what was refused before stands in it, else what it says. */
  edit(place, key) {
    const row = this.rows.get(place);
    const name = cellOf(place, key);
    const slot = this.body.querySelector(`[data-slot="${name}"]`);
    if (!row || !slot) return;
    this.cancel();
    const text = this.faults.get(name)?.text || this.#value(row, key);
    const input = LONG.has(key)
      ? make("textarea", { rows: "5", maxlength: "1000", "aria-label": "怎么算分" })
      : make("input", { type: "text", maxlength: "200", autocomplete: "off", list: this.#list(row, key), "aria-label": slot.firstChild.getAttribute("aria-label") });
    input.value = text;
    input.addEventListener("keydown", (event) => this.#typed(event));
    this.editor = { place, key, mark: row.mark, input, was: this.#value(row, key) };
    this.#putBack();
    input.select();
  }

  #value(row, key) {
    if (key === "own") return row.own || row.clause;
    if (key === "name") return row.name;
    return row.fields.find((one) => one.key === key)?.value || "";
  }

  #list(row, key) {
    if (LISTS[key]) return LISTS[key];
    return row.fields.find((one) => one.key === key)?.kind === "way" ? "ways" : undefined;
  }

  /** The open editor stands in its cell, however often the row is drawn anew. */
  #putBack() {
    const { place, key, input, mark } = this.editor;
    const slot = this.body.querySelector(`[data-slot="${cellOf(place, key)}"]`);
    if (!slot) {
      this.editor = null;
      return;
    }
    const row = this.rows.get(place);
    const note = row.mark === mark ? undefined : make("p", { class: "fault", role: "alert" }, `${row.changed || row.confirmed} 改过这一行，请看过再写。`);
    slot.replaceChildren(input, ...(note ? [note] : []));
    input.focus();
  }

  #typed(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    const { input } = this.editor;
    if (event.key === "Escape") {
      event.preventDefault();
      this.faults.delete(cellOf(this.editor.place, this.editor.key));
      this.cancel();
    } else if (event.key === "Tab" || (event.key === "Enter" && !(event.shiftKey && input.tagName === "TEXTAREA"))) {
      event.preventDefault();
      this.commit(event.key === "Tab" ? (event.shiftKey ? -1 : 1) : 0);
    }
  }

  /** Write what stands in the open cell, and go `by` cells on. */
  commit(by = 0) {
    if (!this.editor) return;
    const { place, key, mark, input, was } = this.editor;
    const text = input.value.trim();
    const name = cellOf(place, key);
    this.editor = null;
    const same = text === was.trim() && !this.faults.has(name);
    if (!same) {
      this.faults.delete(name);
      this.onWrite({ place, key, mark, text: text || "没有" });
    }
    this.redraw(place);
    this.focus(name);
    if (by) this.step(by);
    if (!same) this.#slot(name)?.classList.add("saving");
  }

  /** Close the open cell and change nothing. */
  cancel() {
    if (!this.editor) return false;
    const { place, key } = this.editor;
    this.editor = null;
    this.redraw(place);
    this.focus(cellOf(place, key));
    return true;
  }

  /** What was typed is not written: said at its cell, where it can be mended. */
  refuse(place, key, text, said) {
    this.faults.set(cellOf(place, key), { text, said });
    this.redraw(place);
  }

  /** Own writing moved the row on: what was opened meanwhile was opened on this. */
  moved(place, from, to) {
    if (this.editor?.place === place && this.editor.mark === from) this.editor.mark = to;
  }

  redraw(place) {
    const old = document.getElementById(`row-${place}`);
    const row = this.rows.get(place);
    if (!old || !row) return;
    const here = document.activeElement?.dataset?.cell;
    this.drawn.delete(place);
    old.replaceWith(this.#node(row, true));
    if (this.editor?.place === place) this.#putBack();
    else if (here) this.focus(here);
  }

  #slot(name) {
    return this.body.querySelector(`[data-slot="${name}"]`);
  }

  /* where one is */

  get place() {
    const row = document.activeElement?.closest?.("tr[data-place]");
    return row ? Number(row.dataset.place) : this.last;
  }

  get row() {
    return this.rows.get(this.place);
  }

  focus(name) {
    const cell = this.body.querySelector(`[data-cell="${name}"]`) || this.body.querySelector(`[data-cell="${name.split(":")[0]}:name"]`);
    if (!cell) return;
    this.last = Number(name.split(":")[0]);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  /** To the same cell of a row `by` further; a row without it is entered at its name. */
  walk(by) {
    const places = [...this.rows.keys()];
    const at = places.indexOf(this.place);
    const to = places[at < 0 ? 0 : at + by];
    if (to === undefined) return;
    const key = document.activeElement?.dataset?.cell?.split(":")[1] || "name";
    this.enter(to, key);
  }

  enter(place, key = "name") {
    document.getElementById(`row-${place}`)?.scrollIntoView({ block: "nearest" });
    this.focus(cellOf(place, key));
  }

  /** To the cell `by` further, over the ends of rows. */
  step(by) {
    const all = [...this.body.querySelectorAll("[data-cell]")].filter((one) => !one.closest("details:not([open])"));
    const at = all.indexOf(document.activeElement);
    const to = all[at < 0 ? 0 : at + by];
    if (to) this.focus(to.dataset.cell);
  }

  /** The next row nobody has confirmed, behind this one or from the top; none: undefined. */
  following() {
    const rows = [...this.rows.values()];
    const at = rows.findIndex((row) => row.place === this.place);
    return [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((row) => !row.confirmed);
  }
}
