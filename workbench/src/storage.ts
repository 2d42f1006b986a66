/** Keep what is being written, so that a closed page, a killed program or a lost power line costs at most some seconds. */

import type { Data } from "./data_grid";

/** The pause between a change and its being kept, in milliseconds. */
const KEEP_AFTER = 1000;

export interface Work {
  name: string;
  text: string;
  data: Data;
  /** The hash of the file of the folder that it was opened from or saved as; null where there is none. */
  opened: string | null;
  /** Whether it differs from that file. */
  unsaved: boolean;
}

/** Where one text is kept. */
export interface Store {
  read(): Promise<string | null>;
  /** `leaving`: the page is going away, and nothing can be waited for. */
  write(text: string, leaving: boolean): Promise<void>;
}

/** Return the work that was kept last, or null where there is none that can be read. */
export async function keptWork(store: Store): Promise<Work | null> {
  try {
    const kept = JSON.parse((await store.read()) ?? "null") as Work;
    return isWhole(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Return whether the page can show it, or throw: another program may have damaged what was kept. */
function isWhole({ name, text, data, opened }: Work): boolean {
  const words = [name, text, opened ?? ""].every((value) => typeof value === "string");
  return words && [data.rows, ...Object.values(data.details)].every(isTable);
}

function isTable(rows: unknown): boolean {
  const isRow = (row: unknown) => Array.isArray(row) && row.every((cell) => typeof cell === "string");
  return Array.isArray(rows) && rows.length > 0 && rows.every(isRow);
}

export class Keeper {
  private timer = 0;
  private work: Work | null = null;
  private writing: Promise<void> = Promise.resolve();

  /** `failed` is called where nothing can be kept, so that the page can say so. */
  constructor(
    private readonly store: Store,
    private readonly failed: () => void,
  ) {
    window.addEventListener("pagehide", () => this.keepNow(true));
    document.addEventListener("visibilitychange", () => this.keepNow(document.hidden));
  }

  /** Keep this work soon. */
  keep(work: Work): void {
    this.work = work;
    if (!this.timer) this.timer = window.setTimeout(() => this.keepNow(false), KEEP_AFTER);
  }

  private keepNow(leaving: boolean): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (!this.work) return;
    const text = JSON.stringify(this.work);
    this.work = null;
    const before = leaving ? Promise.resolve() : this.writing;
    this.writing = before.then(() => this.store.write(text, leaving)).catch(() => this.failed());
  }
}
