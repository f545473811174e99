// The start and code pages: forms that are sent once, and the way back into known chats.

import { make } from "./elements.js";
import { recall, remember } from "./keep.js";

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
// Coming back by the browser's own button, the page is as it was left: usable again.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form button")) button.disabled = false;
});

const known = document.getElementById("known");

/** Offer the chats this browser is still logged in to. */
async function offerKnown() {
  const sessions = recall("xinkao:sessions", []);
  const answers = await Promise.all(
    sessions.slice(0, 3).map(async (session) => {
      const answer = await fetch(`/c/${session.owner}/rooms`).catch(() => null);
      return { session, status: answer?.status ?? 0 };
    }),
  );
  const gone = answers.filter((one) => one.status === 401).map((one) => one.session.owner);
  if (gone.length) remember("xinkao:sessions", sessions.filter((one) => !gone.includes(one.owner)));
  for (const { session, status } of answers) {
    if (status !== 200) continue;
    known.append(
      make(
        "a",
        { class: "card", href: `/c/${session.owner}/` },
        make("span", { class: "badge", "aria-hidden": "true" }, session.who.slice(0, 1)),
        make("span", { class: "card-words" }, make("strong", {}, "继续使用"), make("span", { class: "dim" }, session.who)),
        make("span", { class: "go", "aria-hidden": "true" }),
      ),
    );
  }
  known.hidden = !known.children.length;
}

if (known) offerKnown();
