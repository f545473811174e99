// The whole draft of the office's rules as one table: brings the rows, the keys and the talk together.

import { get, post } from "./api.js";
import { failed, lineState, showHelp, signedOut, toast } from "./desk_page.js";
import { Talk } from "./desk_talk.js";
import { make } from "./elements.js";
import { listen } from "./keys.js";
import { FOOT, KEYS, NAMED } from "./schemes_keys.js";
import { Table } from "./schemes_table.js";

const LOOK = 4000; // Others write, too.
const WRITTEN = "已写入"; // The title of an answer after which the cell says so.
const OWN = /^(schemes$|home$|schemes\/(draft|next|sheet|head|drop|faults)\/|schemes\/row\/\d+\/\d+$)/;

const at = (id) => document.getElementById(id);
const { room } = document.body.dataset;
const table = new Table({
  body: at("rows"),
  onWrite: write,
  taps: {
    sure: (place) => sure(place),
    unsure: (place) => act(place, "unsure", "收回"),
    award: (place) => cell(place, "award"),
    read: (place, number) => cell(place, `read${number}`),
  },
});
let talk = null;
let draft = null; // as the server said it last
let line = Promise.resolve(); // what is written goes one after the other
let others = [];

/* what the server says */

async function load() {
  const number = Number(at("draft").value);
  if (!number) return;
  let found;
  try {
    found = await get(`schemes/table/${number}`);
  } catch (problem) {
    failed(problem);
    return;
  }
  if (number !== Number(at("draft").value)) return;
  if (found.gone) {
    await ended();
    return;
  }
  if (draft && draft.id !== found.id) table.rows.clear();
  draft = found;
  table.set(found.rows, found.sections);
  drawHead();
}

async function ended() {
  if (at("talk").hidden) toast("这份草案已经发布或者删掉了。"); // else it is said there
  draft = null;
  await list();
  await load();
}

async function list() {
  const found = await get("schemes/list");
  table.me = found.me.id;
  const before = at("draft").value;
  at("draft").replaceChildren(...found.drafts.map((one) => make("option", { value: one.id }, one.title)));
  if (found.drafts.some((one) => String(one.id) === before)) at("draft").value = before;
  document.body.classList.toggle("none", !found.drafts.length);
  if (!found.drafts.length) {
    draft = null;
    table.set([], []);
    at("above").replaceChildren(make("p", { class: "empty" }, "现在没有草案。在聊天里发“办法”，点“发新的办法”，把考核办法的文件发来。"));
    at("contradictions").replaceChildren();
    at("counts").textContent = "";
    at("undo").disabled = true;
    at("redo").hidden = true;
  }
  return found;
}

/** What one can take back, and do again, stands on its button. */
function drawSteps() {
  for (const [id, word] of [["undo", "撤销"], ["redo", "重做"]]) {
    const step = draft[id];
    at(id).textContent = step ? `${word}：${step.said}` : word;
    at(id).disabled = !step;
  }
  at("redo").hidden = !draft.redo;
}

function drawHead() {
  const rows = draft.rows.length;
  const left = rows - draft.confirmed;
  const said = [`考核${draft.group || "谁还没有定"}`, `${rows} 行，已确认 ${draft.confirmed} 行，还有 ${left} 行`];
  if (draft.unread) said.push(`${draft.unread} 行没有读懂`);
  if (draft.proposed) said.push("已提请发布，等另一位管理员确认");
  at("counts").textContent = said.join("；");
  at("counts").title = said.join("；"); // a narrow screen cuts it off
  at("release").textContent = draft.proposed ? "看发布提议" : "提请发布";
  sayOthers(draft.others);
  drawSteps();
  const same = sames();
  at("same").hidden = !same.length;
  at("same").textContent = `和现在一样的 ${same.length} 行一起确认`;
  at("bodies").replaceChildren(...[...new Set(draft.rows.flatMap((row) => row.fields.filter((one) => ["by", "reviewer"].includes(one.key)).map((one) => one.value)))].filter(Boolean).map((value) => make("option", { value })));
  drawAbove();
  at("contradictions").replaceChildren(...draft.faults.map(contradiction));
}

function drawAbove() {
  if (at("above").contains(document.activeElement) && document.activeElement.matches("input")) return;
  const lines = draft.head.lines.map((one) =>
    make("div", { class: "labelled" },
      make("span", { class: "label" }, one.label),
      make("button", { type: "button", class: "field", "aria-label": `${one.label}：${one.value}`, onclick: (event) => editHead(event.currentTarget, one) }, one.value || "—")));
  const group = draft.group || "还没有定";
  lines.unshift(make("div", { class: "labelled" },
    make("span", { class: "label" }, "考核对象"),
    make("button", { type: "button", class: `field${draft.group ? "" : " empty"}`, onclick: () => ask(`schemes/group/${draft.id}`, "定考核对象") }, group)));
  const doubts = draft.doubts.map((one) => make("p", { class: "doubt" }, one));
  at("above").replaceChildren(...lines, ...doubts);
}

function contradiction(one) {
  const buttons = [];
  if (one.route) buttons.push(make("button", { type: "button", onclick: () => declare(one.route) }, "原表就是这样"));
  if (one.place) buttons.push(make("button", { type: "button", onclick: () => table.enter(one.place, "points") }, "去这一行"));
  return make("li", {}, make("span", {}, one.said), ...buttons);
}

function sayOthers(found) {
  others = found;
  at("others").textContent = others.length ? `${others.join("、")}也开着这张表` : "";
}

async function look() {
  if (!draft || document.hidden) return;
  const number = draft.id;
  try {
    const found = await get(`schemes/state/${number}`);
    if (draft?.id !== number) return;
    if (found.gone) {
      await queue(ended);
      return;
    }
    sayOthers(found.others);
    if (found.mark !== draft.mark) await queue(load);
  } catch (problem) {
    if (problem.status === 401) signedOut();
  }
}

/* what is written */

/** One after the other: what is written on a row is written on what the one before left. */
function queue(work) {
  line = line.then(work).catch(failed);
  return line;
}

function write({ place, key, mark, text }) {
  return queue(async () => {
    // A row that only our own writing has moved on since is the row that was seen.
    const now = moves.get(`${place}:${mark}`) || mark;
    const heard = await talk.press(`schemes/cell/${draft.id}/${place}/${key}/${now}`, "改", text);
    const before = now;
    if (heard.title !== WRITTEN) table.refuse(place, key, text, heard.text);
    await load();
    if (heard.title === WRITTEN) {
      const after = table.rows.get(place)?.mark;
      noteMove(place, mark, before, after);
      toast(heard.text);
    }
  });
}

const moves = new Map(); // place:mark → the mark our own writing made of it

function noteMove(place, shown, before, after) {
  if (!after) return;
  for (const [key, to] of moves) if (key.startsWith(`${place}:`) && to === before) moves.set(key, after);
  moves.set(`${place}:${shown}`, after);
  moves.set(`${place}:${before}`, after);
  table.moved(place, shown, after);
}

function cell(place, key) {
  const row = table.rows.get(place);
  if (row) write({ place, key, mark: row.mark, text: "" });
}

/** A press that concerns a row as it stands. */
function act(place, name, label) {
  const row = table.rows.get(place);
  if (!row) return Promise.resolve(false);
  return queue(async () => {
    const mark = moves.get(`${place}:${row.mark}`) || row.mark;
    const heard = await talk.press(`schemes/${name}/${draft.id}/${place}/${mark}`, label);
    toast(heard.text);
    await load();
    return heard.title === WRITTEN;
  });
}

async function sure(place) {
  const row = table.rows.get(place);
  if (!row) return;
  await act(place, "sure", "对");
  if (table.editor || !table.rows.get(place)?.confirmed) return;
  const next = table.following();
  if (next) table.enter(next.place);
}

/** Take back, or do again, what was written last; whichever row it was is gone to. */
function turnOver(id, word) {
  return queue(async () => {
    const step = draft?.[id];
    if (!step) {
      toast(`没有可以${word}的了。`);
      return;
    }
    const before = new Map([...table.rows].map(([place, row]) => [place, row.mark]));
    const heard = await talk.press(`schemes/${id}/${draft.id}/${step.id}`, word);
    moves.clear(); // marks of before are right again
    await load();
    toast(heard.text);
    const changed = [...table.rows.values()].find((row) => before.get(row.place) !== row.mark);
    if (changed && !table.editor) table.enter(changed.place);
  });
}

/** The document is so: it counts as it is printed. */
function declare(route) {
  const before = draft.faults.length;
  return queue(async () => {
    await talk.press(route, "原表就是这样");
    await load();
    toast(draft && draft.faults.length < before ? "照原表用，公布时写明。" : "这一处刚有变化，请看现在的。");
  });
}

/** A page of the bot's own, such as the release: what it asks stands at the foot. */
function ask(route, label) {
  return queue(async () => show(await talk.press(route, label)));
}

async function show(heard) {
  if (talk.isQuestion(heard) || (heard.text || "").length > 120) talk.ask(heard, answer);
  else {
    talk.close();
    toast(heard.text);
  }
  await load();
}

function answer(text) {
  queue(async () => show(await talk.say(text)));
}

function sames() {
  return draft.rows.filter((row) => !row.confirmed && row.read && !row.several && row.doubts.some((one) => one.startsWith("和现在的办法一字不差")));
}

async function confirmSame() {
  if (!draft) return;
  const rows = sames();
  for (const [n, row] of rows.entries()) {
    toast(`正在确认 ${n + 1}/${rows.length} ……`, true);
    await queue(() => talk.press(`schemes/sure/${draft.id}/${row.place}/${row.mark}`, "对"));
  }
  await queue(load);
  const left = sames().length;
  toast(left ? `确认了 ${rows.length - left} 行，${left} 行刚有变化，请单独看。` : `一起确认了 ${rows.length} 行。`);
}

/* the head of the table */

function editHead(button, one) {
  const input = make("input", { type: "text", maxlength: "200", autocomplete: "off", "aria-label": one.label });
  const { mark } = draft.head;
  input.value = one.value;
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") {
      input.blur();
      drawAbove();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      const text = input.value.trim();
      input.disabled = true;
      if (text === one.value) drawAbove();
      else queue(() => writeHead(one.label, text, mark));
    }
  });
  button.replaceWith(input);
  input.focus();
  input.select();
}

async function writeHead(label, text, mark) {
  const heard = await talk.press(`schemes/above/${draft.id}/${mark}`, "改抬头", `${label}：${text || "没有"}`);
  await load();
  if (heard.title === WRITTEN) {
    toast(heard.text);
    return;
  }
  const button = [...at("above").querySelectorAll("button")].find((one) => one.getAttribute("aria-label")?.startsWith(`${label}：`));
  button?.classList.add("faulty");
  button?.after(make("p", { class: "fault", role: "alert" }, `没有写入“${text.slice(0, 40)}”：${heard.text}`));
  button?.focus();
}

/* keys */

async function readings() {
  const { row } = table;
  if (!row || !draft) return;
  const found = await get(`schemes/readings/${draft.id}/${row.place}`).catch(failed);
  if (!found) return;
  if (found.readings.length < 2) {
    toast("只有这一种读法。都不对的，按 W 用一句话写，或按 V 由审核员评定。");
    return;
  }
  row.readings = found.readings;
  table.redraw(row.place);
}

function number(event) {
  const chosen = Number(event.key);
  if (!at("talk").hidden) return talk.choose(chosen);
  const { row } = table;
  if (!row || !row.readings.some((one) => one.number === chosen)) return false;
  cell(row.place, `read${chosen}`);
  return true;
}

const here = (work) => () => (table.row ? work(table.row.place) : toast("请先点一行，或按 G 到下一行。"));

const ACTS = {
  down: () => table.walk(1),
  up: () => table.walk(-1),
  right: () => table.step(1),
  left: () => table.step(-1),
  following: () => {
    const next = table.following();
    if (next) table.enter(next.place);
    else toast(draft ? "每一行都确认了。" : "现在没有草案。");
  },
  faults: () => at("contradictions").querySelector("button")?.focus() || (draft?.faults.length ? undefined : toast(draft?.unread ? "还有没读懂的行，读懂了才看得出对不对得上。" : "没有对不上的地方。")),
  edit: () => document.activeElement?.dataset?.cell && document.activeElement.click(),
  own: here((place) => table.edit(place, "own")),
  readings,
  number,
  award: here((place) => cell(place, "award")),
  drop: here((place) => ask(`schemes/row/${draft.id}/${place}/drop`, "不用这一行")),
  sure: here(sure),
  unsure: here((place) => act(place, "unsure", "收回")),
  same: confirmSame,
  undo: () => turnOver("undo", "撤销"),
  redo: () => turnOver("redo", "重做"),
  trial: () => draft && ask(`schemes/trial/${draft.id}`, "试算"),
  release: () => draft && ask(`schemes/release/${draft.id}`, at("release").textContent),
  close,
  help,
};

listen(KEYS, NAMED, (name, event) => {
  if (at("help").open && name !== "close" && name !== "help") return false;
  if (!(name in ACTS)) return false;
  const meant = ACTS[name](event);
  return name === "number" ? Boolean(meant) : true;
});

// Within a text that is being written, the browser takes back what was typed.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("input, textarea")) return;
  const name = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
  if (!name || at("help").open) return;
  event.preventDefault();
  if (!event.repeat) ACTS[name]();
});

function close() {
  if (at("help").open) at("help").close();
  else if (!at("talk").hidden) talk.close();
  else table.cancel();
}

function help() {
  showHelp(KEYS, FOOT);
}

at("help-open").addEventListener("click", help);
at("same").addEventListener("click", confirmSame);
at("undo").addEventListener("click", () => ACTS.undo());
at("redo").addEventListener("click", () => ACTS.redo());
at("trial").addEventListener("click", () => ACTS.trial());
at("release").addEventListener("click", () => ACTS.release());
at("draft").addEventListener("change", () => {
  table.cancel();
  table.faults.clear();
  queue(load);
});
setInterval(look, LOOK);
window.addEventListener("pagehide", () => {
  if (!draft) return;
  fetch("schemes/leave", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ draft: draft.id }),
    keepalive: true,
    credentials: "same-origin",
  }).catch(() => undefined);
});

async function start() {
  let found;
  try {
    found = await list();
  } catch (problem) {
    failed(problem);
    if (problem.status !== 401) setTimeout(start, 3000);
    return;
  }
  talk = new Talk({ room, box: at("talk"), after: found.after, onState: lineState, onOut: signedOut, path: "schemes/write", elsewhere: OWN });
  await queue(load);
  if (draft) ACTS.following();
}

start();
