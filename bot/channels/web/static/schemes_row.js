// One row of the whole table, drawn. It knows what the server says of a row, not how it is changed.

import { make } from "./elements.js";

const WHO = ["by", "reviewer", "proof"];
const NAMES = { by: "提供", reviewer: "审核", proof: "佐证" };
const BOUNDS = { start: "起算", floor: "最低" };
const GATES = { only_if: "前提", zero_if: "不得分" };
const FIGURES = new Set(["r", "f"]); // a summand's bands and targets, and those of classes
const APART = new Set(["points", ...WHO, ...Object.keys(GATES)]);

/** The name of a cell on the page. */
export const cellOf = (place, key) => `${place}:${key}`;

/** The `tr` of a row. `taps` are what its buttons do; `faults` what was refused, by cell. */
export function rowElement(row, { taps, faults, news }) {
  const cell = (key, value, label, empty = "—") =>
    field(row, { key, value, label, empty }, taps.edit, faults.get(cellOf(row.place, key)));
  const state = row.confirmed ? "confirmed" : row.several ? "several" : row.read ? "" : "unread";
  return make(
    "tr",
    { id: `row-${row.place}`, class: `${state}${news ? " news" : ""}`, data: { place: row.place } },
    make("th", { scope: "row" },
      make("span", { class: "number" }, row.row),
      cell("name", row.name, "指标名称"),
      labelled("分值", cell("points", valueOf(row, "points"), "分值"))),
    make("td", { class: "printed" },
      make("div", { tabindex: "-1" }, row.clause || "（原表这一格是空的）"),
      ...originals(row)),
    make("td", { class: "rule" }, ...ruleElements(row, cell, taps)),
    make("td", { class: "meaning" }, ...meaning(row)),
    make("td", { class: "who" },
      ...WHO.map((key) => labelled(NAMES[key], cell(key, valueOf(row, key), NAMES[key])))),
    make("td", { class: "sure" }, ...sureElements(row, taps)),
  );
}

/** The parts of a scan on which a row stands, under what was read there. */
function originals(row) {
  return (row.originals || []).map((src) => {
    const picture = make("img", { src, alt: `${row.row} 的原件`, loading: "lazy", decoding: "async" });
    return make("a", { class: "original", href: src, target: "_blank", rel: "noopener" }, picture);
  });
}

function valueOf(row, key) {
  return row.fields.find((one) => one.key === key)?.value || "";
}

function labelled(label, ...parts) {
  return make("div", { class: "labelled" }, make("span", { class: "label" }, label), ...parts);
}

function field(row, { key, value, label, empty }, onEdit, fault) {
  const name = cellOf(row.place, key);
  const button = make(
    "button",
    {
      type: "button",
      class: `field${value ? "" : " empty"}${fault ? " faulty" : ""}`,
      "aria-label": `${row.row} ${label}：${value || "没有写"}`,
      "aria-describedby": fault ? `fault-${name}` : undefined,
      data: { cell: name },
      onclick: () => onEdit(row.place, key),
    },
    value || empty,
  );
  if (!fault) return make("div", { class: "slot", data: { slot: name } }, button);
  const typed = fault.text ? `“${fault.text.slice(0, 40)}”：` : "";
  const said = make("p", { class: "fault", id: `fault-${name}`, role: "alert" }, `没有写入${typed}${fault.said}`);
  return make("div", { class: "slot", data: { slot: name } }, button, said);
}

function ruleElements(row, cell, taps) {
  const parts = [labelled("一句话", cell("own", row.own, "怎么算分，用一句话写", row.read ? "按原文" : "要您写"))];
  if (row.readings.length) parts.push(readings(row, taps));
  if (row.several) return parts; // Which rule it is has to be said first.
  for (const term of new Set(row.fields.map((one) => one.term).filter(Boolean))) {
    parts.push(termElement(row, term, cell));
  }
  const bounds = Object.entries(BOUNDS).filter(([key]) => valueOf(row, key));
  if (bounds.length) {
    parts.push(make("div", { class: "bounds" }, ...bounds.map(([key, label]) => labelled(label, cell(key, valueOf(row, key), label)))));
  }
  if (row.read) {
    for (const [key, label] of Object.entries(GATES)) {
      parts.push(labelled(label, cell(key, valueOf(row, key), label, "没有")));
    }
    parts.push(...rarelyElements(row, cell));
  }
  return parts;
}

/** What few rows say: where one says it, it stands there; the rest behind 还可以写. */
function rarelyElements(row, cell) {
  const few = row.fields.filter((one) => !APART.has(one.key) && (!one.term || FIGURES.has(one.key.at(-1))));
  const line = (one) => labelled(one.label, cell(one.key, one.value, one.label, "没有"));
  const parts = few.filter((one) => one.value && !one.term && !(one.key in BOUNDS)).map(line);
  const more = few.filter((one) => !one.value);
  if (more.length) {
    parts.push(make("details", { class: "rarely" }, make("summary", {}, "还可以写"), ...more.map(line)));
  }
  return parts;
}

/** One summand in a line: name, way of counting, points, most. */
function termElement(row, term, cell) {
  const own = row.fields.filter((one) => one.term === term && (one.value || !FIGURES.has(one.key.at(-1))));
  const act = term.startsWith("add") ? "得" : "扣";
  const shown = { n: "", k: "", p: `${act}几分`, m: `最多${act}`, r: "档次、目标", f: "各类、各单位" };
  return make(
    "div",
    { class: "term", role: "group", "aria-label": act === "得" ? "得分项" : "扣分项" },
    ...own.map((one) => {
      const kind = one.key.at(-1);
      return make("span", { class: `part ${kind}` },
        shown[kind] ? make("span", { class: "label" }, shown[kind]) : undefined,
        cell(one.key, one.value, one.label));
    }),
  );
}

function readings(row, taps) {
  return make(
    "ol",
    { class: "readings", "aria-label": "几种读法" },
    ...row.readings.map((one) =>
      make("li", {},
        make("button", { type: "button", onclick: () => taps.read(row.place, one.number) },
          make("kbd", {}, String(one.number)), one.sentence),
        ...one.samples.map((said) => make("span", { class: "sample" }, said)))),
  );
}

function meaning(row) {
  const parts = [];
  if (row.read && !row.several) {
    parts.push(make("p", { class: "sentence" }, row.sentence));
    parts.push(make("ul", { class: "samples" }, ...row.samples.map((one) => make("li", {}, one))));
  } else if (!row.read) {
    parts.push(make("p", { class: "sentence" }, "还没有读懂怎么算分。"));
  } else {
    parts.push(make("p", { class: "sentence" }, `有 ${row.readings.length} 种读法，请在左边选一种。`));
  }
  const doubts = row.doubts.filter((one) => !one.includes("种读法"));
  for (const one of doubts) {
    parts.push(make("p", { class: one.startsWith("和现在") ? "calm" : "doubt" }, one));
  }
  return parts;
}

function sureElements(row, taps) {
  const parts = [];
  if (row.confirmed) {
    parts.push(make("p", { class: "done" }, `✓ ${row.confirmed}`));
    parts.push(make("button", { type: "button", class: "plain", onclick: () => taps.unsure(row.place) }, "收回"));
  } else if (row.read && !row.several) {
    parts.push(make("button", { type: "button", class: "primary", onclick: () => taps.sure(row.place) }, "对"));
  } else if (!row.read) {
    parts.push(make("button", { type: "button", onclick: () => taps.award(row.place) }, "审核员评定"));
  }
  if (row.changed) parts.push(make("p", { class: "changed" }, `${row.changed} 改`));
  return parts;
}
