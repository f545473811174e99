// Side by side: steps into each of the demo's people and shows their chats in frames.

import { make } from "./elements.js";

const panes = [...document.querySelectorAll(".pane")];
const tabs = document.getElementById("tabs");

/** The chat of one person: the one of this tab's last visit, or a new step. */
async function addressOf(slug) {
  const name = `xinkao:side:${slug}`;
  const before = sessionStorage.getItem(name);
  if (before && (await fetch(`${before}rooms`)).ok) return before;
  const answer = await fetch(`/step/${slug}`, { method: "POST", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error((await answer.json()).sentence);
  const { to } = await answer.json();
  sessionStorage.setItem(name, to);
  return to;
}

async function open(pane) {
  try {
    const address = await addressOf(pane.dataset.slug);
    pane.replaceChildren(make("iframe", { src: address, title: pane.dataset.title }));
  } catch (problem) {
    pane.querySelector(".waiting").textContent = problem.message || "没有打开，请刷新页面再试。";
  }
}

function choose(index) {
  panes.forEach((pane, place) => pane.classList.toggle("current", place === index));
  [...tabs.children].forEach((tab, place) => tab.setAttribute("aria-pressed", String(place === index)));
}

tabs.append(
  ...panes.map((pane, index) =>
    make("button", { type: "button", onclick: () => choose(index) }, pane.dataset.title),
  ),
);
choose(0);
for (const pane of panes) open(pane);
