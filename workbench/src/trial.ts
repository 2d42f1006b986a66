/** What if: while this is on, numbers of the scheme and cells of the data are fields; nothing typed in them is kept. */

import { fill, make } from "./elements";
import { Refused, whatIf, type Change, type TableData } from "./requests";
import type { Service } from "./service";
import { unitChangesTable } from "./unit_changes";

/** The pause after a key before it is asked what changes, in milliseconds. */
const ASK_AFTER = 120;

/** The time after which it is said that the answer is being worked out, in milliseconds. */
const WAIT_AFTER = 400;

export class Trial {
  private asked = 0;
  private timer = 0;
  private readonly answer = make("div", { "aria-live": "polite" });

  constructor(
    private readonly dock: HTMLElement,
    private readonly service: Service,
    /** What to score, null where there are no data. */
    private readonly data: () => TableData | null,
    private readonly fail: (error: unknown) => void,
  ) {
    dock.hidden = true;
    dock.append(make("h2", {}, "试改：各单位的成绩怎么变"), this.answer);
  }

  get on(): boolean {
    return !this.dock.hidden;
  }

  start(): void {
    this.dock.hidden = false;
    this.leave();
  }

  stop(): void {
    this.leave();
    this.dock.hidden = true;
  }

  /** Ask soon what a change does. `words`: what is changed, for the person. */
  try(words: string, change: Change): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(words, change), ASK_AFTER);
  }

  /** Let go of the change that was tried last. */
  leave(): void {
    window.clearTimeout(this.timer);
    this.asked += 1;
    const words = this.data()
      ? "点方案里的一个数，或者数据里的一格，改着试试。离开那一格就还原，方案和数据都不改。"
      : "还没有数据。先在“数据和成绩”里放进各单位的数据，再来试改。";
    fill(this.answer, make("p", { class: "quiet" }, words));
  }

  private async ask(words: string, change: Change): Promise<void> {
    const data = this.data();
    if (!data) return;
    const asked = ++this.asked;
    const waiting = window.setTimeout(() => {
      if (asked === this.asked) fill(this.answer, make("p", {}, words), make("p", { class: "quiet" }, "正在算……"));
    }, WAIT_AFTER);
    try {
      const changes = await whatIf(this.service, { ...data, change });
      if (asked === this.asked) fill(this.answer, make("p", {}, words), unitChangesTable(changes));
    } catch (error) {
      if (asked !== this.asked) return;
      if (error instanceof Refused) fill(this.answer, make("p", {}, words), make("p", { class: "worse explanation" }, error.message));
      else this.fail(error);
    } finally {
      window.clearTimeout(waiting);
    }
  }
}
