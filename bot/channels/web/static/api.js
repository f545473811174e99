// Requests to this session's own address, and what can go wrong with them.
// Nothing is drawn here and nothing is retried.

/** A request that brought no good answer. `status` is 0 when the line is down. */
export class Problem extends Error {
  constructor(status, code, sentence, retryAfter = 0) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may well succeed later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** GET `path` (relative to the chat page) as JSON. */
export function get(path) {
  return ask(path, { headers: { Accept: "application/json" } });
}

/** POST `body` to `path` as JSON. */
export function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, {
      ...options,
      credentials: "same-origin",
      signal: AbortSignal.timeout(20000),
    });
  } catch {
    throw new Problem(0, "offline", "网络断了。");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw problemOf(response.status, answer);
  return answer;
}

/** The Problem of an answer that is not a success. */
export function problemOf(status, answer) {
  const sentence = answer.sentence || "服务器没有正常回答，请稍后再试。";
  return new Problem(status, answer.code || "fault", sentence, answer.retry_after || 0);
}

/** A fresh key. (crypto.randomUUID exists only on https; offices run plain http too.) */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
