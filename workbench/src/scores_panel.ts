/** Data and what comes of it: the grid, what is wrong with it, totals, places, grades, and a unit's explanation. */

import { cellName, DataGrid, EMPTY_DATA, gridOfText, pasted, placeOf, textOfGrid, type Data, type Grid } from "./data_grid";
import { button, fill, make } from "./elements";
import { FormsPanel } from "./forms_panel";
import { base64Of, bytesOf, chooseFile, download } from "./local_files";
import { cellsOfFile, columnsOf, explain, makeFile, score, type Problem, type TableData, type UnitScores, wordsOf } from "./requests";
import type { Service } from "./service";
import type { Trial } from "./trial";

/** What the scores are saved as: the words, the kind of file, and a format that every carrier can make. */
const DOCUMENTS: [string, string, string][] = [
  ["成绩表", "scores", "xlsx"],
  ["排名表", "rank", "docx"],
  ["考核概况", "summary", "html"],
];

/** How many faults of the data are listed at once. */
const MOST_TOLD = 50;

export interface ScoresEvents {
  /** The data changed in the grid. */
  changed(data: Data): void;
  /** The name of the table that is shown, null for the first. */
  table(): string | null;
  fail(error: unknown): void;
}

export class ScoresPanel {
  readonly data: DataGrid;
  private grid: Grid = EMPTY_DATA.rows;
  private details: Data["details"] = EMPTY_DATA.details;
  /** What the file of the data remarked when it was opened: hidden rows, other sheets. */
  private ofFile: Problem[] = [];
  private asked = 0;
  private readonly partial = make("input", { type: "checkbox" });
  private readonly detailTables = make("div");
  private readonly forms: FormsPanel;
  private readonly faults = make("ul", { class: "faults", "aria-live": "polite" });
  private readonly results = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "成绩" });
  private readonly documents = make("div", { class: "row" });
  private readonly explanation = document.createElement("iframe");

  constructor(
    parent: HTMLElement,
    private readonly service: Service,
    private readonly events: ScoresEvents,
  ) {
    const cells = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "数据表" });
    this.data = new DataGrid(cells, (grid) => this.edited(grid));
    this.explanation.title = "得分说明";
    this.explanation.setAttribute("sandbox", "allow-same-origin allow-modals");
    this.explanation.className = "explanation-page";
    this.explanation.hidden = true;
    parent.append(
      make(
        "div",
        { class: "row" },
        button("打开数据文件", () => void this.openFile()),
        button("粘贴数据", () => void this.pasteAll()),
        button("照方案列出栏目", () => void this.columns()),
        button("加一行", () => this.data.addRow()),
        button("加一列", () => this.data.addColumn()),
      ),
    );
    this.forms = new FormsPanel(parent, service, {
      table: () => this.events.table(),
      joined: (data, problems) => this.joined(data, problems),
      fail: (error) => this.events.fail(error),
    });
    fill(
      this.documents,
      ...DOCUMENTS.map(([words, kind, format]) => button(`存为${words}`, () => void this.save(kind, format))),
    );
    this.documents.hidden = true;
    this.partial.addEventListener("change", () => void this.score());
    parent.append(
      make("div", { class: "row" }, make("label", {}, this.partial, " 缺数、没有交齐的也先评，得不出的写“待定”")),
      cells,
      this.detailTables,
      this.faults,
      make("h2", {}, "成绩"),
      this.documents,
      this.results,
      this.explanation,
    );
  }

  /** Let cells be tried, by this trial, instead of changed; null ends that. */
  try(trial: Trial | null): void {
    this.data.trial = trial && {
      tried: (row, column, text) => {
        const [unit, measure, value] = [this.grid[row]?.[0], this.grid[0]?.[column], this.grid[row]?.[column]];
        trial.try(`${unit}的“${measure}”由 ${value || "空白"} 改为 ${text || "空白"}`, { cell: cellName(row, column), text });
      },
      left: () => trial.leave(),
    };
  }

  /** Show data and score it. */
  show({ rows, details }: Data): void {
    this.ofFile = [];
    this.grid = rows;
    this.details = details;
    this.data.show(rows);
    this.drawDetails();
    void this.score();
  }

  /** Score again by the scheme as it is now, and list for whom forms can be made. */
  async refresh(): Promise<void> {
    void this.forms.listUnits().catch(() => undefined); // where the scheme has errors, the findings say so
    await this.score();
  }

  /** Whether there are data to score. */
  get filled(): boolean {
    return this.grid.length > 1;
  }

  /** What the service is asked with. */
  get ask(): TableData {
    const details = Object.entries(this.details).map(([name, rows]) => [name, textOfGrid(rows)]);
    return {
      table: this.events.table(),
      data: textOfGrid(this.grid),
      details: Object.fromEntries(details) as TableData["details"],
      partial: this.partial.checked,
    };
  }

  /** Score again; an answer that comes after a newer question is dropped. */
  private async score(): Promise<void> {
    const asked = ++this.asked;
    if (!this.filled) {
      this.documents.hidden = true;
      fill(this.results, make("p", { class: "quiet" }, "把各单位的数据粘贴到上面的表里，第一行是栏目，第一列是单位。"));
      this.tell([]);
      return;
    }
    try {
      const { scores, problems } = await score(this.service, this.ask);
      if (asked === this.asked) this.draw(scores?.units ?? null, problems);
    } catch (error) {
      this.events.fail(error);
    }
  }

  private edited(grid: Grid): void {
    this.grid = grid;
    this.events.changed({ rows: grid, details: this.details });
    void this.score();
  }

  private joined(data: Data, problems: Problem[]): void {
    this.show(data);
    this.ofFile = problems;
    this.events.changed(data);
  }

  /** Show the detail tables that came with returned forms; they are scored as they are. */
  private drawDetails(): void {
    fill(
      this.detailTables,
      ...Object.entries(this.details).map(([name, [head, ...rows]]) =>
        make(
          "details",
          {},
          make("summary", {}, `明细表“${name}”，${rows.length} 行，随填报表收回，一起评分`),
          make(
            "table",
            {},
            make("thead", {}, make("tr", {}, ...(head ?? []).map((text) => make("th", { scope: "col" }, text)))),
            make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((text) => make("td", {}, text))))),
          ),
        ),
      ),
    );
  }

  private draw(units: UnitScores[] | null, problems: Problem[]): void {
    this.tell(problems);
    this.documents.hidden = !units;
    if (!units) {
      fill(this.results, make("p", { class: "quiet" }, "改正上面的问题后，这里是成绩。"));
      return;
    }
    const top = Math.max(1, ...units.map((unit) => Number(unit.total) || 0));
    const sections = Object.keys(units[0]?.sections ?? {});
    fill(
      this.results,
      make(
        "table",
        { id: "results" },
        make(
          "thead",
          {},
          make("tr", {}, ...["名次", "单位", "总分", ...sections, "等次"].map((text) => make("th", { scope: "col" }, text))),
        ),
        make("tbody", {}, ...units.map((unit) => this.row(unit, sections, top))),
      ),
    );
  }

  private row(unit: UnitScores, sections: string[], top: number): HTMLElement {
    const width = Math.max(0, (90 * (Number(unit.total) || 0)) / top);
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${width}px`;
    const name = unit.period ? `${unit.unit}（${unit.period}）` : unit.unit;
    return make(
      "tr",
      {},
      make("td", { class: "number" }, String(unit.rank ?? "")),
      make("th", { scope: "row" }, button(name, () => void this.explain(unit), { class: "link", title: "为什么得这个分" })),
      make("td", { class: "number" }, bar, unit.total),
      ...sections.map((ref) => make("td", { class: "number" }, unit.sections[ref] ?? "")),
      make("td", {}, unit.grade ?? ""),
    );
  }

  private tell(ofScores: Problem[]): void {
    const problems = [...this.ofFile, ...ofScores];
    const placed = problems.map((problem) => ({ problem, place: placeOf(problem.cell) }));
    fill(
      this.faults,
      ...placed.slice(0, MOST_TOLD).map(({ problem, place }) => {
        const words = wordsOf(problem);
        if (!place) return make("li", {}, words);
        return make("li", {}, button(`${problem.cell} ${words}`, () => this.data.goTo(place.row, place.column), { class: "link" }));
      }),
      problems.length > MOST_TOLD ? make("li", {}, `还有 ${problems.length - MOST_TOLD} 条`) : null,
    );
    this.data.mark(
      placed.flatMap(({ problem, place }) =>
        place && problem.severity === "error" ? [{ ...place, message: problem.message }] : [],
      ),
    );
  }

  private async save(kind: string, format: string): Promise<void> {
    try {
      const file = await makeFile(this.service, { ...this.ask, kind, format });
      download(file.name, bytesOf(file.content));
    } catch (error) {
      this.events.fail(error);
    }
  }

  private async explain(unit: UnitScores): Promise<void> {
    try {
      const html = await explain(this.service, { ...this.ask, unit: unit.unit });
      this.explanation.hidden = false;
      this.explanation.srcdoc = html;
      this.explanation.scrollIntoView({ block: "start" });
    } catch (error) {
      this.events.fail(error);
    }
  }

  private async openFile(): Promise<void> {
    const file = await chooseFile([".xlsx", ".csv", ".tsv", ".txt"]);
    if (!file) return;
    try {
      const { rows, problems } = await cellsOfFile(this.service, file.name, base64Of(file.bytes));
      this.ofFile = problems;
      this.edited(rows);
      this.data.show(rows);
    } catch (error) {
      this.events.fail(error);
    }
  }

  private async pasteAll(): Promise<void> {
    try {
      const grid = gridOfText(await navigator.clipboard.readText());
      this.edited(grid);
      this.data.show(grid);
    } catch {
      this.data.goTo(0, 0);
      this.events.fail("浏览器不让本页自己读剪贴板。光标已经放在表的左上角，请按 Ctrl+V 粘贴。");
    }
  }

  private async columns(): Promise<void> {
    try {
      const { columns, units } = await columnsOf(this.service, this.events.table());
      const known = this.grid[0] ?? [];
      const missing = ["单位", ...columns.map((column) => column.name)].filter((name) => !known.includes(name));
      const rows = this.grid.length > 1 || !units.length ? this.grid : [known, ...units.map((unit) => [unit])];
      const grid = pasted(
        rows.map((row, index) => [...row, ...Array<string>(known.length - row.length).fill(""), ...missing.map((name) => (index ? "" : name))]),
        0, 0, [],
      );
      this.edited(grid);
      this.data.show(grid);
    } catch (error) {
      this.events.fail(error);
    }
  }
}
