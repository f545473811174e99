// Making elements, sizes and times: the small change of drawing.

/** An element with properties and children; `undefined` children are left out. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null));
  return node;
}

/** A size as people read it. */
export function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  const mega = bytes / (1024 * 1024);
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
}

const pad = (number) => String(number).padStart(2, "0");

/** A moment whose UTC parts are China's: deadlines and answers speak of that time, on any phone. */
const inChina = (at) => new Date(at.getTime() + 8 * 3600000);

/** The time of day. */
export function clockWords(at) {
  const there = inChina(at);
  return `${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`;
}

/** Day and time as a chat shows them between messages. */
export function dayWords(at, now = new Date()) {
  const [there, today] = [inChina(at), inChina(now)];
  const days = Math.floor(today / 86400000) - Math.floor(there / 86400000);
  const clock = clockWords(at);
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  const day = `${there.getUTCMonth() + 1}月${there.getUTCDate()}日`;
  if (there.getUTCFullYear() !== today.getUTCFullYear()) {
    return `${there.getUTCFullYear()}年${day} ${clock}`;
  }
  return `${day} 周${"日一二三四五六"[there.getUTCDay()]} ${clock}`;
}

const ADDRESS = /https?:\/\/[^\s<>"'，。；、！？）】》]+/g;

// An invitation code or a receipt's number: read aloud and typed off, so never broken over lines.
const CODE = /[A-Z0-9*]{4}(?:-[A-Z0-9*]{4}){1,2}(?![A-Z0-9-])|R\d{6}-\d{4,}/g;

function coded(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(CODE)) {
    nodes.push(text.slice(from, found.index), make("span", { class: "code" }, found[0]));
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

/** Plain text as nodes, with web addresses as links and codes in one piece. */
export function linked(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    nodes.push(...coded(text.slice(from, found.index)));
    const link = { href: found[0], target: "_blank", rel: "noopener noreferrer" };
    nodes.push(make("a", link, found[0]));
    from = found.index + found[0].length;
  }
  nodes.push(...coded(text.slice(from)));
  return nodes;
}

const POINT = /^[・·•●○〇◯✓✔✗×☑☐△▲■□※] ?/u;
const NUMBERED = /^\d{1,2}[.．] ?\D/u;
const FIGURE = /^(\S.*?)　+([\d.]+(?:\/[\d.]+)? ?分)$/u;

/**
 * The lines of a message, each in its own block: a point hangs, an indented line stands under its
 * point, and a figure at the end of a line stands on the right where it can be compared.
 */
export function lines(text) {
  return text.split("\n").map((line) => {
    const figure = line.match(FIGURE);
    if (figure) {
      const hangs = POINT.test(figure[1]) ? "row point" : "row";
      const label = make("span", { class: hangs }, ...linked(`${figure[1]} `));
      return make("span", { class: "row figure" }, label, make("span", {}, figure[2]));
    }
    const under = line.startsWith("　") || line.startsWith("  ");
    return make("span", { class: rowClass(line, under) }, ...linked(under ? line.trim() : line));
  });
}

function rowClass(line, under) {
  if (under) return "row under";
  if (POINT.test(line)) return "row point";
  if (NUMBERED.test(line)) return "row number";
  return line ? "row" : "row gap";
}
