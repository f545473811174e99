// Why a key means nothing now, in one sentence; no key is pressed into silence.

const GRADED = "这一项要评分，请按 E。";
const DONE = {
  decided: "这一项已经审定。要改，先按 O 重新审核。",
  returned: "这一项已经退回补正。要改，先按 O 重新审核。",
  spoke: "您的意见已经交了，在等另一位。要改，先按 O 收回。",
};

export const BUSY = "上一步还在办，请稍等。";

/** Of a decision's key: why the open item has no such button. */
export function whyNoButton(key, item) {
  if (!item) return "现在没有打开的项目。按 G 打开下一个待审的。";
  if (item.holder) return item.holder;
  if (key === "b") return "这一项的材料上没有机器提的疑点。";
  const has = (one) => item.buttons.some((button) => button.key === one);
  if (item.state === "waiting") {
    if (key === "e") return `这一项不用评分，${has("c") ? "按 A 通过，或者按 C 核减" : "按 A 通过"}。`;
    if (key === "o") return "这一项还没有审定，不用重新审核。";
    if (key === "r") return "结果公示以后，不再退回补正。";
    return has("e") ? GRADED : "单位没有报数，没有可以核减的。";
  }
  if (key === "o" || !has("o")) return "两位的意见不一样，要等这一项定下来。";
  return DONE[item.state];
}

/** Of a number: why nothing is chosen. */
export function whyNoChoice(number, asks) {
  return asks ? `没有第 ${number} 个可选。` : "现在没有要选的。";
}
