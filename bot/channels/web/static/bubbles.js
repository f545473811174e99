// One entry of the log, drawn. What happens when something is tapped is handed in.

import { clockWords, lines, make, sizeWords } from "./elements.js";

const SORTS = {
  pdf: ["pdf", "PDF"],
  ofd: ["ofd", "OFD"],
  doc: ["words", "DOC"],
  docx: ["words", "DOC"],
  wps: ["words", "WPS"],
  txt: ["words", "TXT"],
  xls: ["sheet", "XLS"],
  xlsx: ["sheet", "XLS"],
  et: ["sheet", "ET"],
  xlsb: ["sheet", "XLS"],
  ods: ["sheet", "ODS"],
  page: ["sheet", "XLS"],
  xmls: ["sheet", "XLS"],
  ppt: ["slides", "PPT"],
  pptx: ["slides", "PPT"],
  dps: ["slides", "DPS"],
};

const DRAWN = new Set(["png", "webp"]);
const IMAGES = new Set(["jpg", "jpeg", "png", "gif", "webp", "bmp", "heic", "heif"]);

/** Why a file was not kept, in a few words; the bot's own answer says what to do. */
const REFUSALS = {
  empty: "空文件，未收下",
  too_large: "文件太大，未收下",
  macro: "带宏，未收下",
  encrypted: "有密码，未收下",
  unknown_type: "类型不支持，未收下",
  archive: "压缩包打不开，未收下",
  damaged: "打不开，未收下",
};

/**
 * The element of an entry. `taps.press(entry, button, element)` and `taps.look(image link)` are
 * called for buttons and pictures.
 */
export function entryElement(entry, taps) {
  const kind = entry.from === "bot" ? "bot" : entry.from;
  const node = make("article", {
    class: `entry ${kind}${entry.press ? " press" : ""}`,
    data: { root: entry.root, seq: entry.seq },
  });
  if (entry.from === "other" && entry.name) node.append(make("p", { class: "name" }, entry.name));
  node.append(bubble(entry, taps));
  if (entry.buttons?.length) node.append(buttons(entry, taps));
  if (entry.from === "me" && !entry.press) {
    const clock = clockWords(new Date(entry.at));
    const tick = make("span", { class: "tick", role: "img", "aria-label": "已存好" }, "✓");
    node.append(make("p", { class: "foot" }, `${clock} `, tick));
  }
  return node;
}

function bubble(entry, taps) {
  const box = make("div", { class: "bubble" });
  if (entry.press) {
    box.append(make("p", { class: "text" }, `已选：${entry.press.label}`));
    return box;
  }
  if (entry.title) box.append(make("h2", { class: "title" }, entry.title));
  if (entry.text) box.append(make("p", { class: "text" }, ...lines(entry.text)));
  if (entry.detail) {
    box.append(
      make(
        "details",
        { class: "detail" },
        make("summary", {}, entry.detail_label || "详细说明"),
        make("p", {}, ...lines(entry.detail)),
      ),
    );
  }
  const pictures = entry.files.filter((file) => file.picture);
  const papers = entry.files.filter((file) => !file.picture);
  if (pictures.length) box.append(album(entry, pictures, taps));
  if (papers.length) {
    box.append(make("div", { class: "papers" }, ...papers.map((file) => paper(entry, file))));
  }
  const wide = pictures.length || papers.length || entry.buttons?.length;
  if (entry.from === "bot" && wide) box.classList.add("full");
  return box;
}

/** How many columns so many pictures stand in, as a class. */
function columns(count) {
  if (count === 1) return " one";
  return count === 2 || count === 4 ? " two" : "";
}

function album(entry, pictures, taps) {
  const tiles = pictures.map((file) => {
    const place = `${entry.seq}/${file.n}`;
    // What the bot drew is full of small letters: shown as it is, not as a smaller preview.
    const drawn = entry.from === "bot" && DRAWN.has(file.kind);
    const small = drawn ? `file/${place}` : `thumb/${place}`;
    const large = drawn ? small : `thumb/${place}?size=large`;
    const image = make("img", {
      src: small,
      alt: file.label,
      loading: "lazy",
      decoding: "async",
    });
    const tile = make(
      "button",
      {
        type: "button",
        class: "tile",
        "aria-label": `查看图片：${file.label}`,
        data: { large, original: `file/${place}?save`, label: file.label },
        onclick: () => taps.look(tile),
      },
      image,
    );
    image.addEventListener("load", () => {
      const whole = image.clientWidth * (image.naturalHeight / image.naturalWidth);
      tile.classList.toggle("cut", large === small && whole > image.clientHeight + 8);
    });
    // A damaged picture has no preview: it stays a card with its name.
    image.addEventListener("error", () => tile.replaceChildren(make("span", { class: "tile-word" }, file.label)));
    return tile;
  });
  return make("div", { class: `album${columns(pictures.length)}` }, ...tiles);
}

function paper(entry, file) {
  const words = make(
    "span",
    {},
    make("span", { class: "paper-name" }, file.label),
    make(
      "span",
      { class: file.refused ? "paper-under bad" : "paper-under" },
      file.refused ? REFUSALS[file.refused] || "未收下" : sizeWords(file.size),
    ),
  );
  if (file.refused) return make("div", { class: "paper" }, sort(file.kind, file.label), words);
  return make(
    "a",
    { class: "paper", href: `file/${entry.seq}/${file.n}`, target: "_blank", rel: "noopener" },
    sort(file.kind, file.label),
    words,
  );
}

/** The coloured corner that says what sort of file it is. */
function sort(kind, label) {
  const ending = (kind || label.split(".").pop() || "").toLowerCase();
  const image = IMAGES.has(ending);
  const [colour, word] = SORTS[ending] || [image ? "image" : "", ending.slice(0, 4).toUpperCase()];
  return make("span", { class: `sort ${colour}`, "aria-hidden": "true" }, word || "文件");
}

/** Which rows are lines of a list: three or more in a run that hold one button each. */
function listRows(rows) {
  const single = rows.map((row) => row.length === 1);
  return single.map((one, place) => {
    let from = place;
    let to = place;
    while (single[from - 1]) from -= 1;
    while (single[to + 1]) to += 1;
    return one && to - from >= 2;
  });
}

function buttons(entry, taps) {
  const list = listRows(entry.buttons);
  const rows = entry.buttons.map((row, place) =>
    make(
      "div",
      { class: "button-row" },
      ...row.map((button) =>
        make(
          "button",
          {
            type: "button",
            class: list[place] ? "listed" : undefined,
            data: { route: button.route },
            onclick: (event) => taps.press(entry, button, event.currentTarget),
          },
          button.label,
        ),
      ),
    ),
  );
  return make("div", { class: "buttons", role: "group", "aria-label": "可选的操作" }, ...rows);
}

/** A message of one's own that the server does not have yet. */
export function pendingElement(item) {
  const press = item.route !== undefined;
  const text = press ? `已选：${item.label}` : item.text;
  return make(
    "article",
    { class: `entry me pending${press ? " press" : ""}`, data: { key: item.key } },
    make("div", { class: "bubble" }, make("p", { class: "text" }, ...lines(text || "文件"))),
    make("p", { class: "foot" }, press ? "" : "正在发送……"),
  );
}

/** A batch of files on its way up. */
export function batchElement(batch) {
  const node = make("article", { class: "entry me pending", data: { key: batch.key } });
  drawBatch(node, batch);
  return node;
}

/** Draw a batch anew into its element, keeping what has not changed. */
export function drawBatch(node, batch) {
  const signature = batch.items.map((item) => item.state).join();
  if (node.dataset.signature !== signature) {
    node.dataset.signature = signature;
    const shown = batch.items.filter((item) => item.state !== "cancelled");
    const pictures = shown.filter((item) => item.picture);
    const papers = shown.filter((item) => !item.picture);
    const box = make("div", { class: "bubble" });
    if (pictures.length) {
      // Two controls on a tile need a larger tile.
      const failed = pictures.some((item) => item.state === "failed");
      const size = failed && pictures.length > 1 ? " two" : columns(pictures.length);
      const tiles = pictures.map((item) => tileOf(batch, item));
      box.append(make("div", { class: `album${size}` }, ...tiles));
    }
    if (papers.length) {
      box.append(make("div", { class: "papers" }, ...papers.map((item) => cardOf(batch, item))));
    }
    node.replaceChildren(box, make("p", { class: "foot" }));
  }
  for (const item of batch.items) {
    const bar = item.element?.querySelector("progress");
    if (bar) bar.value = item.share;
  }
  node.querySelector(".foot").textContent = batchWords(batch);
}

function batchWords(batch) {
  const live = batch.items.filter((item) => item.state !== "cancelled");
  const failed = live.filter((item) => item.state === "failed").length;
  const refused = live.filter((item) => item.state === "refused").length;
  if (!live.length) return "已取消";
  const words = [`已存好 ${batch.stored}/${live.length}`];
  if (refused) words.push(`未收下 ${refused}`);
  if (failed) words.push(`没传完 ${failed}`);
  return words.join("，") + (batch.done ? "，正在发送……" : "");
}

function tileOf(batch, item) {
  const veil = itemState(batch, item);
  item.element = make(
    "div",
    { class: "tile" },
    make("img", { src: item.picture, alt: item.file.name }),
    veil && make("div", { class: "veil" }, ...veil),
  );
  return item.element;
}

function cardOf(batch, item) {
  const state = itemState(batch, item) || [make("span", { class: "paper-under" }, `${sizeWords(item.file.size)}，已存好`)];
  const controls = state.filter((part) => part.tagName === "BUTTON");
  item.element = make(
    "div",
    { class: "paper" },
    sort("", item.file.name),
    make(
      "span",
      {},
      make("span", { class: "paper-name" }, item.file.name),
      ...state.filter((part) => part.tagName !== "BUTTON"),
    ),
    make("span", {}, ...controls),
  );
  return item.element;
}

/** Words and controls of a file that is not safely stored; null when it is. */
function itemState(batch, item) {
  const cancel = make(
    "button",
    { type: "button", class: "small", "aria-label": `取消 ${item.file.name}`, onclick: () => batch.cancel(item) },
    "取消",
  );
  if (item.state === "waiting") return [make("span", {}, "排队中"), cancel];
  if (item.state === "sending") {
    return [make("progress", { max: 1, value: item.share, "aria-label": `${item.file.name} 上传进度` }), cancel];
  }
  if (item.state === "refused") {
    return [make("span", { class: "paper-under bad" }, REFUSALS[item.answer.refused] || "未收下")];
  }
  if (item.state === "failed") {
    const retry = make(
      "button",
      { type: "button", class: "small", "aria-label": `重试 ${item.file.name}`, onclick: () => batch.retry(item) },
      "重试",
    );
    return [make("span", { class: "paper-under bad" }, item.sentence || "没传完"), retry, cancel];
  }
  return null;
}
