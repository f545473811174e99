// The chat page: brings the line, the rooms, the queue, the uploads and the drawing together.

import { freshKey, get, post } from "./api.js";
import { batchElement, drawBatch, pendingElement } from "./bubbles.js";
import { Composer } from "./composer.js";
import { make } from "./elements.js";
import { forget, recall, remember } from "./keep.js";
import { Link } from "./link.js";
import { Outgoing } from "./outgoing.js";
import { Rooms } from "./rooms.js";
import { Timeline } from "./timeline.js";
import { Batch } from "./uploads.js";
import { look } from "./viewer.js";

const PATIENCE = 20000; // How long an answer is waited for before buttons work again.
const CALM = 400; // Most answers come sooner, and a sign that flashes is worse than none.
const ALBUM = 50; // Files of one message, as the server takes them.
const FLICKER = 1200; // A line broken for less than this is not worth a banner.

const at = (id) => document.getElementById(id);
const scroll = at("scroll");
const log = at("log");
const banner = at("banner");
const thinking = at("thinking");
const pill = at("pill");
const older = at("older");

const owner = location.pathname.split("/")[2];
const { name: botName } = document.body.dataset;
let { who } = document.body.dataset; // Empty until an invitation is accepted in this very page.
const timelines = new Map();
const batches = new Set();
const awaited = new Map(); // chat → { button, timer, calm, shown }: who waits for an answer there
let limit = Infinity;
let current = null;
let hello = null;

if (window.top !== window) {
  document.body.classList.add("embedded");
  at("home").removeAttribute("href");
}

const rooms = new Rooms({ owner, onSwitch: enter });
const composer = new Composer({ owner, onText: say, onFiles: upload });
const outgoing = new Outgoing({
  owner,
  send: (said) => post("send", said),
  onStored: stored,
  onRefused: refused,
  onWaiting: waiting,
});

/* rooms */

function timelineOf(chat) {
  if (!timelines.has(chat)) {
    timelines.set(
      chat,
      new Timeline({
        chat,
        scroll,
        taps: { press, look },
        onNews: () => (pill.hidden = false),
        onMore: (timeline) => timeline === current && (older.hidden = !timeline.more),
      }),
    );
  }
  return timelines.get(chat);
}

function head(room) {
  at("room-title").textContent = room.title;
  at("room-under").textContent = room.private && who ? who : "";
  document.title = room.private && who ? `${who} · ${botName}` : room.title;
}

async function enter(chat) {
  const timeline = timelineOf(chat);
  current = timeline;
  rooms.enter(chat);
  const room = rooms.get(chat);
  head(room);
  remember(`xinkao:room:${owner}`, chat);
  log.setAttribute("aria-busy", "true");
  log.replaceChildren(timeline.log);
  composer.enter(chat);
  pill.hidden = true;
  showThinking();
  older.hidden = !timeline.more;
  try {
    if (!timeline.loaded) await timeline.load();
  } catch (problem) {
    if (problem.status === 401) signedOut();
    else setTimeout(() => current === timeline && enter(chat), 3000);
    return;
  } finally {
    log.removeAttribute("aria-busy");
  }
  if (current !== timeline) return;
  timeline.showEnd();
  rooms.saw(chat);
  greet();
  hint();
}

async function refreshRooms() {
  const state = await get("rooms");
  limit = state.upload_limit;
  rooms.set(state.rooms, botName);
  if (who !== state.name) {
    who = state.name;
    rememberSession();
    if (current) head(rooms.get(current.chat));
  }
  at("to-desk").hidden = !state.desk || window.top !== window;
  at("to-schemes").hidden = !state.schemes || window.top !== window;
  return state;
}

function greet() {
  hello?.remove();
  hello = null;
  if (!current?.empty) return;
  const start = make("button", { type: "button", class: "primary", onclick: () => say("开始") }, "开始");
  hello = make("div", { class: "hello" }, make("p", {}, "还没有消息。点“开始”看看有什么要做。"), start);
  log.append(hello);
}

function hint() {
  composer.hint(current?.latestBot?.placeholder);
}

/* what comes in */

function heard(entry) {
  if (entry.chat.startsWith("desk:")) return; // The desk's own room is shown there.
  if (!rooms.knows(entry.chat) || (!who && entry.from === "bot")) {
    refreshRooms().catch(() => undefined);
  }
  rooms.heard(entry.chat, entry.seq);
  const timeline = timelines.get(entry.chat);
  if (entry.from === "bot") answered(entry.chat);
  // A draft begins or ends: the way to its whole table stands in the head or goes.
  if (entry.buttons?.flat().some((one) => /^schemes(\/draft\/|$)/.test(one.route))) refreshRooms().catch(() => undefined);
  if (!timeline) return;
  timeline.add(entry);
  if (timeline === current && timeline.loaded) {
    greet();
    hint();
  }
}

function expectAnswer(chat, button) {
  answered(chat);
  awaited.set(chat, { button });
  showThinking();
}

function answered(chat) {
  const wait = awaited.get(chat);
  if (!wait) return;
  clearTimeout(wait.timer);
  clearTimeout(wait.calm);
  awaited.delete(chat);
  if (wait.button) release(wait.button);
  showThinking();
}

function showThinking() {
  const stick = current?.atBottom;
  thinking.hidden = !(current && awaited.get(current.chat)?.shown);
  if (stick) current.toBottom();
}

/* what goes out */

function say(text) {
  put({ key: freshKey(), chat: current.chat, text });
  composer.focus();
}

function press(entry, button, element) {
  if (element.closest(".buttons").querySelector(".busy")) return;
  if (element.dataset.pressed !== undefined) return; // the second touch of the same thumb
  for (const other of element.closest(".buttons").querySelectorAll("button")) {
    // Not the pressed one: a disabled button would drop the keyboard's place.
    other.disabled = other !== element;
  }
  element.dataset.tapped = performance.now();
  element.classList.add("busy");
  element.setAttribute("aria-busy", "true");
  const item = { key: freshKey(), chat: entry.chat, route: button.route, pressed: entry.seq };
  put({ ...item, label: button.label }, element);
}

function release(element) {
  element.classList.remove("busy");
  element.removeAttribute("aria-busy");
  for (const other of element.closest(".buttons")?.querySelectorAll("button") || []) {
    other.disabled = false;
  }
}

function put(item, button) {
  const kept = { ...item, since: Date.now() };
  timelineOf(item.chat).addPending(item.key, pendingElement(kept));
  greet();
  expectAnswer(item.chat, button);
  outgoing.add(kept);
}

function stored(item) {
  const timeline = timelineOf(item.chat);
  const foot = timeline.pending.get(item.key)?.querySelector(".foot");
  // The stream brings the entry itself; until then the mark says the disk has it.
  if (foot && item.route === undefined) foot.textContent = "✓";
  const wait = awaited.get(item.chat);
  if (!wait) return;
  // Only now: while the message waits for the line, nobody can be working on it.
  wait.timer = setTimeout(() => answered(item.chat), PATIENCE);
  wait.calm = setTimeout(() => {
    wait.shown = true;
    showThinking();
  }, CALM);
}

function waiting(item, problem) {
  if (problem.status === 401) {
    signedOut();
    return;
  }
  const foot = timelineOf(item.chat).pending.get(item.key)?.querySelector(".foot");
  if (foot) foot.textContent = problem.status === 0 ? "等网络恢复后自动发送" : problem.sentence;
}

function refused(item, problem) {
  answered(item.chat);
  const node = timelineOf(item.chat).pending.get(item.key);
  const foot = node?.querySelector(".foot");
  if (!foot) return;
  foot.classList.add("bad");
  foot.setAttribute("role", "alert");
  foot.textContent = `没有发出：${problem.sentence}`;
  if (item.text) {
    const again = make("button", { type: "button", class: "small" }, "重新编辑");
    again.addEventListener("click", () => {
      timelineOf(item.chat).dropPending(item.key);
      at("text").value = item.text;
      at("text").dispatchEvent(new Event("input"));
      composer.focus();
    });
    foot.append(" ", again);
  }
}

/* files */

function upload(files) {
  // One message carries fifty; more become more messages, none is dropped.
  for (let from = 0; from < files.length; from += ALBUM) uploadAlbum(files.slice(from, from + ALBUM));
}

function uploadAlbum(files) {
  const { chat } = current;
  const timeline = current;
  const key = freshKey();
  const batch = new Batch({
    key,
    chat,
    files,
    limit,
    onChange: () => {
      const node = timeline.pending.get(key);
      if (node) drawBatch(node, batch);
    },
    onDone: (ids) => {
      batches.delete(batch);
      if (!ids.length) {
        timeline.dropPending(key);
        greet();
        return;
      }
      expectAnswer(chat);
      outgoing.add({ key, chat, uploads: ids, since: Date.now() });
    },
  });
  batches.add(batch);
  timeline.addPending(key, batchElement(batch));
  greet();
  batch.start();
}

window.addEventListener("beforeunload", (event) => {
  if (batches.size) event.preventDefault();
});

/* the line */

let flicker = 0;

function lineState(state) {
  clearTimeout(flicker);
  if (state === "open") {
    banner.hidden = true;
    outgoing.hurry();
    dispatchEvent(new Event("lineback"));
    return;
  }
  flicker = setTimeout(() => {
    banner.textContent = "网络断了，正在重连……";
    banner.hidden = false;
  }, FLICKER);
}

async function isSignedOut() {
  try {
    await get("rooms");
    return false;
  } catch (problem) {
    return problem.status === 401;
  }
}

function signedOut() {
  clearTimeout(flicker);
  banner.replaceChildren("登录已失效。", make("a", { href: "/", target: "_top" }, "重新进入"));
  banner.hidden = false;
}

/* scrolling and the rest of the page */

let touched = 0;
scroll.addEventListener("scroll", () => {
  if (current?.atBottom) {
    pill.hidden = true;
    rooms.saw(current.chat);
  }
  const now = Date.now();
  if (scroll.scrollTop < 200 && current?.loaded && current.more && now - touched > 400) {
    touched = now;
    current.load().catch(() => undefined);
  }
}, { passive: true });
older.querySelector("button").addEventListener("click", () => current.load().catch(() => undefined));
pill.addEventListener("click", () => {
  pill.hidden = true;
  current.toBottom();
});
let keepBottom = true;
new ResizeObserver(() => keepBottom && current?.keepEnd()).observe(scroll);
scroll.addEventListener("scroll", () => (keepBottom = current?.atBottom ?? true), { passive: true });
// Who unfolds a clause wants to read it: bring what came out of the fold into sight.
log.addEventListener("toggle", (event) => {
  if (event.target.open) event.target.closest(".entry").scrollIntoView({ block: "nearest" });
}, true);
log.addEventListener("load", () => keepBottom && current?.keepEnd(), true);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && current) rooms.saw(current.chat);
});
document.addEventListener("click", (event) => {
  if (!at("menu").contains(event.target)) at("menu").open = false;
});
at("sign-out").addEventListener("click", async () => {
  at("menu").open = false;
  if (!window.confirm("退出以后，要用新的邀请码才能再进入。确定退出吗？")) return;
  await post("leave", {}).catch(() => undefined);
  forgetSession();
  window.top.location.href = "/";
});

function forgetSession() {
  remember("xinkao:sessions", recall("xinkao:sessions", []).filter((known) => known.owner !== owner));
  forget(`xinkao:seen:${owner}`);
  forget(`xinkao:room:${owner}`);
}

function rememberSession() {
  const others = recall("xinkao:sessions", []).filter((known) => known.owner !== owner);
  remember("xinkao:sessions", [{ owner, who: who || botName }, ...others].slice(0, 8));
}

async function start() {
  let state;
  try {
    state = await refreshRooms();
  } catch (problem) {
    if (problem.status === 401) {
      signedOut();
      return;
    }
    lineState("broken");
    setTimeout(start, 3000);
    return;
  }
  rememberSession();
  for (const item of outgoing.waiting()) {
    timelineOf(item.chat).addPending(item.key, pendingElement(item));
  }
  new Link({
    after: state.after,
    onEntry: heard,
    onState: lineState,
    onOut: signedOut,
    isSignedOut,
  });
  const last = recall(`xinkao:room:${owner}`);
  await enter(rooms.knows(last) ? last : state.rooms[0].chat);
  if (matchMedia("(hover: hover)").matches && window.top === window) composer.focus();
}

start();
