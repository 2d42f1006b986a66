/** 填报表: the forms that go out to units and suppliers of data, and those that come back, joined into the data. */

import { EMPTY_GRID, type Data } from "./data_grid";
import { ask, tell } from "./dialogs";
import { button, fill, make } from "./elements";
import { base64Of, bytesOf, chooseFiles, download } from "./local_files";
import { columnsOf, makeFile, returnedForms, wordsOf, type Problem } from "./requests";
import type { Service } from "./service";

/** The code of the fault that a form has two filled columns. */
const BOTH_FILLED = "E0546";

const ALL_FORMS = "全部";
const BLANK_FORM = "空白";

/** How many faults of returned forms are listed at once. */
const LISTED = 40;

export interface FormsEvents {
  /** The name of the table that is shown, null for the first. */
  table(): string | null;
  /** Forms were joined; `problems` is what is remarked of them. */
  joined(data: Data, problems: Problem[]): void;
  fail(error: unknown): void;
}

interface SentFile {
  name: string;
  content: string;
}

export class FormsPanel {
  private readonly whose = make("select", { "aria-label": "给谁的填报表" });

  constructor(
    parent: HTMLElement,
    private readonly service: Service,
    private readonly events: FormsEvents,
  ) {
    const act = (work: () => Promise<void>) => () => void work().catch((error) => events.fail(error));
    this.offer([]);
    parent.append(
      make(
        "div",
        { class: "row" },
        make("label", {}, "填报表 ", this.whose),
        button("存为填报表", act(() => this.send())),
        button("打开收回的填报表", act(() => this.receive())),
      ),
    );
  }

  /** Offer the units of the scheme as it is now. */
  async listUnits(): Promise<void> {
    this.offer((await columnsOf(this.service, this.events.table())).units);
  }

  private offer(units: string[]): void {
    const chosen = this.whose.value;
    fill(
      this.whose,
      new Option("各单位和提供数据的部门（压缩包）", ALL_FORMS),
      new Option("空白表，单位自己写名称", BLANK_FORM),
      ...units.map((unit) => new Option(unit, `单位 ${unit}`)),
    );
    this.whose.value = chosen;
    if (this.whose.selectedIndex < 0) this.whose.selectedIndex = 0;
  }

  private async send(): Promise<void> {
    const whose = this.whose.value;
    const unit = whose.startsWith("单位 ") ? whose.slice(3) : undefined;
    const all = whose === ALL_FORMS;
    const file = await makeFile(this.service, {
      table: this.events.table(),
      ...(all ? { kind: "sheets", format: "zip" } : { kind: "sheet", format: "xlsx", unit }),
    });
    download(unit ? file.name.replace(/\.xlsx$/, `-${unit}.xlsx`) : file.name, bytesOf(file.content));
  }

  private async receive(): Promise<void> {
    const files = await chooseFiles([".xlsx", ".xlsm", ".csv"]);
    if (files.length) await this.join(files.map(({ name, bytes }) => ({ name, content: base64Of(bytes) })), null);
  }

  private async join(files: SentFile[], label: string | null): Promise<void> {
    const { joined, problems } = await returnedForms(this.service, { table: this.events.table(), files, label });
    if (joined) {
      const rows = joined.rows.length ? joined.rows : EMPTY_GRID;
      this.events.joined({ rows, details: joined.details }, problems);
      return;
    }
    if (!label && problems.some((problem) => problem.code === BOTH_FILLED)) {
      const chosen = await ask("填报表里自评、复核两列都填了", ["按哪一列评分？"], [
        ["复核", "复核"],
        ["自评", "自评"],
      ]);
      if (chosen) await this.join(files, chosen);
      return;
    }
    await this.refuse(files, label, problems);
  }

  /** List what is wrong, and offer to go on with the files that are right. */
  private async refuse(files: SentFile[], label: string | null, problems: Problem[]): Promise<void> {
    const wrong = new Set(problems.filter((problem) => problem.severity === "error").map((problem) => problem.file));
    const right = files.filter((file) => !wrong.has(file.name));
    const list = make(
      "ul",
      { class: "faults" },
      ...problems.slice(0, LISTED).map((problem) =>
        make("li", {}, make("b", {}, [problem.file, problem.cell].filter(Boolean).join(" ")), ` ${wordsOf(problem)}`),
      ),
      problems.length > LISTED ? make("li", {}, `还有 ${problems.length - LISTED} 条`) : null,
    );
    const title = "有的填报表读不准，还没有并入数据";
    if (!right.length || right.length === files.length) return tell(title, list);
    const go = await ask(title, [list], [
      ["都先不收", false],
      [`先收没有问题的 ${right.length} 份`, true],
    ]);
    if (go) await this.join(right, label);
  }
}
