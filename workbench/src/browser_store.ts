/** A store in the browser's own database: what it has taken outlives a browser that is killed. */

import { download } from "./local_files";
import type { Store } from "./storage";

const NAME = "creditdsl.工作台";
const SHELF = "work";
const KEY = "last";

let database: Promise<IDBDatabase> | null = null;

function opened(): Promise<IDBDatabase> {
  database ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error(NAME));
  });
  return database;
}

export const browserStore: Store = {
  async read() {
    const shelf = (await opened()).transaction(SHELF).objectStore(SHELF);
    return new Promise((resolve, reject) => {
      const asked = shelf.get(KEY) as IDBRequest<string | undefined>;
      asked.onsuccess = () => resolve(asked.result ?? null);
      asked.onerror = () => reject(asked.error ?? new Error(NAME));
    });
  },
  async write(text) {
    const change = (await opened()).transaction(SHELF, "readwrite");
    change.objectStore(SHELF).put(text, KEY);
    return new Promise((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onabort = () => reject(change.error ?? new Error(NAME));
    });
  },
  async setAside(text) {
    const name = "自动保存的内容.json";
    download(name, text, "application/json");
    return `已经下载，文件名是 ${name}`;
  },
};
