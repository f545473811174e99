// The official Node SDK as a bot: every answer by its own helpers; what it saw, a JSON line each.
const { createHash } = require("node:crypto");
const { WSClient } = require("@wecom/aibot-node-sdk");

const [url, botId, secret] = process.argv.slice(2);
const tell = (what, more) => console.log(JSON.stringify({ what, ...more }));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const client = new WSClient({
  botId, secret, wsUrl: url, heartbeatInterval: 200, reconnectInterval: 20, logger: quiet,
});

const card = (label) => ({
  card_type: "button_interaction",
  main_title: { title: "第 1 项" },
  button_list: [{ text: label, style: 1, key: "fill" }],
  task_id: "T1@limin",
});

async function media(frame, kind) {
  const { url: place, aeskey } = frame.body[kind];
  const { buffer, filename } = await client.downloadFile(place, aeskey);
  tell("file", { name: filename, md5: createHash("md5").update(buffer).digest("hex") });
  const up = await client.uploadMedia(buffer, { type: "file", filename: filename || "a.bin" });
  await client.sendMessage(frame.body.from.userid, {
    chat_type: 1, msgtype: "file", file: { media_id: up.media_id },
  });
  tell("returned");
}

client.on("authenticated", () => tell("authenticated"));
client.on("disconnected", (why) => tell("disconnected", { why }));
client.on("error", (fault) => tell("error", { text: fault.message }));
client.on("message.text", async (frame) => {
  tell("text", { text: frame.body.text.content });
  await client.replyStream(frame, "S1", "处理中", false);
  await client.replyStream(frame, "S1", "收到", true);
  await client.sendMessage(frame.body.from.userid, {
    chat_type: 1, msgtype: "template_card", template_card: card("填数量"),
  });
  tell("answered");
});
client.on("message.mixed", (frame) => tell("mixed", { items: frame.body.mixed.msg_item.length }));
client.on("message.voice", (frame) => tell("voice", { text: frame.body.voice.content }));
client.on("message.image", (frame) => media(frame, "image"));
client.on("message.file", (frame) => media(frame, "file"));
client.on("event.enter_chat", (frame) =>
  client.replyWelcome(frame, { msgtype: "text", text: { content: "欢迎" } }));
client.on("event.template_card_event", async (frame) => {
  await client.updateTemplateCard(frame, card("已选"), [frame.body.from.userid]);
  tell("updated", { nested: Boolean(frame.body.event.template_card_event) });
});
client.connect();
process.stdin.on("end", () => process.exit(0)).resume();
