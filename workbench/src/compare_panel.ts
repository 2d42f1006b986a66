/** Another version of the scheme beside this one: what changed, and for whom it matters. */

import { button, fill, make } from "./elements";
import { chooseFile, textOf } from "./local_files";
import type { Position } from "./protocol";
import { against, Refused, scoresAgainst, type SchemeChange, type TableData, wordsOf } from "./requests";
import type { Service } from "./service";
import { unitChangesTable } from "./unit_changes";

export interface CompareEvents {
  goTo(position: Position): void;
  /** What to score, null where there are no data. */
  data(): TableData | null;
  fail(error: unknown): void;
}

export class ComparePanel {
  private other: { name: string; text: string } | null = null;
  private asked = 0;
  private readonly name = make("p", { "aria-live": "polite" }, "打开另一版方案（如上一年的），这里列出改了什么，影响哪些单位。");
  private readonly changes = make("div");
  private readonly units = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "成绩的变化" });

  constructor(
    parent: HTMLElement,
    private readonly service: Service,
    private readonly events: CompareEvents,
  ) {
    this.units.hidden = true;
    parent.append(
      make("div", { class: "row" }, button("打开另一版方案", () => void this.open(), { class: "main" })),
      this.name,
      this.changes,
      this.units,
    );
  }

  /** Compare again, where another version is open; an answer that comes after a newer question is dropped. */
  async refresh(): Promise<void> {
    const other = this.other;
    if (!other) return;
    const asked = ++this.asked;
    try {
      const changes = await against(this.service, other);
      if (asked !== this.asked) return;
      this.name.textContent = changes.length
        ? `和 ${other.name} 相比，有 ${changes.length} 处改动。`
        : `和 ${other.name} 相比，没有改动。`;
      fill(this.changes, ...this.groups(changes));
      const data = this.events.data();
      const table = data ? await this.unitChanges({ ...data, ...other }) : null;
      if (asked !== this.asked) return;
      this.units.hidden = !table;
      fill(this.units, table && make("h2", {}, `按这里的数据评分，由 ${other.name} 改为本方案后`), table);
    } catch (error) {
      if (asked !== this.asked) return;
      if (!(error instanceof Refused)) return this.events.fail(error);
      this.name.textContent = `没有和 ${other.name} 比较：`;
      fill(this.changes, make("p", { class: "worse explanation" }, error.message));
      this.units.hidden = true;
    }
  }

  private async open(): Promise<void> {
    const file = await chooseFile([".credit", ".txt"]);
    if (!file) return;
    this.other = { name: file.name, text: textOf(file.bytes) };
    await this.refresh();
  }

  private groups(changes: SchemeChange[]): HTMLElement[] {
    const parts: HTMLElement[] = [];
    let place = "";
    let list = make("ul");
    for (const change of changes) {
      const heading = [change.table, change.ref].filter(Boolean).join(" ") || "全文";
      if (heading !== place) parts.push(make("h3", {}, heading), (list = make("ul")));
      place = heading;
      const line = change.line;
      const link = line && button(`第 ${line} 行`, () => this.events.goTo({ line: line - 1, character: 0 }), { class: "link" });
      list.append(make("li", {}, link || null, change.message));
    }
    return parts;
  }

  private async unitChanges(ask: TableData & { text: string; name: string }): Promise<HTMLElement> {
    const { changes, problems } = await scoresAgainst(this.service, ask);
    if (changes) return unitChangesTable(changes);
    const lines = problems.slice(0, 8).map((problem) => `${problem.file} ${problem.cell ?? ""} ${wordsOf(problem)}`);
    return make("p", { class: "explanation" }, ["这些数据不能按两版方案都评出来：", ...lines].join("\n"));
  }
}
