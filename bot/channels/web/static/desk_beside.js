// A paper that one of the item's is like, laid beside it: two stages, one look.

import { get } from "./api.js";
import { Stage } from "./desk_paper.js";
import { make } from "./elements.js";

/** The right half of the papers, shown where there is something to compare. */
export class Beside {
  constructor({ room, box, about, stage, address }) {
    Object.assign(this, { room, box, about, address });
    this.stage = new Stage(stage);
    this.likes = [];
    this.at = -1;
  }

  /** What the paper that lies on the stage now is like; nothing is shown until it is asked for. */
  set(likes) {
    this.likes = likes || [];
    if (this.at >= 0) this.close();
  }

  /** Show the next one that is alike; behind the last the half closes. False: there is none. */
  turn() {
    if (!this.likes.length) return false;
    const next = this.at + 1;
    if (next >= this.likes.length) this.close();
    else this.#show(next);
    return true;
  }

  close() {
    this.at = -1;
    this.box.hidden = true;
    this.room.classList.remove("two");
    this.stage.say("");
  }

  async #show(place) {
    const paper = this.likes[place];
    this.at = place;
    this.box.hidden = false;
    this.room.classList.add("two");
    const said = [paper.where, paper.label && `《${paper.label}》`].filter(Boolean).join(" ");
    this.about.replaceChildren(
      make("span", { title: said }, `相像：${said}`),
      make("button", { type: "button", class: "plain", tabindex: "-1", onclick: () => this.close() }, "关闭"),
    );
    if (!paper.may) {
      this.stage.say("那份材料不归您看，可以存疑，请管理员比对。");
      return;
    }
    const source = (n) => this.address(paper, n);
    const shown = { ...paper, facts: [], doubts: [] };
    this.stage.show(shown, [], source);
    const found = await get(`desk/text/${paper.id}`).catch(() => ({ pages: [] }));
    if (this.likes[this.at] === paper && found.pages.length) this.stage.show(shown, found.pages, source);
  }
}
