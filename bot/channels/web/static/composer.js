// The line where one writes: text, Enter, Chinese input methods, files chosen, pasted or dropped.

import { recall, remember, forget } from "./keep.js";

const form = document.getElementById("composer");
const text = document.getElementById("text");
const send = document.getElementById("send");
const add = document.getElementById("add");
const pickList = document.getElementById("pick-list");

/** Wires the composer: `onText(text)` and `onFiles(files)`; drafts are kept per `owner`. */
export class Composer {
  constructor({ owner, onText, onFiles }) {
    Object.assign(this, { owner, onText, onFiles });
    this.composing = false;
    text.addEventListener("input", () => this.#changed());
    text.addEventListener("compositionstart", () => (this.composing = true));
    text.addEventListener("compositionend", () => (this.composing = false));
    text.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    // A thumb on 发送 must not close the phone's keyboard.
    send.addEventListener("pointerdown", (event) => event.preventDefault());
    addEventListener("resize", () => this.#fit());
    this.#picks();
    this.#drops();
  }

  /** Show the draft of a room. */
  enter(chat) {
    this.chat = chat;
    text.value = recall(`xinkao:draft:${this.owner}:${chat}`, "");
    this.#changed();
  }

  hint(words) {
    text.placeholder = words || "输入消息";
  }

  focus() {
    text.focus({ preventScroll: true });
  }

  #key(event) {
    // While an input method composes, Enter chooses letters. (229: older WebKit says it so.)
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || this.composing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const said = text.value.trim();
    if (!said) return;
    text.value = "";
    this.#changed();
    this.onText(said);
  }

  #changed() {
    send.disabled = !text.value.trim();
    this.#fit();
    const name = `xinkao:draft:${this.owner}:${this.chat}`;
    if (text.value) remember(name, text.value);
    else forget(name);
  }

  /** As high as what is written: again when the phone is turned or the letters grow. */
  #fit() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  }

  #open(open) {
    pickList.hidden = !open;
    add.setAttribute("aria-expanded", String(open));
  }

  #picks() {
    add.addEventListener("click", () => this.#open(pickList.hidden));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || pickList.hidden) return;
      this.#open(false);
      add.focus();
    });
    for (const input of pickList.querySelectorAll("input")) {
      input.addEventListener("change", () => {
        if (input.files.length) this.onFiles([...input.files]);
        input.value = "";
        this.#open(false);
      });
    }
  }

  #drops() {
    text.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length) return;
      event.preventDefault();
      this.onFiles(files);
    });
    let depth = 0;
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    document.addEventListener("dragenter", (event) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", () => {
      depth = Math.max(0, depth - 1);
      if (!depth) document.body.classList.remove("dropping");
    });
    document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    document.addEventListener("drop", (event) => {
      depth = 0;
      document.body.classList.remove("dropping");
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer.files.length) this.onFiles([...event.dataTransfer.files]);
    });
  }
}
