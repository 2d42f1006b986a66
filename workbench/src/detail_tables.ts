/** Detail tables (明细): one grid for each, typed in, pasted into and marked as the data are. */

import { DataGrid, type CellFault, type Data, type Grid, type GridTrial } from "./data_grid";
import { button, fill, make } from "./elements";

type Details = Data["details"];

/** While a number is tried, the cells of detail tables stay as they are. */
const NO_TRIAL: GridTrial = { tried: () => undefined, left: () => undefined };

interface Shown {
  grid: DataGrid;
  rows: Grid;
  box: HTMLDetailsElement;
  summary: HTMLElement;
}

export interface DetailEvents {
  changed(details: Details): void;
  /** Ask for a file; resolve to its cells, null where none was chosen. */
  chooseRows(): Promise<Grid | null>;
  fail(error: unknown): void;
}

export class DetailTables {
  private readonly tables = new Map<string, Shown>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly events: DetailEvents,
  ) {}

  get details(): Details {
    return Object.fromEntries([...this.tables].map(([name, { rows }]) => [name, rows]));
  }

  /** Show these tables and no others; nothing is told of it. */
  show(details: Details): void {
    for (const name of this.tables.keys()) if (!(name in details)) this.tables.delete(name);
    for (const [name, rows] of Object.entries(details)) {
      const table = this.tables.get(name) ?? this.make(name);
      table.rows = rows;
      table.grid.show(rows);
      this.count(name);
    }
    fill(this.parent, ...[...this.tables.values()].map(({ box }) => box));
  }

  /** Mark the cells of a table that are wrong; a table with a fault is opened. */
  mark(faults: Map<string, CellFault[]>): void {
    for (const [name, { grid, box }] of this.tables) {
      const of = faults.get(name) ?? [];
      grid.mark(of);
      if (of.length) box.open = true;
    }
  }

  goTo(name: string, row: number, column: number): void {
    const table = this.tables.get(name);
    if (!table) return;
    table.box.open = true;
    table.grid.goTo(row, column);
  }

  /** Let no cell be changed while numbers are tried. */
  lock(locked: boolean): void {
    for (const { grid } of this.tables.values()) grid.trial = locked ? NO_TRIAL : null;
  }

  private make(name: string): Shown {
    const cells = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `明细表 ${name}` });
    const summary = make("summary");
    const grid = new DataGrid(cells, `明细表 ${name}`, (rows) => this.edited(name, rows));
    const box = make(
      "details",
      {},
      summary,
      make(
        "div",
        { class: "row" },
        button("打开明细表文件", () => void this.open(name)),
        button("加一行", () => grid.addRow()),
        button("加一列", () => grid.addColumn()),
        button("不要这张明细表", () => this.remove(name)),
      ),
      cells,
    );
    const table: Shown = { grid, rows: [], box, summary };
    this.tables.set(name, table);
    return table;
  }

  private count(name: string): void {
    const table = this.tables.get(name)!;
    table.summary.textContent = `明细表“${name}”，${table.rows.length - 1} 行，一起评分`;
  }

  private edited(name: string, rows: Grid): void {
    this.tables.get(name)!.rows = rows;
    this.count(name);
    this.events.changed(this.details);
  }

  private async open(name: string): Promise<void> {
    try {
      const rows = await this.events.chooseRows();
      if (!rows) return;
      this.tables.get(name)?.grid.show(rows);
      this.edited(name, rows);
    } catch (error) {
      this.events.fail(error);
    }
  }

  private remove(name: string): void {
    const details = { ...this.details };
    delete details[name];
    this.show(details);
    this.events.changed(details);
  }
}
