/** Browser storage that may be closed, full or holding nonsense: reading then gives null, writing does nothing. */
function read(store: () => Storage, key: string): unknown {
  try {
    const text = store().getItem(`barnraise.${key}`);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function write(store: () => Storage, key: string, value: unknown): void {
  try {
    if (value === null) store().removeItem(`barnraise.${key}`);
    else store().setItem(`barnraise.${key}`, JSON.stringify(value));
  } catch {
    /* what cannot be kept is not kept */
  }
}

const lasting = () => window.localStorage;
const passing = () => window.sessionStorage;

/** Kept on this device. */
export const device = {
  read: (key: string): unknown => read(lasting, key),
  write: (key: string, value: unknown): void => write(lasting, key, value),
};

/** Kept until the tab closes: drafts live here, because office computers are shared. */
export const tab = {
  read: (key: string): unknown => read(passing, key),
  write: (key: string, value: unknown): void => write(passing, key, value),
  clearAll: (prefix: string): void => {
    try {
      const keys = Array.from({ length: passing().length }, (_, index) => passing().key(index));
      for (const key of keys) if (key?.startsWith(`barnraise.${prefix}`)) passing().removeItem(key);
    } catch {
      /* nothing to clear */
    }
  },
};
