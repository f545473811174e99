// One paper on the stage: its pages as pictures with the text over them, marks, zoom and turn.
// Text lies over the picture at the places it was read from, so that it can be selected.

import { get } from "./api.js";
import { make } from "./elements.js";

const NS = "http://www.w3.org/2000/svg";
const WHOLE = 10000;
const NO_PAGES = "这里没有可以翻看的页。";
const READ = "读出的文字：";
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

function drawn(tag, attributes, ...children) {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** The stage on which a paper lies. */
export class Stage {
  constructor(box) {
    this.box = box;
    this.zoom = 1;
    this.turned = 0;
    this.marksShown = true;
    this.frames = [];
    new ResizeObserver(() => this.#fit()).observe(box);
  }

  /** Show `paper` with the pages that were read; `source(n)` is the address of a page's picture. */
  show(paper, pages, source) {
    this.#letGo();
    this.paper = paper;
    this.explained = false;
    this.sought = null;
    this.zoom = 1;
    this.turned = 0;
    const numbers = pages.length
      ? pages
      : Array.from({ length: Math.max(1, paper.pages || 1) }, (_, n) => ({ n: n + 1, lines: [] }));
    this.frames = numbers.map((page) => this.#frame(page, source(page.n)));
    this.beneath = make("div", { class: "beneath" });
    this.source = source;
    this.box.replaceChildren(...this.frames.map((frame) => frame.node), this.beneath);
    this.box.scrollTo(0, 0);
    this.#fit();
  }

  /** Nothing but a sentence, and below it whatever helps. */
  say(sentence, ...more) {
    this.#letGo();
    this.paper = null;
    this.frames = [];
    this.box.replaceChildren(make("p", { class: "empty" }, sentence), ...more);
  }

  /**
   * Pages that are drawn and were not read: an Office file breaks into pages only when it is drawn.
   * Nobody decides on a paper of which the first page alone lay there.
   */
  async #others(paper) {
    if (paper.picture) return;
    const { pages } = await get(`desk/pages/${paper.id}`).catch(() => ({ pages: 0 }));
    if (paper !== this.paper) return;
    const last = Math.max(...this.frames.map((frame) => frame.page.n));
    for (let n = last + 1; n <= pages; n += 1) {
      const frame = this.#frame({ n, lines: [] }, this.source(n));
      this.frames.push(frame);
      this.beneath.before(frame.node);
    }
    this.#fit();
  }

  /** What was read of a page, below the pictures, where its lines have no place in the picture. */
  #write(page) {
    if (!page.lines.length || page.lines.some((line) => line.box)) return;
    const said = this.#lines(page);
    if (!this.beneath.children.length) this.beneath.append(make("p", { class: "no-picture" }, READ));
    said.dataset.page = page.n;
    const after = [...this.beneath.querySelectorAll(".plain-text")].find((one) => Number(one.dataset.page) > page.n);
    if (after) after.before(said);
    else this.beneath.append(said);
  }

  /** Ask no longer for pictures that have not come: a browser has six lines, and the next item needs one. */
  #letGo() {
    for (const frame of this.frames) {
      if (!frame.picture) frame.sheet.querySelector("img")?.removeAttribute("src");
    }
  }

  /** Say once over the text why it stands there without the picture of its page. */
  async #explain(paper, address) {
    if (this.explained || this.paper !== paper) return;
    this.explained = true;
    const problem = await get(address).then(() => null, (one) => one);
    if (problem?.code !== "no_picture" || this.paper !== paper) return;
    this.box.prepend(make("p", { class: "no-picture" }, problem.sentence));
  }

  #frame(page, address) {
    const sheet = make("div", { class: "sheet" });
    const node = make("figure", { class: "frame", data: { page: page.n } }, sheet);
    const frame = { page, node, sheet, ratio: ratioOf(page), picture: false };
    sheet.append(this.#lines(page));
    if (address) {
      const paper = this.paper;
      const image = make("img", { src: address, alt: `第 ${page.n} 页`, decoding: "async" });
      if (page.n > 2) image.loading = "lazy";
      image.addEventListener("load", () => {
        frame.picture = true;
        frame.ratio = image.naturalHeight / image.naturalWidth;
        sheet.replaceChildren(image, this.#layer(page, frame.ratio));
        this.#fit();
        this.#write(page);
        if (paper === this.paper && frame === this.frames[0]) this.#others(paper);
        // A line that was sought while only the text stood here is shown on the picture, too.
        if (this.sought?.number === page.n) this.goTo(page.n, this.sought.line);
      });
      // Before it has come, the text stands in its place: it can be read at once.
      const waits = page.lines.length ? null : make("p", { class: "waits" }, `正在画第 ${page.n} 页……`);
      if (waits) sheet.append(waits);
      image.addEventListener("error", () => {
        image.remove();
        if (waits) waits.textContent = `第 ${page.n} 页画不出来，请下载原件看。`;
        else this.#explain(paper, address);
      });
      image.className = "coming";
      sheet.append(image);
    }
    return frame;
  }

  /** The text of a page without a picture, line under line. */
  #lines(page) {
    const said = page.lines.map((line) =>
      make("p", { class: this.#marked(page, line).join(" "), data: { line: line.n } }, line.text),
    );
    return make("div", { class: "plain-text" }, ...said);
  }

  /** The text over the picture, invisible and to be selected, and the marks. */
  #layer(page, ratio) {
    const tall = WHOLE * ratio;
    const svg = drawn("svg", { viewBox: `0 0 ${WHOLE} ${tall}`, preserveAspectRatio: "none", class: "layer" });
    for (const line of page.lines) {
      if (!line.box) continue;
      const [left, top, right, bottom] = line.box.map((one, n) => (n % 2 ? one * ratio : one));
      const kinds = this.#marked(page, line);
      if (kinds.length) {
        const room = { x: left - 30, y: top - 20, width: right - left + 60, height: bottom - top + 40 };
        svg.append(
          drawn("rect", { ...room, rx: 30, class: `spot ${kinds.join(" ")}`, "data-line": line.n },
            drawn("title", {}, this.#why(page, line))),
        );
      }
      svg.append(text(line, [left, top, right, bottom], page.turned || 0));
    }
    return svg;
  }

  #of(kind, page, line) {
    return (this.paper?.[kind] || []).filter((one) => one.page === page.n && one.line === line.n);
  }

  #marked(page, line) {
    const kinds = [];
    if (this.#of("facts", page, line).length) kinds.push("fact");
    if (this.#of("doubts", page, line).length) kinds.push("doubt");
    return kinds;
  }

  #why(page, line) {
    const facts = this.#of("facts", page, line).map((one) => `${one.name}：${one.value}${one.sure ? "" : "（不确定）"}`);
    const doubts = this.#of("doubts", page, line).map((one) => one.name);
    return [...doubts, ...facts].join("\n");
  }

  /** Bring a page, and a line of it, into sight. */
  goTo(number, line) {
    this.sought = { number, line };
    const frame = this.frames.find((one) => one.page.n === number);
    if (!frame) return;
    frame.node.scrollIntoView({ block: "start" });
    const spot = line === undefined || line === null ? null : this.#spot(frame, line);
    if (!spot) return;
    spot.scrollIntoView({ block: "center" });
    spot.classList.add("flash");
    setTimeout(() => spot.classList.remove("flash"), 1600);
  }

  #spot(frame, line) {
    const sought = `[data-line="${line}"]`;
    const known = frame.sheet.querySelector(sought)
      || this.beneath.querySelector(`[data-page="${frame.page.n}"] ${sought}`);
    if (known || !frame.picture) return known;
    const found = frame.page.lines.find((one) => one.n === line);
    if (!found?.box) return null;
    const [left, top, right, bottom] = found.box.map((one, n) => (n % 2 ? one * frame.ratio : one));
    const spot = drawn("rect", { x: left, y: top, width: right - left, height: bottom - top, class: "spot sought", "data-line": line });
    frame.sheet.querySelector("svg").prepend(spot);
    return spot;
  }

  /* What a key asks for; each says why it does nothing, or "". */

  /** One page further or back. */
  page(step) {
    if (!this.frames.length) return NO_PAGES;
    const top = this.box.scrollTop + 8;
    const at = this.frames.findIndex((one) => one.node.offsetTop + one.node.offsetHeight > top);
    const to = at + step;
    const within = this.box.scrollTop > this.frames[0].node.offsetTop + 1;
    this.frames[Math.max(0, Math.min(this.frames.length - 1, to))].node.scrollIntoView({ block: "start" });
    if (to >= this.frames.length) return "已经是最后一页。";
    return to < 0 && !within ? "已经是第一页。" : "";
  }

  zoomBy(step) {
    if (!this.frames.length) return NO_PAGES;
    const to = ZOOMS.findIndex((one) => one >= this.zoom - 0.001) + step;
    if (!(to in ZOOMS)) return step > 0 ? "已经放到最大。" : "已经缩到最小。";
    this.zoom = ZOOMS[to];
    this.#fit();
    return "";
  }

  zoomWhole() {
    if (!this.frames.length) return NO_PAGES;
    this.zoom = this.zoom === 1 ? 1.5 : 1;
    this.#fit();
    return "";
  }

  turn() {
    if (!this.frames.length) return NO_PAGES;
    if (!this.frames.some((one) => one.picture)) return "这里显示的是文字，只有图能转动。";
    this.turned = (this.turned + 90) % 360;
    this.#fit();
    return "";
  }

  toggleMarks() {
    if (!this.frames.length) return NO_PAGES;
    this.marksShown = !this.marksShown;
    this.box.classList.toggle("unmarked", !this.marksShown);
    const marked = [...(this.paper?.facts || []), ...(this.paper?.doubts || [])].some((one) => one.page);
    return marked ? "" : "这份材料上没有标记。";
  }

  /** Size and turn every page. A photo is seen whole; a page of text fills the width. */
  #fit() {
    const room = this.box.clientWidth - 24;
    const high = this.box.clientHeight - 24;
    for (const frame of this.frames) {
      const turned = (this.turned + (frame.picture ? frame.page.turned || 0 : 0)) % 360;
      const lying = turned % 180 !== 0;
      const ratio = lying ? 1 / frame.ratio : frame.ratio;
      let wide = room;
      if (this.paper?.picture) wide = Math.min(room, high / ratio);
      wide *= this.zoom;
      frame.node.classList.toggle("read", !frame.picture);
      frame.node.style.width = `${wide}px`;
      frame.node.style.height = frame.picture ? `${wide * ratio}px` : "";
      const inner = lying ? wide * ratio : wide;
      frame.sheet.style.width = frame.picture ? `${inner}px` : "";
      frame.sheet.style.height = frame.picture ? `${inner * frame.ratio}px` : "";
      frame.sheet.style.transform = frame.picture ? `translate(-50%, -50%) rotate(${turned}deg)` : "";
      frame.sheet.style.fontSize = frame.picture ? "" : `${this.zoom}em`;
    }
  }
}

function ratioOf(page) {
  return page.width && page.height ? page.height / page.width : 1.414;
}

function text(line, [left, top, right, bottom], turned) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const lying = turned % 180 !== 0;
  const long = lying ? bottom - top : right - left;
  const size = (lying ? right - left : bottom - top) * 0.9;
  const node = drawn("text", {
    x: x - long / 2,
    y: y + size * 0.36,
    "font-size": size,
    textLength: Math.max(long, 1),
    lengthAdjust: "spacingAndGlyphs",
  });
  if (turned) node.setAttribute("transform", `rotate(${-turned} ${x} ${y})`);
  node.textContent = line.text;
  return node;
}
