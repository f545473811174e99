// The log of one room on the screen: order, times, scrolling, older pages, what is pending.
// One Timeline per room; only the current one is in the document.

import { dayWords, make } from "./elements.js";
import { entryElement } from "./bubbles.js";
import { get } from "./api.js";

const NEAR = 80;
const GAP = 5 * 60 * 1000;

const READ = 800; // Nobody has read a page that stood shorter than this; the server knows it, too.

/**
 * A page that has just come takes no press yet: the second touch of a thumb was meant for the one
 * before. Lines of a list that is drawn again have been read, but the pressed one takes one press.
 */
function unread(node, before) {
  const labels = [...(before?.querySelectorAll(".buttons button") || [])];
  const buttons = [...node.querySelectorAll(".buttons button")];
  const pressed = labels.findIndex((one) => performance.now() - one.dataset.tapped < 5 * READ);
  const fresh = buttons.filter((one, place) => !labels[place] || bare(labels[place]) !== bare(one));
  for (const one of fresh) one.disabled = true;
  if (pressed >= 0 && buttons[pressed]) buttons[pressed].dataset.pressed = "";
  setTimeout(() => {
    delete buttons[pressed]?.dataset.pressed;
    if (!node.querySelector(".busy")) for (const one of fresh) one.disabled = false;
  }, READ);
}

function bare(button) {
  return button.textContent.replace(/^[☑☐●○◉✓✔ ]+/u, "");
}

/** The log of one room. */
export class Timeline {
  /** `taps` as for `entryElement`; `onNews()` when something arrived out of sight. */
  constructor({ chat, scroll, taps, onNews, onMore }) {
    Object.assign(this, { chat, scroll, taps, onNews, onMore });
    this.log = make("div", { class: "timeline" });
    this.entries = new Map();
    this.nodes = new Map();
    this.pending = new Map();
    this.tail = make("div", { class: "pending-list" });
    this.log.append(this.tail);
    this.loaded = false;
    this.early = []; // came from the stream while the first page was on its way
    this.more = false;
    this.last = 0;
    this.latestBot = null;
  }

  get atBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  get empty() {
    return this.loaded && this.entries.size === 0 && this.pending.size === 0;
  }

  /** Fetch the newest page, or the one before what is here. */
  async load() {
    if (this.loading) return this.loading;
    this.loading = this.#load().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async #load() {
    const roots = [...this.entries.keys()];
    const first = this.loaded && roots.length ? Math.min(...roots) : "";
    const query = new URLSearchParams({ chat: this.chat });
    if (first) query.set("before", first);
    this.early = [];
    const page = await get(`history?${query}`);
    const height = this.scroll.scrollHeight;
    for (const entry of page.entries) this.#place(entry);
    this.more = page.more;
    this.#tidy();
    if (this.loaded && this.log.isConnected) {
      this.scroll.scrollTop += this.scroll.scrollHeight - height;
    }
    this.loaded = true;
    for (const entry of this.early.splice(0)) this.add(entry);
    this.onMore(this);
  }

  /** An entry from the stream. The page that is being fetched may be older than it. */
  add(entry) {
    if (!this.loaded) {
      if (this.loading) this.early.push(entry);
      return; // Nobody has looked yet: it will come with the first page.
    }
    const before = this.entries.get(entry.root);
    if (before && before.seq >= entry.seq) return;
    // A new form of something older than what is on screen comes with its own page, later.
    if (!before && entry.root !== entry.seq && this.more) return;
    const stick = this.atBottom;
    const node = this.#place(entry);
    if (!before) node.classList.add("fresh");
    this.#tidy();
    if (!this.log.isConnected) return;
    if (stick || entry.from === "me") this.#follow(node, Boolean(before));
    else if (!before) this.onNews();
  }

  /** Show something that is not in the log yet, at the end. */
  addPending(key, node) {
    this.pending.get(key)?.remove();
    this.pending.set(key, node);
    this.tail.append(node);
    if (this.log.isConnected) this.toBottom();
  }

  /** Take it away again. */
  dropPending(key) {
    this.pending.get(key)?.remove();
    this.pending.delete(key);
  }

  /** Show the end, as after entering the room. */
  showEnd() {
    const latest = [...this.entries.values()].sort((a, b) => a.root - b.root).at(-1);
    const node = latest && this.nodes.get(latest.root);
    if (node && !this.pending.size) this.#follow(node, false);
    else this.toBottom();
  }

  toBottom() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  /** Keep the end in sight; but of a message taller than the screen, its beginning. */
  #follow(node, replaced) {
    this.followed = replaced || !node.classList.contains("bot") ? null : node;
    this.keepEnd();
  }

  /** The end came lower (a picture was loaded, the window shrank): keep it in sight as before. */
  keepEnd() {
    const node = this.followed;
    this.toBottom();
    if (!node?.isConnected) return;
    const above = node.getBoundingClientRect().top - this.scroll.getBoundingClientRect().top - 12;
    if (above < 0) this.scroll.scrollTop += above;
  }

  #place(entry) {
    this.last = Math.max(this.last, entry.seq);
    if (entry.key) this.dropPending(entry.key);
    const before = this.nodes.get(entry.root);
    const known = this.entries.get(entry.root);
    if (known && known.seq >= entry.seq) return before;
    const node = entryElement(entry, this.taps);
    if (known) entry = { ...entry, at: known.at };
    this.entries.set(entry.root, entry);
    this.nodes.set(entry.root, node);
    if (entry.from === "bot") unread(node, before);
    if (before) {
      const place = [...before.querySelectorAll("button")].indexOf(document.activeElement);
      before.replaceWith(node);
      // A keyboard must not be thrown back to the top of the page by the answer to its press.
      if (place >= 0) {
        const buttons = [...node.querySelectorAll("button")];
        const next = buttons[place] || buttons.at(-1);
        const focus = () => next.isConnected && next.focus({ preventScroll: true });
        if (next?.disabled) setTimeout(focus, READ + 20);
        else if (next) focus();
      }
    } else {
      this.log.insertBefore(node, this.#after(entry.root));
    }
    return node;
  }

  #after(root) {
    let next = null;
    for (const [other, node] of this.nodes) {
      if (other > root && (next === null || other < Number(next.dataset.root))) next = node;
    }
    return next || this.tail;
  }

  /** Times between, quiet old buttons, echoes of presses that were answered in place. */
  #tidy() {
    const ordered = [...this.entries.values()].sort((a, b) => a.root - b.root);
    this.latestBot = ordered.filter((entry) => entry.from === "bot").at(-1) || null;
    let shown = 0;
    for (const entry of ordered) {
      const node = this.nodes.get(entry.root);
      const target = entry.press && this.entries.get(entry.press.root);
      node.hidden = Boolean(target && target.seq > entry.seq);
      node.classList.toggle("past", entry.from === "bot" && entry !== this.#current(ordered));
      const at = Date.parse(entry.at);
      const wants = !node.hidden && at - shown > GAP;
      if (wants) shown = at;
      this.#when(node, wants ? dayWords(new Date(at)) : "");
    }
  }

  /** The message whose buttons are the ones to press now: the one that spoke last. */
  #current(ordered) {
    let latest = null;
    for (const entry of ordered) {
      if (entry.from === "bot" && entry.buttons && (!latest || entry.seq > latest.seq)) latest = entry;
    }
    return latest;
  }

  #when(node, words) {
    const sign = node.previousElementSibling;
    const has = sign?.classList.contains("when") ? sign : null;
    if (!words) has?.remove();
    else if (has) has.textContent = words;
    else node.before(make("p", { class: "when" }, words));
  }
}
