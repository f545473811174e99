// The line to the server: one event stream, taken up again where it broke.
// It knows numbers of entries, not what they say.

const SILENCE = 40000; // The server says something every 15 s; after this the line is dead.
const HIDDEN = 20000; // A page nobody looks at gives its connection back: browsers allow six.

/** Follows the log from `after` on: an entry's number and when it was written, `12@2026-…`. */
export class Link {
  /** `onEntry(entry)` for each entry, `onState("open" | "broken")`, `onOut()` when signed out. */
  constructor({ after, onEntry, onState, onOut, isSignedOut }) {
    Object.assign(this, { place: after, after: parseInt(after, 10), onEntry, onState, onOut, isSignedOut });
    this.pause = 500;
    document.addEventListener("visibilitychange", () => this.#looked());
    window.addEventListener("online", () => this.reopen());
    window.addEventListener("offline", () => this.onState("broken"));
    window.addEventListener("pagehide", () => this.#close());
    window.addEventListener("pageshow", (event) => event.persisted && this.reopen());
    this.#open();
  }

  /** Drop the line and take it up at once. */
  reopen() {
    this.pause = 500;
    this.#close();
    this.#open();
  }

  #open() {
    const source = new EventSource(`events?after=${encodeURIComponent(this.place)}`);
    this.source = source;
    source.addEventListener("open", () => {
      this.pause = 500;
      this.onState("open");
      this.#heard();
    });
    source.addEventListener("beat", () => this.#heard());
    // The bot went back to a backup: what stands here is not what it knows. What was typed is kept.
    source.addEventListener("anew", () => location.reload());
    source.addEventListener("entry", (event) => {
      this.#heard();
      const entry = JSON.parse(event.data);
      if (entry.seq <= this.after) return;
      this.after = entry.seq;
      this.place = `${entry.seq}@${entry.at}`;
      this.onEntry(entry);
    });
    source.addEventListener("error", () => this.#broke());
    this.#heard();
  }

  #close() {
    clearTimeout(this.watch);
    clearTimeout(this.again);
    this.source?.close();
    this.source = null;
  }

  #heard() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.#broke(), SILENCE);
  }

  async #broke() {
    this.#close();
    this.onState("broken");
    if (await this.isSignedOut()) {
      this.onOut();
      return;
    }
    clearTimeout(this.again);
    this.again = setTimeout(() => this.#open(), this.pause);
    this.pause = Math.min(this.pause * 2, 15000);
  }

  #looked() {
    clearTimeout(this.leaving);
    if (document.hidden) {
      this.leaving = setTimeout(() => this.#close(), HIDDEN);
    } else if (!this.source) {
      this.reopen();
    }
  }
}
