// What a page of the desk says around its work: a word at the edge, the line, the list of keys.

import { make } from "./elements.js";
import { helpElements } from "./keys.js";

const SHOWN = 8000;
const FLICKER = 1200; // A line that is back before that was never away.

const at = (id) => document.getElementById(id);
const banner = at("banner");
let clearing = 0;
let flicker = 0;

export function toast(text, stays = false) {
  const box = at("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(clearing);
  if (!stays) clearing = setTimeout(() => (box.hidden = true), SHOWN);
}

/** Why nothing happened, where nothing did. */
export function say(why) {
  if (why) toast(why);
}

/** The place that was found before (-1) or behind (1) the one in hand. */
export function placeBeside(by) {
  const all = [...document.querySelectorAll(".place")];
  const here = all.indexOf(document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, here + by))]?.focus();
}

export function failed(problem) {
  if (problem.status === 401) signedOut();
  else toast(problem.sentence || problem.message || "没有办成，请再试一次。");
}

export function signedOut() {
  banner.replaceChildren("登录已失效。", make("a", { href: "/" }, "重新进入"));
  banner.hidden = false;
}

export function lineState(state) {
  clearTimeout(flicker);
  if (state === "open") {
    banner.hidden = true;
    return;
  }
  flicker = setTimeout(() => {
    banner.textContent = "网络断了，正在重连……";
    banner.hidden = false;
  }, FLICKER);
}

export function showHelp(keys, foot) {
  if (at("help").open) {
    at("help").close();
    return;
  }
  at("help").replaceChildren(...helpElements(keys, foot));
  at("help").showModal();
}
