// The reviewer's desk: brings the list, the item, the papers, the keys and the talk together.

import { get, post } from "./api.js";
import { itemElements } from "./desk_item.js";
import { FOOT, KEYS, NAMED } from "./desk_keys.js";
import { List, keyOf } from "./desk_list.js";
import { Papers } from "./desk_papers.js";
import { failed, lineState, placeBeside, say, showHelp, signedOut, toast } from "./desk_page.js";
import { Talk } from "./desk_talk.js";
import { Acts, cannot } from "./desk_undo.js";
import { BUSY, whyNoButton, whyNoChoice } from "./desk_why.js";
import { lines, make } from "./elements.js";
import { listen } from "./keys.js";

const RENEW = 5 * 60000; // What is open stays ours while it is looked at; a lease lasts fifteen minutes.
const LOOK = 60000; // The list is read again; others decide, too.
const SURE = 6000; // A doubted item is accepted by a second press within this time.
const ALWAYS = /^review\/(history|talk)\//;

const at = (id) => document.getElementById(id);
const { room } = document.body.dataset;
const stage = at("stage");

const list = new List({ items: at("items"), filters: at("filters"), chosen: at("chosen"), onOpen: open });
const papers = new Papers({
  tabs: at("tabs"),
  tools: at("tools"),
  stage,
  beside: { room: at("stages"), box: at("beside"), about: at("beside-about"), stage: at("beside-stage") },
});
let talk = null;
let quarter = null;
let item = null; // what is open
let opening = 0;
let opened = Promise.resolve(); // what was asked to open before: who opens takes, so in their order
let asked = 0; // when a doubted item was pressed once
const acts = new Acts();

/* the list */

async function refresh() {
  const found = await get(quarter ? `desk/list?quarter=${quarter.id}` : "desk/list");
  quarter = found.quarter;
  const chosen = at("quarter");
  chosen.replaceChildren(
    ...found.quarters.map((one) => make("option", { value: one.id }, `${one.name}（${one.state}）`)),
  );
  if (quarter) chosen.value = quarter.id;
  list.set(found);
  at("counts").textContent = quarter ? list.counts : "现在没有可以审核的季度。";
  return found;
}

async function refreshUnit(unit) {
  const found = await get(`desk/unit/${quarter.id}/${unit}`);
  list.setUnit(unit, found.items);
  at("counts").textContent = list.counts;
}

/* an item */

async function open(key, { quiet = false, onward = false } = {}) {
  const number = ++opening;
  const [unit, row] = split(key);
  if (!quiet) {
    talk?.close();
    list.enter(key);
    if (item && keyOf(item) !== key) item = null; // Nothing is decided that is not shown yet.
  }
  let found;
  try {
    const ask = () => number === opening && post("desk/open", { quarter: quarter.id, unit, row });
    opened = opened.catch(() => {}).then(ask);
    found = await opened;
  } catch (problem) {
    if (number === opening) failed(problem);
    return;
  }
  if (number !== opening) return;
  const line = list.get(key);
  if (line && (found.holder || found.state !== line.state)) {
    await refreshUnit(unit).catch(failed); // Somebody else was quicker than this list.
    if (number !== opening || (onward && goOn())) return;
  }
  const same = item && keyOf(item) === key && item.seen === found.seen && item.state === found.state;
  item = found;
  at("case").dataset.key = key;
  asked = 0;
  at("case").replaceChildren(...itemElements(item, press));
  if (!same) papers.set(item);
  if (!quiet) at("case").scrollTo(0, 0);
}

function split(key) {
  const [unit, ...row] = key.split("/");
  return [Number(unit), row.join("/")];
}

function step(by) {
  const one = list.beside(by);
  if (one) open(keyOf(one));
  else toast(`按现在的筛选，${by > 0 ? "后" : "前"}面没有项目了。`);
}

function following() {
  if (!goOn()) toast("按现在的筛选，没有等您审的项目了。");
}

/** Open what waits next and nobody else has, or what is open once more; whether anything waits. */
function goOn() {
  const one = list.next();
  if (one) open(keyOf(one), { onward: true });
  else if (list.current) open(list.current, { quiet: true });
  return Boolean(one) || list.get(list.current)?.state === "waiting";
}

/* decisions */

/** Several are accepted or taken back one after the other: between two of them nothing else is done. */
let several = false;

const busy = () => several || talk.busy;

async function press(button) {
  if (!item || item.holder) return void toast(whyNoButton(button.key, item));
  if (busy()) return void toast(BUSY);
  const accepts = button.key === "a";
  if (accepts && !item.clean && Date.now() - asked > SURE) {
    asked = Date.now();
    toast(`有疑点：${item.doubts.map((one) => one.replace(/^[⚠❓·]\s*/u, "")).join("；")}。再按一次 A 通过。`);
    return;
  }
  asked = 0;
  await tell(() => talk.press(button.route, button.label), ALWAYS.test(button.route));
}

function answer(text) {
  if (!busy()) tell(() => talk.say(text), false);
}

/** Say something to the bot, and go on from what it answers. */
async function tell(send, always) {
  const key = keyOf(item);
  const [unit] = split(key);
  const before = list.get(key)?.state;
  let heard;
  try {
    heard = await send();
    await refreshUnit(unit);
  } catch (problem) {
    failed(problem);
    return;
  }
  const now = list.get(key)?.state;
  if (before === "waiting" && now !== "waiting") {
    decided(key, heard);
    return;
  }
  if (acts.heard(key, heard)) {
    await refresh().catch(failed); // A kind that is none in the quarter is none in every line.
    talk.close();
    toast(`${heard.text}　按 U 撤销。`);
    await open(key, { quiet: true });
  } else if (always || talk.isQuestion(heard)) talk.ask(heard, answer);
  else {
    talk.close();
    toast(heard.text);
    await open(key, { quiet: true });
  }
}

function decided(key, heard) {
  acts.decided([key]);
  talk.close();
  toast(`${heard.text}　按 U 撤销。`);
  at("items").focus();
  goOn();
}

async function acceptAll() {
  const chosen = [...list.picked].map((key) => list.get(key)).filter((one) => one?.accept);
  if (!chosen.length) {
    toast("还没有选。按 X 选中一项，按 Shift+X 选中全部没有疑点的。");
    return;
  }
  if (busy()) return void toast(BUSY);
  const keys = [];
  several = true;
  for (const [n, one] of chosen.entries()) {
    toast(`正在通过 ${n + 1}/${chosen.length} ……`, true);
    try {
      await talk.press(one.accept, "通过");
      keys.push(keyOf(one));
    } catch (problem) {
      failed(problem);
      break;
    }
  }
  several = false;
  list.picked.clear();
  await refresh().catch(failed);
  const through = keys.filter((key) => list.get(key)?.state !== "waiting");
  if (through.length) acts.decided(through);
  const left = chosen.length - through.length;
  toast(`✓ 一起通过了 ${through.length} 项${left ? `，${left} 项有变化，没有通过，请单独看` : ""}。按 U 撤销。`);
  goOn();
}

async function undo() {
  if (busy()) return void toast(BUSY);
  const act = acts.last();
  if (!act) toast("这里没有可以撤销的。");
  else if (act.said) toast(cannot(act));
  else if (act.back) await undoHere(act);
  else await undoDecisions(act.keys);
}

async function undoHere({ key, back }) {
  try {
    const heard = await talk.press(back, "撤销");
    await refresh();
    toast(heard.text);
  } catch (problem) {
    failed(problem);
    return;
  }
  open(key);
}

async function undoDecisions(keys) {
  several = true;
  const heard = await takenBack(keys);
  several = false;
  if (!heard) return;
  toast(keys.length > 1 ? `撤销了 ${keys.length} 项，都回到待审。` : heard.text);
  open(keys[0]);
}

/** Take back one decision after the other; the last answer, or nothing where one failed. */
async function takenBack(keys) {
  let heard;
  for (const [n, key] of keys.entries()) {
    if (keys.length > 1) toast(`正在撤销 ${n + 1}/${keys.length} ……`, true);
    const [unit, row] = split(key);
    const spoke = list.get(key)?.state === "spoke";
    const route = spoke ? `review/unsay/${quarter.id}/${unit}/${row}` : `review/open/${quarter.id}/${unit}/${row}/0`;
    try {
      heard = await talk.press(route, "撤销");
      await refreshUnit(unit);
    } catch (problem) {
      failed(problem);
      return undefined;
    }
  }
  return heard;
}

/* finding */

async function find(event) {
  event.preventDefault();
  const box = at("found");
  const text = at("find-text").value.trim();
  if (!text) return;
  let found;
  try {
    found = await post("desk/find", { text });
  } catch (problem) {
    failed(problem);
    return;
  }
  box.replaceChildren(
    make("p", { class: "found-head" }, found.said, make("button", { type: "button", class: "plain", onclick: closeFound }, "关闭（Esc）")),
    ...found.places.map((place) =>
      make(
        "button",
        { type: "button", class: "place", onclick: () => visit(place) },
        make("b", {}, `${place.short} ${place.where}`),
        make("span", { class: "dim" }, ` ${place.quarter_name}《${place.label}》第 ${place.page} 页`),
        make("span", { class: "said" }, ...lines(place.said)),
      ),
    ),
  );
  box.hidden = false;
  at("items").hidden = true;
  at("find-text").blur();
  // Where nothing was found Enter closes this again: it never goes on to the item, where it would accept.
  (box.querySelector(".place") ?? box.querySelector("button")).focus();
}

function closeFound() {
  at("found").hidden = true;
  at("items").hidden = false;
  if (!item && list.current) open(list.current, { quiet: true });
}

async function visit(place) {
  const key = `${place.unit}/${place.row}`;
  const ofItem = place.source !== "report" && quarter && place.quarter === quarter.id;
  if (ofItem && list.get(key)) await open(key);
  const known = papers.placeOf(place.paper);
  if (known >= 0) await papers.open(known, place.page, place.line);
  else await look(place);
}

/** A paper that belongs to nothing that is open: nobody decides on one item with another one's paper before them. */
function look(place) {
  opening += 1;
  item = null;
  talk?.close();
  at("case").dataset.key = "";
  at("case").replaceChildren(
    make("h2", {}, place.short),
    make("h3", {}, place.where),
    make("p", { class: "notice" }, `${place.quarter_name}的材料，不在正在审的项目里，这里只能看。按 Esc 回到审核。`),
  );
  return papers.loose({ id: place.paper, label: place.label, kind: place.kind, picture: place.picture, facts: [], doubts: [] }, place.page, place.line);
}

/* keys */

const ACTS = {
  next: () => (at("found").hidden ? step(1) : placeBeside(1)),
  previous: () => (at("found").hidden ? step(-1) : placeBeside(-1)),
  following,
  filter: () => at("filter-state").focus(),
  find: () => at("find-text").focus(),
  pick: () => (item ? list.pick(keyOf(item)) || toast("只有没有疑点、等您审的才能选。") : toast(whyNoButton("x", item))),
  pickAll: () => say(list.pickAll()),
  acceptAll,
  undo,
  number: ({ key }) => talk?.choose(Number(key)) || toast(whyNoChoice(key, talk?.question)),
  answer: () => (at("answer") ? at("answer").focus() : toast("现在没有要写的回答。")),
  close,
  paper: () => say(papers.step(1)),
  paperBack: () => say(papers.step(-1)),
  page: () => say(papers.stage.page(1)),
  pageBack: () => say(papers.stage.page(-1)),
  zoomIn: () => say(papers.stage.zoomBy(1)),
  zoomOut: () => say(papers.stage.zoomBy(-1)),
  whole: () => say(papers.stage.zoomWhole()),
  turn: () => say(papers.stage.turn()),
  marks: () => say(papers.stage.toggleMarks()),
  original: () => say(papers.original()),
  beside: () => papers.beside.turn() || toast("这份材料没有和别的相像。"),
  help,
};

listen(KEYS, NAMED, (name, event) => {
  if (at("help").open && name !== "close" && name !== "help") return false;
  if (name in ACTS) {
    ACTS[name](event);
    return true;
  }
  const button = item?.buttons.find((one) => one.key === name);
  if (button) press(button);
  else toast(whyNoButton(name, item));
  return true;
});

function close() {
  if (at("help").open) at("help").close();
  else if (!at("talk").hidden) talk.close();
  else if (at("found").hidden && item) toast("没有打开的问题、说明或查找。");
  else closeFound();
}

function help() {
  showHelp(KEYS, FOOT);
}

at("find").addEventListener("submit", find);
at("help-open").addEventListener("click", help);
at("quarter").addEventListener("change", async (event) => {
  quarter = { id: Number(event.target.value) };
  await refresh().catch(failed);
  following();
});
setInterval(async () => {
  if (document.hidden || talk?.busy) return;
  await refresh().catch(failed);
  const line = item && list.get(keyOf(item));
  const others = line && (line.state !== item.state || Boolean(line.holder) !== Boolean(item.holder));
  if (others) open(keyOf(item), { quiet: true }); // What became of it meanwhile is shown.
}, LOOK);
setInterval(() => {
  if (item?.state === "waiting" && !item.holder && !document.hidden && talk && !talk.busy) {
    open(keyOf(item), { quiet: true });
  }
}, RENEW);
window.addEventListener("pagehide", () => {
  fetch("desk/leave", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
    keepalive: true,
    credentials: "same-origin",
  }).catch(() => undefined);
});

async function start() {
  let found;
  try {
    found = await refresh();
  } catch (problem) {
    failed(problem);
    if (problem.status !== 401) setTimeout(start, 3000);
    return;
  }
  talk = new Talk({ room, box: at("talk"), after: found.after, onState: lineState, onOut: signedOut });
  at("case").replaceChildren(make("p", { class: "empty" }, "这里没有等您审的项目。"));
  following();
}

start();
