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
  /** Put what cannot be understood where nothing writes over it; resolve to where that is, in words. */
  setAside(text: string): Promise<string>;
}

/** What was kept last. `trouble`: why there is none, in words, though something was kept; else null. */
export interface Kept {
  work: Work | null;
  trouble: string | null;
}

/** Return what was kept last; what cannot be understood is set aside, and never written over. */
export async function keptWork(store: Store): Promise<Kept> {
  try {
    const text = await store.read();
    const work = text === null ? null : understood(text);
    if (work || text === null) return { work, trouble: null };
    return { work, trouble: `上次自动保存的内容读不出来，没有丢掉，${await store.setAside(text)}。` };
  } catch (error) {
    return { work: null, trouble: wordsOfError(error) };
  }
}

function understood(text: string): Work | null {
  try {
    const kept = JSON.parse(text) as Work;
    return isWhole(kept) ? kept : null;
  } catch {
    return null;
  }
}

function wordsOfError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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

  /** `told` is called with the words why nothing can be kept, and with none when it is kept again. */
  constructor(
    private readonly store: Store,
    private readonly told: (why: string) => void,
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
    this.writing = before
      .then(() => this.store.write(text, leaving))
      .then(() => this.told(""), (error) => this.told(wordsOfError(error)));
  }
}
