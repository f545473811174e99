// Files on their way up: a batch of files becomes one message when the last of them has arrived.
// How that looks is drawn by `bubbles.js`.

import { problemOf, Problem } from "./api.js";

const AT_ONCE = 2;
const TRIES = 4;

/** One file: `state` is waiting, sending, stored, refused, failed or cancelled. */
class Item {
  constructor(file) {
    this.file = file;
    this.state = "waiting";
    this.share = 0;
    this.tries = 0;
    this.broken = false;
    this.answer = null;
    this.sentence = "";
    this.picture = /^image\/(jpeg|png|gif|webp|bmp|avif)$/.test(file.type)
      ? URL.createObjectURL(file)
      : "";
  }
}

/** Files chosen together. */
export class Batch {
  /** `onChange(batch)` whenever something moved; `onDone(ids)` once, when nothing is under way. */
  constructor({ key, chat, files, limit, onChange, onDone }) {
    Object.assign(this, { key, chat, limit, onChange, onDone });
    this.items = [...files].map((file) => new Item(file));
    this.done = false;
    window.addEventListener("online", () => this.retryFailed());
    // The server may have been away while the phone was not offline at all.
    window.addEventListener("lineback", () => this.retryBroken());
  }

  /** Whether something would be lost if the page were closed now. */
  get busy() {
    return !this.done;
  }

  /** How many files are safe on the server's disk. */
  get stored() {
    return this.items.filter((item) => item.state === "stored").length;
  }

  start() {
    this.#next();
  }

  cancel(item) {
    item.request?.abort();
    item.state = "cancelled";
    this.#moved();
  }

  retry(item) {
    item.tries = 0;
    item.state = "waiting";
    this.#moved();
  }

  /** Files that the broken line stopped, not those that the server would not take. */
  retryBroken() {
    for (const item of this.items) if (item.state === "failed" && item.broken) this.retry(item);
  }

  retryFailed() {
    for (const item of this.items) if (item.state === "failed") this.retry(item);
  }

  #next() {
    let running = this.items.filter((item) => item.state === "sending").length;
    for (const item of this.items) {
      if (running >= AT_ONCE) break;
      if (item.state !== "waiting") continue;
      running += 1;
      this.#upload(item);
    }
  }

  #moved() {
    this.onChange(this);
    this.#next();
    const open = this.items.some((item) => /waiting|sending|failed/.test(item.state));
    if (open || this.done) return;
    this.done = true;
    this.onDone(this.items.filter((item) => item.answer).map((item) => item.answer.id));
  }

  async #upload(item) {
    item.state = "sending";
    item.share = 0;
    item.tries += 1;
    this.onChange(this);
    try {
      item.answer = await this.#transfer(item);
      item.state = item.answer.refused ? "refused" : "stored";
    } catch (problem) {
      if (item.state === "cancelled") return;
      item.sentence = problem.sentence;
      item.state = "failed";
      item.broken = problem.status === 0;
      if (problem.passing && item.tries < TRIES && navigator.onLine) {
        const wait = Math.max(1500 * item.tries, problem.retryAfter * 1000);
        setTimeout(() => {
          if (item.state !== "failed") return;
          item.state = "waiting";
          this.#moved();
        }, wait);
      }
    }
    this.#moved();
  }

  /** XMLHttpRequest, because fetch does not tell how far an upload has come. */
  #transfer(item) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      item.request = request;
      const query = new URLSearchParams({ label: item.file.name, size: item.file.size });
      request.open("POST", `upload?${query}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        item.share = event.lengthComputable ? event.loaded / event.total : 0;
        this.onChange(this);
      });
      request.addEventListener("load", () => {
        if (request.status === 201) resolve(request.response);
        else reject(problemOf(request.status, request.response || {}));
      });
      request.addEventListener("error", () => reject(new Problem(0, "offline", "网络断了")));
      request.addEventListener("abort", () => reject(new Problem(0, "aborted", "已取消")));
      // Of a file that is too large only the size goes up: the server notes it, the bot explains.
      request.send(item.file.size > this.limit ? null : item.file);
    });
  }
}
