// The switcher at the top, shown when there is more than one room; and what is unread where.

import { make } from "./elements.js";
import { recall, remember } from "./keep.js";

const bar = document.getElementById("rooms");

/** The rooms of this session. */
export class Rooms {
  constructor({ owner, onSwitch }) {
    this.seenName = `xinkao:seen:${owner}`;
    this.seen = recall(this.seenName, {});
    this.onSwitch = onSwitch;
    this.list = [];
    this.current = "";
  }

  /** The rooms as the server lists them; `titleOfPrivate` names the chat with the bot itself. */
  set(list, titleOfPrivate) {
    this.list = list.map((room) => ({
      ...room,
      title: room.private ? titleOfPrivate : room.title,
    }));
    this.#draw();
  }

  knows(chat) {
    return this.list.some((room) => room.chat === chat);
  }

  get(chat) {
    return this.list.find((room) => room.chat === chat);
  }

  enter(chat) {
    this.current = chat;
    this.#draw();
  }

  /** Something up to `seq` arrived in `chat`. */
  heard(chat, seq) {
    const room = this.get(chat);
    if (!room) return;
    room.latest = Math.max(room.latest, seq);
    if (chat === this.current && !document.hidden) this.saw(chat);
    this.#draw();
  }

  /** Everything in `chat` has been looked at. */
  saw(chat) {
    const room = this.get(chat);
    if (!room || this.seen[chat] === room.latest) return;
    this.seen[chat] = room.latest;
    remember(this.seenName, this.seen);
    this.#draw();
  }

  #draw() {
    bar.hidden = this.list.length < 2;
    const buttons = this.list.map((room) => {
      const current = room.chat === this.current;
      const words = room.private ? `${room.title} · 单聊` : room.title;
      const unread = !current && room.latest > (this.seen[room.chat] || 0);
      return make(
        "button",
        {
          type: "button",
          class: unread ? "unread" : "",
          "aria-current": current ? "true" : undefined,
          "aria-label": unread ? `${words}，有新消息` : undefined,
          onclick: () => this.onSwitch(room.chat),
        },
        words,
      );
    });
    const focused = [...bar.children].indexOf(document.activeElement);
    bar.replaceChildren(...buttons);
    if (focused >= 0) buttons[focused]?.focus();
  }
}
