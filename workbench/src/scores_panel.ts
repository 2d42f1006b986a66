/** Data and what comes of it: the grid, what is wrong with it, totals, places, grades, and a unit's explanation. */

import {
  cellName, columnName, columnNames, DataGrid, EMPTY_DATA, gridOfText, headerRows, pasted, placeOf, textOfGrid, type CellFault, type Data, type Grid,
} from "./data_grid";
import { DetailTables } from "./detail_tables";
import { button, fill, make } from "./elements";
import { FormsPanel } from "./forms_panel";
import { base64Of, bytesOf, chooseFile, download } from "./local_files";
import { cellsOfFile, columnsOf, explain, makeFile, score, type Problem, type Scores, type TableData, wordsOf } from "./requests";
import { ResultsTable } from "./results_table";
import type { Service } from "./service";
import type { Trial } from "./trial";

/** What the scores are saved as: the words, the kind of file, its format. */
const DOCUMENTS: [string, string, string][] = [
  ["成绩表", "scores", "xlsx"],
  ["排名表", "rank", "docx"],
  ["概况网页", "summary", "html"],
];

/** The same, where the program can draw pictures: the charts of a Word document are such. */
const PICTURED: [string, string, string][] = [["考核概况", "summary", "docx"]];

/** What a unit's explanation is saved as. */
const EXPLANATION_FORMATS: [string, string][] = [
  [" Word 文档", "docx"],
  ["网页", "html"],
];

/** What the program calls the data of the units in its messages; a detail table goes by its own name. */
const DATA_FILE = "数据";

/** How many faults of the data are listed at once. */
const MOST_TOLD = 50;

export interface ScoresEvents {
  /** The data changed in the grid. */
  changed(data: Data): void;
  /** The name of the table that is shown, null for the first. */
  table(): string | null;
  /** Whether the program can draw pictures. */
  pictures: boolean;
  fail(error: unknown): void;
}

export class ScoresPanel {
  readonly data: DataGrid;
  private grid: Grid = EMPTY_DATA.rows;
  /** What the file of the data remarked when it was opened: hidden rows, other sheets. */
  private ofFile: Problem[] = [];
  private asked = 0;
  private readonly partial = make("input", { type: "checkbox" });
  private readonly details: DetailTables;
  private readonly forms: FormsPanel;
  private readonly faults = make("ul", { class: "faults", "aria-live": "polite" });
  private readonly results: ResultsTable;
  private readonly documents = make("div", { class: "row" });
  private readonly explanation = document.createElement("iframe");
  private readonly ofExplanation = make("div", { class: "row" });
  /** The unit whose explanation is shown. */
  private explained: string | null = null;

  constructor(
    parent: HTMLElement,
    private readonly service: Service,
    private readonly events: ScoresEvents,
  ) {
    const cells = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "数据表" });
    const detailTables = make("div");
    this.data = new DataGrid(cells, "数据", (grid) => this.edited(grid));
    this.details = new DetailTables(detailTables, {
      changed: () => this.edited(this.grid),
      chooseRows: () => this.chooseRows(),
      fail: (error) => this.events.fail(error),
    });
    this.explanation.title = "得分说明";
    this.explanation.setAttribute("sandbox", "allow-same-origin allow-modals");
    this.explanation.className = "explanation-page";
    this.explanation.hidden = this.ofExplanation.hidden = true;
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
      ...[...DOCUMENTS, ...(events.pictures ? PICTURED : [])].map(([words, kind, format]) => button(`存为${words}`, () => void this.save(kind, format))),
    );
    this.documents.hidden = true;
    this.partial.addEventListener("change", () => void this.score());
    parent.append(
      make("div", { class: "row" }, make("label", {}, this.partial, " 缺数、没有交齐的也先评，得不出的写“待定”")),
      cells,
      detailTables,
      this.faults,
      make("h2", {}, "成绩"),
      this.documents,
    );
    this.results = new ResultsTable(parent, (unit) => void this.explain(unit, true));
    this.results.onPeriod(() => this.explained && void this.explain(this.explained));
    parent.append(this.ofExplanation, this.explanation);
  }

  /** Let cells be tried, by this trial, instead of changed; null ends that. */
  try(trial: Trial | null): void {
    this.data.trial = trial && {
      tried: (row, column, text) => {
        const [unit, measure, value] = [this.grid[row]?.[0], columnName(this.grid, column), this.grid[row]?.[column]];
        trial.try(`${unit}的“${measure}”由 ${value || "空白"} 改为 ${text || "空白"}`, { cell: cellName(row, column), text });
      },
      left: () => trial.leave(),
    };
    this.details.lock(trial !== null);
  }

  /** Show data and score it. */
  show({ rows, details }: Data): void {
    this.ofFile = [];
    this.grid = rows;
    this.data.show(rows);
    this.details.show(details);
    void this.score();
  }

  /** Score again by the scheme as it is now, and list for whom forms can be made. */
  async refresh(): Promise<void> {
    void this.forms.listUnits().catch(() => undefined); // where the scheme has errors, the findings say so
    await this.score();
  }

  /** Whether there are data to score. */
  get filled(): boolean {
    return this.grid.length > headerRows(this.grid);
  }

  /** What the service is asked with, of the period that is shown. */
  private get askOfPeriod(): TableData {
    const period = this.results.chosenPeriod;
    return { ...this.ask, ...(period && { period }) };
  }

  /** What the service is asked with. */
  get ask(): TableData {
    const details = Object.entries(this.details.details).map(([name, rows]) => [name, textOfGrid(rows)]);
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
      this.hideExplanation();
      this.results.tell("把各单位的数据粘贴到上面的表里，第一行是栏目，第一列是单位。");
      this.tell([]);
      return;
    }
    try {
      const { scores, problems } = await score(this.service, this.ask);
      if (asked === this.asked) this.draw(scores, problems);
    } catch (error) {
      this.events.fail(error);
    }
  }

  private edited(grid: Grid): void {
    this.grid = grid;
    this.events.changed({ rows: grid, details: this.details.details });
    void this.score();
  }

  private joined(data: Data, problems: Problem[]): void {
    this.show(data);
    this.ofFile = problems;
    this.events.changed(data);
  }

  private draw(scores: Scores | null, problems: Problem[]): void {
    this.tell(problems);
    this.documents.hidden = !scores;
    if (scores) this.results.show(scores);
    else this.results.tell("改正上面的问题后，这里是成绩。");
    const explained = scores?.units.find((unit) => unit.unit === this.explained);
    if (explained) void this.explain(explained.unit);
    else this.hideExplanation();
  }

  private tell(ofScores: Problem[]): void {
    const problems = [...this.ofFile.map(inWords), ...ofScores];
    fill(
      this.faults,
      ...problems.slice(0, MOST_TOLD).map((problem) => {
        const place = placeOf(problem.cell);
        const where = problem.file === DATA_FILE ? problem.cell : `${problem.file} ${problem.cell}`;
        const words = wordsOf(problem);
        if (!place) return make("li", {}, words);
        return make("li", {}, button(`${where} ${words}`, () => this.goTo(problem.file, place.row, place.column), { class: "link" }));
      }),
      problems.length > MOST_TOLD ? make("li", {}, `还有 ${problems.length - MOST_TOLD} 条`) : null,
    );
    const wrong = new Map<string, CellFault[]>();
    for (const { file, cell, severity, message } of problems) {
      const place = placeOf(cell);
      if (place && severity === "error") wrong.set(file, [...(wrong.get(file) ?? []), { ...place, message }]);
    }
    this.data.mark(wrong.get(DATA_FILE) ?? []);
    this.details.mark(wrong);
  }

  private goTo(file: string, row: number, column: number): void {
    if (file === DATA_FILE) this.data.goTo(row, column);
    else this.details.goTo(file, row, column);
  }

  private async save(kind: string, format: string, unit?: string): Promise<void> {
    try {
      const file = await makeFile(this.service, { ...(kind === "scores" ? this.ask : this.askOfPeriod), kind, format, ...(unit && { unit }) });
      download(file.name, bytesOf(file.content));
    } catch (error) {
      this.events.fail(error);
    }
  }

  /** Show why a unit got its scores. asked: by the reader, who is then taken to it. */
  private async explain(unit: string, asked = false): Promise<void> {
    try {
      this.explained = unit;
      const html = await explain(this.service, { ...this.askOfPeriod, unit });
      if (this.explained !== unit) return;
      this.explanation.hidden = this.ofExplanation.hidden = false;
      if (this.explanation.srcdoc !== html) this.explanation.srcdoc = html;
      fill(
        this.ofExplanation,
        ...EXPLANATION_FORMATS.map(([words, format]) =>
          button(`${unit}得分说明存为${words}`, () => void this.save("explanation", format, unit)),
        ),
        button("打印说明", () => this.explanation.contentWindow?.print()),
      );
      if (asked) this.ofExplanation.scrollIntoView({ block: "start" });
    } catch (error) {
      this.hideExplanation();
      this.events.fail(error);
    }
  }

  private hideExplanation(): void {
    this.explained = null;
    this.explanation.hidden = this.ofExplanation.hidden = true;
  }

  private async openFile(): Promise<void> {
    try {
      const rows = await this.chooseRows();
      if (!rows) return;
      this.edited(rows);
      this.data.show(rows);
    } catch (error) {
      this.events.fail(error);
    }
  }

  /** Ask for a file of data; return its cells, and keep what it remarks. */
  private async chooseRows(): Promise<Grid | null> {
    const file = await chooseFile([".xlsx", ".csv", ".tsv", ".txt"]);
    if (!file) return null;
    const { rows, problems } = await cellsOfFile(this.service, file.name, base64Of(file.bytes));
    this.ofFile = problems;
    return rows;
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
      const { columns, units, details } = await columnsOf(this.service, this.events.table());
      const rows = this.filled || !units.length ? this.grid : [...this.grid, ...units.map((unit) => [unit])];
      const grid = withColumns(rows, ["单位", ...columns.map((column) => column.name)]);
      const there = this.details.details;
      const empty: Data["details"] = Object.fromEntries(
        Object.entries(details).map(([name, names]) => [name, withColumns(there[name] ?? [[]], ["单位", ...names])]),
      );
      this.details.show({ ...there, ...empty });
      this.edited(grid);
      this.data.show(grid);
    } catch (error) {
      this.events.fail(error);
    }
  }
}

/** Return a remark of a file with its place in words: its cells are not those that are shown. */
function inWords(problem: Problem): Problem {
  return { ...problem, message: [problem.file, problem.cell, problem.message].filter(Boolean).join(" "), cell: null };
}

/** Return a grid with these columns, those that it has not at its right. */
function withColumns(grid: Grid, names: string[]): Grid {
  const known = columnNames(grid);
  const width = Math.max(...grid.map((row) => row.length));
  return pasted(grid, 0, width, [names.filter((name) => !known.has(name))]);
}
