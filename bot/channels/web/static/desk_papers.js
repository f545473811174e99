// The papers of an item: a tab for each, what was understood of it, and the stage it lies on.

import { get } from "./api.js";
import { Beside } from "./desk_beside.js";
import { Stage } from "./desk_paper.js";
import { linked, make } from "./elements.js";

const NONE = "这一项没有材料。";
const DRAWN = new Set([
  "pdf", "ofd", "docx", "doc", "wps", "xlsx", "xls", "et", "xlsb", "ods", "pptx", "ppt", "dps",
]);

/** The right side of the desk. */
export class Papers {
  constructor({ tabs, tools, stage, beside }) {
    Object.assign(this, { tabs, tools });
    this.stage = new Stage(stage);
    this.beside = new Beside({ ...beside, address });
    this.list = [];
    this.texts = new Map(); // paper → pages, as far as they were fetched
    this.at = 0;
  }

  /** The papers of an item, those of the quarter before behind them. */
  set(item) {
    this.list = [
      ...item.papers.map((one) => ({ ...one, old: false })),
      ...item.before.map((one) => ({ ...one, old: true })),
    ];
    this.texts = new Map(Object.entries(item.text || {}).map(([id, pages]) => [Number(id), pages]));
    this.#drawTabs();
    if (this.list.length) this.open(0);
    else this.stage.say(NONE);
    if (this.list.length) return;
    this.tools.replaceChildren();
    this.beside.set([]);
  }

  /** A paper that belongs to no open item, found by its text. */
  loose(paper, page, line) {
    this.list = [paper];
    this.#drawTabs();
    return this.open(0, page, line);
  }

  /** Where a paper stands among those of the item; -1: it is none of them. */
  placeOf(id) {
    return this.list.findIndex((one) => one.id === id);
  }

  async open(place, page, line) {
    const paper = this.list[place];
    if (!paper) return;
    this.at = place;
    for (const [n, tab] of [...this.tabs.children].entries()) {
      tab.setAttribute("aria-selected", n === place ? "true" : "false");
      if (n === place) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.beside.set(paper.beside);
    this.#drawTools(paper);
    if (paper.url) {
      this.stage.say("这是一个链接，在新窗口里打开：", make("p", { class: "empty" }, ...linked(paper.url)));
      return;
    }
    const known = this.texts.get(paper.id);
    this.#show(paper, known || []);
    if (!known) {
      const found = await get(`desk/text/${paper.id}`).catch(() => ({ pages: [] }));
      this.texts.set(paper.id, found.pages);
      if (this.list[this.at]?.id !== paper.id) return;
      if (found.pages.length) this.#show(paper, found.pages);
    }
    if (page) requestAnimationFrame(() => this.stage.goTo(page, line));
    this.#ahead();
  }

  /** What is looked at next is fetched already: a picture shows at once. */
  #ahead() {
    const next = this.list[this.at + 1];
    if (next?.picture) new Image().src = address(next, 1);
  }

  #show(paper, pages) {
    if (!address(paper, 1) && !pages.some((one) => one.lines.length)) {
      const original = make("a", { href: `desk/file/${paper.id}`, target: "_blank", rel: "noopener" }, "打开原件（L）");
      this.stage.say(paper.standing || "这份材料没有可以显示的内容。", make("p", { class: "empty" }, original));
      return;
    }
    this.stage.show(paper, pages, (n) => address(paper, n));
  }

  /** The next paper or the one before; why not, where there is none. */
  step(by) {
    const place = this.at + by;
    if (!this.list.length) return NONE;
    if (place < 0) return "这是第一份材料，前面没有了。";
    if (place >= this.list.length) return "这是最后一份材料，后面没有了。";
    this.open(place);
    return "";
  }

  /** The paper as it came, in a window of its own; why not, where there is none. */
  original() {
    const paper = this.list[this.at];
    if (!paper) return NONE;
    window.open(paper.url || `desk/file/${paper.id}`, "_blank", "noopener");
    return "";
  }

  #drawTabs() {
    this.tabs.replaceChildren(
      ...this.list.map((paper, place) =>
        make(
          "button",
          {
            type: "button",
            role: "tab",
            tabindex: "-1",
            class: `${paper.old ? "old" : ""}${paper.doubts?.length ? " doubted" : ""}`,
            title: paper.label,
            onclick: () => this.open(place),
          },
          make("span", { class: "n" }, paper.old ? "上季" : String(place + 1)),
          paper.label,
        ),
      ),
    );
  }

  #drawTools(paper) {
    const about = [paper.kind_name, paper.size, paper.pages > 1 ? `${paper.pages} 页` : "", paper.standing];
    const chips = [
      ...(paper.doubts || []).map((one) => this.#chip("doubt", one.quote ? `${one.name}：“${one.quote}”` : one.name, one)),
      ...(paper.facts || []).map((one) => this.#chip("fact", `${one.name} ${one.value}${one.sure ? "" : "？"}`, one)),
    ];
    const tool = (label, title, act) =>
      make("button", { type: "button", class: "tool", title, "aria-label": title, tabindex: "-1", onclick: act }, label);
    this.tools.replaceChildren(
      make(
        "p",
        { class: "about" },
        make("b", {}, paper.label),
        ` ${about.filter(Boolean).join(" · ")}`,
        paper.caption ? make("span", { class: "caption" }, `　${paper.caption}`) : "",
      ),
      make(
        "p",
        { class: "act" },
        paper.beside?.length ? tool("⇄", `和相像的并排看（V），共 ${paper.beside.length} 份`, () => this.beside.turn()) : undefined,
        tool("−", "缩小（-）", () => this.stage.zoomBy(-1)),
        tool("＋", "放大（+）", () => this.stage.zoomBy(1)),
        tool("↻", "转动（W）", () => this.stage.turn()),
        tool("▢", "标记（M）", () => this.stage.toggleMarks()),
        tool("↗", "打开原件（L）", () => this.original()),
      ),
      make("p", { class: "chips" }, ...chips),
    );
  }

  #chip(kind, label, one) {
    return make(
      "button",
      { type: "button", class: `chip ${kind}`, tabindex: "-1", onclick: () => one.page && this.stage.goTo(one.page, one.line) },
      label,
    );
  }
}

/** Where the picture of a page is; empty: it has none. */
function address(paper, n) {
  if (paper.picture) return `desk/photo/${paper.id}?size=large`;
  return DRAWN.has(paper.kind) ? `desk/page/${paper.id}/${n}` : "";
}
