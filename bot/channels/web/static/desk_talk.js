// Presses and answers: every decision is said to the bot in the desk's own room, and its answer is
// heard there. What the bot asks (how many, why) stands at the foot with a number for each button.

import { freshKey, get, post } from "./api.js";
import { lines, make } from "./elements.js";
import { Link } from "./link.js";

const PATIENCE = 20000;
const OF_REVIEW = /^(review$|review\/(next|see|skip|doubtagain)\/|home)/; // The desk shows these itself.

/** Speaks with the bot in `room`; presses go to `path`, buttons to `elsewhere` are the page's own. */
export class Talk {
  constructor({ room, box, after, onState, onOut, path = "desk/press", elsewhere = OF_REVIEW }) {
    Object.assign(this, { room, box, path, elsewhere });
    this.waiting = null; // { after, done(entry), fail }
    this.question = null;
    this.link = new Link({
      after,
      onEntry: (entry) => this.#heard(entry),
      onState,
      onOut,
      isSignedOut: async () => {
        try {
          await get("rooms");
          return false;
        } catch (problem) {
          return problem.status === 401;
        }
      },
    });
  }

  /** Press a button, or write `text` where the route leads; the bot's answer. */
  press(route, label, text) {
    const said = text === undefined ? {} : { text };
    return this.#ask(() => post(this.path, { key: freshKey(), route, label, ...said }));
  }

  /** Write to the bot; the bot's answer. */
  say(text) {
    return this.#ask(() => post("send", { key: freshKey(), chat: this.room, text }));
  }

  get busy() {
    return this.waiting !== null;
  }

  async #ask(send) {
    if (this.waiting) throw new Error("one thing at a time");
    const answer = new Promise((done, fail) => {
      const timer = setTimeout(() => this.#settle(fail, new Error("没有等到回答，请看聊天里有没有，再试一次。")), PATIENCE);
      this.waiting = { done, fail, timer, heard: [] };
    });
    this.box.classList.add("busy");
    try {
      const { seq } = await send();
      if (this.waiting) {
        this.waiting.after = seq;
        const early = this.waiting.heard.find((entry) => entry.seq > seq);
        if (early) this.#settle(this.waiting.done, early);
      }
    } catch (problem) {
      if (this.waiting) this.#settle(this.waiting.fail, problem);
    }
    return answer;
  }

  #settle(how, what) {
    clearTimeout(this.waiting.timer);
    this.waiting = null;
    this.box.classList.remove("busy");
    how(what);
  }

  #heard(entry) {
    if (entry.chat !== this.room || entry.from !== "bot") return;
    if (!this.waiting) return;
    if (this.waiting.after === undefined) this.waiting.heard.push(entry);
    else if (entry.seq > this.waiting.after) this.#settle(this.waiting.done, entry);
  }

  /** Show what the bot asks; `answer(text)` is called with what is chosen or written. */
  ask(entry, answer) {
    this.question = { entry, answer };
    const buttons = (entry.buttons || []).flat();
    const choices = buttons.map((button, n) => ({ ...button, number: n + 1 }));
    const shown = choices.filter((one) => !this.elsewhere.test(one.route));
    const input = make("input", {
      id: "answer",
      type: "text",
      maxlength: "200",
      autocomplete: "off",
      placeholder: entry.placeholder || "也可以直接写（I）",
      "aria-label": "回答",
    });
    const form = make("form", { class: "answer" }, input, make("button", { type: "submit" }, "发送"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.value.trim()) answer(input.value.trim());
    });
    this.box.replaceChildren(
      make("button", { type: "button", class: "plain close", "aria-label": "关闭（Esc）", onclick: () => this.close() }, "✕"),
      ...(entry.title ? [make("h2", {}, entry.title)] : []),
      make("p", { class: "said" }, ...lines(entry.text || "")),
      make(
        "div",
        { class: "choices" },
        ...shown.map((one) =>
          make(
            "button",
            { type: "button", data: { number: one.number }, onclick: () => answer(`#${one.number}`) },
            one.number < 10 ? make("kbd", {}, String(one.number)) : undefined,
            one.label,
          ),
        ),
      ),
      form,
    );
    this.box.hidden = false;
  }

  /** A number key while something is asked; whether it meant anything. */
  choose(number) {
    const button = this.question && this.box.querySelector(`[data-number="${number}"]`);
    if (!button) return false;
    button.click();
    return true;
  }

  close() {
    this.question = null;
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  /** Whether the bot waits for an answer. */
  isQuestion(entry) {
    const buttons = (entry.buttons || []).flat().filter((one) => !this.elsewhere.test(one.route));
    return Boolean(entry.placeholder) || buttons.length > 0;
  }
}
