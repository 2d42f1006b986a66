/** The table of data: a grid of texts that is typed in, pasted from WPS or Excel, and marked where a cell is wrong. */

import { fill, make } from "./elements";

export type Grid = readonly (readonly string[])[];

export interface CellFault {
  row: number;
  column: number;
  message: string;
}

export const EMPTY_GRID: Grid = [["单位"]];

/** The data of the units, and the detail tables that came with returned forms, by name. */
export interface Data {
  rows: Grid;
  details: { readonly [name: string]: Grid };
}

export const EMPTY_DATA: Data = { rows: EMPTY_GRID, details: {} };

/** Read what WPS and Excel put on the clipboard as text: tabs between cells, quotes around cells with line breaks. */
export function gridOfText(text: string): string[][] {
  const separator = text.includes("\t") ? "\t" : ",";
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows[rows.length - 1]!.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === separator) endCell();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at++;
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  const last = rows[rows.length - 1]!;
  if (last.length === 1 && last[0] === "") rows.pop();
  return rectangular(rows);
}

/** Write a grid as text that the program reads as a table: tabs between cells, quotes where they are needed. */
export function textOfGrid(grid: Grid): string {
  const quoted = (cell: string) => (/["\t\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  return grid.map((row) => row.map(quoted).join("\t") + "\n").join("");
}

function rectangular(rows: string[][]): string[][] {
  const width = Math.max(1, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]);
}

/** Return a grid with cells laid over it from a place on; it grows where they reach beyond it. */
export function pasted(grid: Grid, row: number, column: number, cells: Grid): string[][] {
  const rows = grid.map((line) => [...line]);
  cells.forEach((line, down) => {
    while (rows.length <= row + down) rows.push([]);
    line.forEach((cell, across) => {
      const target = rows[row + down]!;
      while (target.length <= column + across) target.push("");
      target[column + across] = cell;
    });
  });
  return rectangular(rows);
}

/** Return the address of a cell as a worksheet has it: row 0, column 1 is `B1`. */
export function cellName(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

/** Return the row and column of an address such as `B1`, null where it is none. */
export function placeOf(cell: string | null): { row: number; column: number } | null {
  const match = /^([A-Z]+)(\d+)$/.exec(cell ?? "");
  if (!match) return null;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}

/** How many rows below the first may belong to the header. */
const HEADER_BELOW = 3;

/** Return how many rows the header takes: rows of words below the first one, without a unit, are part of it. */
export function headerRows(grid: Grid): number {
  const isNames = (row: readonly string[]) =>
    row[0] === "" && row.some(Boolean) && row.every((cell) => !/^[-+]?[\d.,]+%?$|^[是否无√×✓]$/.test(cell.trim()));
  let rows = 1;
  while (rows <= HEADER_BELOW && rows < grid.length && isNames(grid[rows]!)) rows += 1;
  return rows;
}

/** Return the name of a column: the lowest that stands in the header. */
export function columnName(grid: Grid, column: number): string {
  const names = grid.slice(0, headerRows(grid)).map((row) => row[column] ?? "");
  return names.reverse().find(Boolean) ?? "";
}

/** Return every name that a column may go by: the lowest, and the one of its group before it. */
export function columnNames(grid: Grid): Set<string> {
  const header = grid.slice(0, headerRows(grid));
  const names = new Set(header[0]);
  header.slice(1).forEach((row, above) => {
    let group = "";
    row.forEach((name, column) => {
      group = header[above]![column] || group;
      if (name) names.add(name).add(group + name);
    });
  });
  return names;
}

function textOfCell(cell: HTMLElement): string {
  return cell.innerText.replace(/\u00a0/g, " ").replace(/\n$/, "");
}

/** What is told of cells while one tries other contents: nothing that is typed then is kept. */
export interface GridTrial {
  tried(row: number, column: number, text: string): void;
  left(): void;
}

export class DataGrid {
  /** Null while what is typed is kept. */
  trial: GridTrial | null = null;
  private grid: Grid = EMPTY_GRID;
  private faults = new Map<string, string>();
  /** While cells are replaced: the one with the cursor loses it, and what it said is no answer to keep. */
  private drawing = false;
  private readonly table: HTMLTableElement;

  /** `label`: what the table is called for those who do not see it. */
  constructor(
    parent: HTMLElement,
    label: string,
    private readonly changed: (grid: Grid) => void,
  ) {
    this.table = make("table", { role: "grid", "aria-label": label });
    parent.append(this.table);
    this.table.addEventListener("focusin", (event) => this.select(event.target as HTMLElement));
    this.table.addEventListener("focusout", (event) => this.accept(event.target as HTMLElement));
    this.table.addEventListener("input", (event) => this.try(event.target as HTMLElement));
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("paste", (event) => this.paste(event));
  }

  /** Show a grid; nothing is told of it. */
  show(grid: Grid): void {
    this.grid = grid.length ? grid : EMPTY_GRID;
    this.draw();
  }

  /** Mark the cells that are wrong and take old marks away. */
  mark(faults: CellFault[]): void {
    this.faults = new Map(faults.map((fault) => [`${fault.row} ${fault.column}`, fault.message]));
    for (const cell of this.table.querySelectorAll<HTMLElement>("[data-row]")) this.markCell(cell);
  }

  /** Put the cursor in a cell. */
  goTo(row: number, column: number): void {
    const cell = this.cell(row, column);
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private draw(): void {
    const header = headerRows(this.grid);
    const rows = this.grid.map((row, down) => {
      const tag = down < header ? "th" : "td";
      return make("tr", {}, ...row.map((text, column) => this.makeCell(tag, down, column, text)));
    });
    this.drawing = true;
    fill(this.table, make("thead", {}, ...rows.slice(0, header)), make("tbody", {}, ...rows.slice(header)));
    this.drawing = false;
  }

  private makeCell(tag: "td" | "th", row: number, column: number, text: string): HTMLElement {
    const cell = make(
      tag,
      { "data-row": row, "data-column": column, tabindex: row || column ? -1 : 0, scope: tag === "th" && "col" },
      text,
    );
    this.markCell(cell);
    return cell;
  }

  private markCell(cell: HTMLElement): void {
    const message = this.faults.get(`${cell.dataset.row} ${cell.dataset.column}`);
    cell.classList.toggle("wrong", message !== undefined);
    cell.title = message ?? "";
    if (message) cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
  }

  private cell(row: number, column: number): HTMLElement | null {
    return this.table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  private select(cell: HTMLElement): void {
    if (cell.dataset.row === undefined || (this.trial && (cell.tagName === "TH" || !Number(cell.dataset.column)))) return;
    cell.contentEditable = "true";
    window.getSelection()?.selectAllChildren(cell);
  }

  private accept(cell: HTMLElement): void {
    if (this.drawing || cell.dataset.row === undefined) return;
    cell.contentEditable = "false";
    const row = Number(cell.dataset.row);
    const column = Number(cell.dataset.column);
    if (this.trial) {
      cell.textContent = this.grid[row]?.[column] ?? "";
      this.trial.left();
      return;
    }
    const text = textOfCell(cell);
    if (text === (this.grid[row]?.[column] ?? "")) return;
    this.grid = pasted(this.grid, row, column, [[text]]);
    this.changed(this.grid);
  }

  private try(cell: HTMLElement): void {
    if (!this.trial || cell.dataset.row === undefined) return;
    const row = Number(cell.dataset.row);
    const column = Number(cell.dataset.column);
    const text = textOfCell(cell);
    if (text === (this.grid[row]?.[column] ?? "")) this.trial.left();
    else this.trial.tried(row, column, text);
  }

  private key(event: KeyboardEvent): void {
    const cell = event.target as HTMLElement;
    if (cell.dataset.row === undefined || event.isComposing) return;
    const row = Number(cell.dataset.row);
    const column = Number(cell.dataset.column);
    const step = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (event.key === "Escape") {
      cell.textContent = this.grid[row]?.[column] ?? "";
      this.trial?.left();
    }
    else if (event.key === "Tab") {
      const next = this.cell(row, column + (event.shiftKey ? -1 : 1));
      if (!next) return;
      next.focus();
    } else if (this.trial && event.key === "Enter") {
      // the answer stays as long as the cursor is in the cell
    } else if (step) {
      if (event.key === "Enter" && row === this.grid.length - 1) {
        this.accept(cell); // to draw the table anew takes the cell away before it is left
        this.addRow();
      }
      this.goTo(row + step[0]!, column + step[1]!);
    } else return;
    event.preventDefault();
  }

  /** Add an empty row at the end. */
  addRow(): void {
    this.resize([...this.grid, this.grid[0]!.map(() => "")]);
  }

  /** Add an empty column at the right. */
  addColumn(): void {
    this.resize(this.grid.map((row) => [...row, ""]));
  }

  private resize(grid: Grid): void {
    this.grid = grid;
    this.draw();
    this.changed(grid);
  }

  private paste(event: ClipboardEvent): void {
    const cell = event.target as HTMLElement;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (cell.dataset.row === undefined) return;
    event.preventDefault();
    if (cell.contentEditable !== "true") return;
    const cells = gridOfText(text);
    if (this.trial) {
      cell.textContent = cells[0]?.[0] ?? "";
      this.try(cell);
      return;
    }
    const row = Number(cell.dataset.row);
    const column = Number(cell.dataset.column);
    const whole = !row && !column && cells.length > 1; // a table with its header: nothing of another one stays
    this.grid = whole ? cells : pasted(this.grid, row, column, cells);
    this.draw();
    this.changed(this.grid);
    this.goTo(row, column);
  }
}
