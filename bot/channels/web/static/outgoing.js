// What was said and is not yet acknowledged: kept in the browser, sent in order, sent again with
// the same key until the server has it. The server counts a key once, so repeating is safe.

import { forget, namesWith, recall, remember } from "./keep.js";

/** The queue of one session. */
export class Outgoing {
  /**
   * `send(item)` returns a promise of the acknowledgement; `onStored(item, seq)`,
   * `onRefused(item, problem)` and `onWaiting(item, problem)` tell what became of it.
   */
  constructor({ owner, send, onStored, onRefused, onWaiting }) {
    Object.assign(this, { send, onStored, onRefused, onWaiting });
    this.prefix = `xinkao:out:${owner}:`;
    this.running = false;
    this.pause = 1000;
    window.addEventListener("online", () => this.hurry());
  }

  /** Everything still waiting, oldest first: also from before the page was last closed. */
  waiting() {
    return namesWith(this.prefix)
      .map((name) => recall(name))
      .filter(Boolean);
  }

  /** Keep an item and send it as soon as its turn comes. */
  add(item) {
    remember(this.#name(item), item);
    this.hurry();
  }

  /** Try now instead of waiting for the next turn. */
  hurry() {
    clearTimeout(this.timer);
    this.pause = 1000;
    if (!this.running) this.#run();
  }

  #name(item) {
    return `${this.prefix}${String(item.since).padStart(15, "0")}:${item.key}`;
  }

  async #run() {
    this.running = true;
    try {
      for (let item = this.waiting()[0]; item; item = this.waiting()[0]) {
        if (!(await this.#try(item))) return;
      }
    } finally {
      this.running = false;
    }
  }

  /** Whether to go on with the next item. */
  async #try(item) {
    const { since, label, ...said } = item;
    try {
      const answer = await this.send(said);
      forget(this.#name(item));
      this.pause = 1000;
      this.onStored(item, answer.seq);
      return true;
    } catch (problem) {
      if (problem.passing || problem.status === 401) {
        this.onWaiting(item, problem);
        if (problem.status !== 401) this.#later(problem);
        return false;
      }
      forget(this.#name(item));
      this.onRefused(item, problem);
      return true;
    }
  }

  #later(problem) {
    const wait = Math.max(this.pause, (problem.retryAfter || 0) * 1000);
    this.timer = setTimeout(() => this.#run(), wait);
    this.pause = Math.min(this.pause * 2, 20000);
  }
}
