// The acts of this sitting, so that U takes back the last one whatever it was, or says why it cannot.

const BACK = /^review\/doubtagain\//; // What the bot offers beside what it has just done.

export class Acts {
  #done = [];

  /** Items left the list: accepted, cut, sent back, handed on. */
  decided(keys) {
    this.#done.push({ keys });
  }

  /** Whatever else the bot says it did about an item; true: the answer offers the way back. */
  heard(key, entry) {
    const back = (entry.buttons || []).flat().find((one) => BACK.test(one.route));
    const said = (entry.text || "").split("\n")[0];
    if (back) this.#done.push({ key, back: back.route });
    else if (said.startsWith("✓")) this.#done.push({ key, said: said.replace(/^✓\s*|。$/g, "") });
    return Boolean(back);
  }

  /** The last act, no longer kept; undefined: there is none. */
  last() {
    return this.#done.pop();
  }
}

/** Why an act has no way back. */
export function cannot(act) {
  return `上一步是“${act.said}”，这一步不能撤销。再按一次 U，撤销更早的那一步。`;
}
