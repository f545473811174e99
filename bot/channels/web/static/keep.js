// What this browser remembers: localStorage that never throws (private windows forbid it).

const memory = new Map();

/** The remembered value under `name`, or `otherwise`. */
export function recall(name, otherwise = null) {
  try {
    const text = localStorage.getItem(name);
    return text === null ? (memory.get(name) ?? otherwise) : JSON.parse(text);
  } catch {
    return memory.get(name) ?? otherwise;
  }
}

/** Remember `value` under `name`; until the page is closed at least. */
export function remember(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or forbidden: the memory above serves while the page is open.
  }
}

/** Forget `name`. */
export function forget(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // Forbidden: nothing was kept.
  }
}

/** Every remembered name that starts with `prefix`, in order. */
export function namesWith(prefix) {
  const names = new Set([...memory.keys()].filter((name) => name.startsWith(prefix)));
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const name = localStorage.key(i);
      if (name.startsWith(prefix)) names.add(name);
    }
  } catch {
    // Forbidden: the memory is all there is.
  }
  return [...names].sort();
}
