/** The language service's requests that are not part of LSP: what is asked and what comes back. */

import type { CodeAction, Diagnostic, TextEdit } from "./protocol";
import { SCHEME, type Service } from "./service";

/** A finding of the program; a cell is addressed as in a worksheet, `C7`, with the header in row 1. */
export interface Problem {
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  help: string;
  file: string;
  line: number | null;
  cell: string | null;
}

interface WithProblems {
  problems: Problem[];
}

export interface TableData {
  /** Null for the first table. */
  table: string | null;
  /** The data as text with tabs. */
  data: string;
  /** The detail tables as such texts, by name. */
  details: { [name: string]: string };
  /** Whether blank cells and units without data are allowed. */
  partial: boolean;
  /** Only this period; the last where it is left out. */
  period?: string;
}

export interface Preview {
  table: string;
  tables: string[];
  html: string;
}

export interface UnitScores {
  unit: string;
  period: string | null;
  sections: { [ref: string]: string };
  total: string;
  grade: string | null;
  rank: number | string | null;
  notes: string[];
}

/** A section as it is printed: `一、信息归集`, and what it states of its points, which may be nothing. */
export interface SectionHeading {
  ref: string;
  heading: string;
  points: string;
}

export interface Scores {
  sections: SectionHeading[];
  units: UnitScores[];
}

export interface Standing {
  total: string;
  rank: number | string | null;
  grade: string | null;
}

export interface UnitChange {
  unit: string;
  period: string | null;
  before: Standing | null;
  after: Standing | null;
  difference: { total: string; rank: number | null } | null;
}

/** A change of the scheme since another version; `line` is null for what is gone. */
export interface SchemeChange {
  table: string | null;
  ref: string | null;
  message: string;
  line: number | null;
}

export type Change = { cell: string; text: string } | { range: object; newText: string };

export interface Starter {
  name: string;
  line: string;
  scheme: string;
  data: string;
}

export interface ImportReport {
  tables: { name: string; title: string; sections: number; items: number }[];
  clauses: { reading: "certain" | "open" | "none" }[];
  messages: { code: string; message: string; where: string }[];
}

/** What the advice for a command line is on the page, where no options are written. */
const ON_THE_PAGE: [RegExp, string][] = [
  [/加上 --partial/, "勾选“缺数、没有交齐的也先评”"],
  [/把下面的表另存为一个文件，评分时两个文件各写一个 --data/, "把两部分的栏目合在一个表头下面，一个单位一行"],
  [/(另有文件的，)?加上 --data (.+?):文件/, "点“照方案列出栏目”，在“$2”的明细表里填或者打开文件"],
];

/** Return what is wrong and what to do about it, as sentences. */
export function wordsOf({ message, help }: Problem): string {
  const advice = ON_THE_PAGE.reduce((words, [option, here]) => words.replace(option, here), help);
  return [message, advice].filter(Boolean).map((words) => (/[。！？]$/.test(words) ? words : `${words}。`)).join("");
}

/** What cannot be done, with the sentences of the program. */
export class Refused extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(wordsOf).join("\n"));
  }
}

/** Return what was asked for; Refused where the program says why there is none. */
function granted<T>(value: T | null, problems: Problem[]): T {
  if (value === null) throw new Refused(problems);
  return value;
}

export async function preview(service: Service, table: string | null): Promise<Preview | null> {
  return (await service.ask<{ preview: Preview | null }>("creditdsl/preview", { table })).preview;
}

export function score(service: Service, ask: TableData): Promise<{ scores: Scores | null } & WithProblems> {
  return service.ask("creditdsl/score", { ...ask });
}

export async function explain(service: Service, ask: TableData & { unit: string }): Promise<string> {
  const answer = await service.ask<{ explanation: { html: string } | null } & WithProblems>("creditdsl/explain", ask);
  return granted(answer.explanation, answer.problems).html;
}

export async function whatIf(service: Service, ask: TableData & { change: Change }): Promise<UnitChange[]> {
  const answer = await service.ask<{ changes: UnitChange[] | null } & WithProblems>("creditdsl/whatIf", ask);
  return granted(answer.changes, answer.problems);
}

/** List what changed since another version of the scheme. */
export async function against(service: Service, other: { text: string; name: string }): Promise<SchemeChange[]> {
  const answer = await service.ask<{ changes: SchemeChange[] | null } & WithProblems>("creditdsl/against", other);
  return granted(answer.changes, answer.problems);
}

/** Score by another version and by this one; `changes` is null where either cannot score the data. */
export function scoresAgainst(
  service: Service,
  ask: TableData & { text: string; name: string },
): Promise<{ changes: UnitChange[] | null } & WithProblems> {
  return service.ask("creditdsl/scoresAgainst", ask);
}

export async function importFile(service: Service, name: string, content: string): Promise<{ text: string; report: ImportReport }> {
  const answer = await service.ask<{ draft: { text: string; report: ImportReport } | null } & WithProblems>(
    "creditdsl/import",
    { name, content },
  );
  return granted(answer.draft, answer.problems);
}

export async function cellsOfFile(service: Service, name: string, content: string): Promise<{ rows: string[][] } & WithProblems> {
  const answer = await service.ask<{ rows: string[][] | null } & WithProblems>("creditdsl/cells", { name, content });
  return { rows: granted(answer.rows, answer.problems), problems: answer.problems };
}

/** Join forms that came back; `joined` is null where one of them cannot be joined. `label`: which column counts. */
export function returnedForms(
  service: Service,
  ask: { table: string | null; files: { name: string; content: string }[]; label: string | null },
): Promise<{ joined: { rows: string[][]; details: { [name: string]: string[][] } } | null } & WithProblems> {
  return service.ask("creditdsl/returned", ask);
}

/** What the data must have: the columns beside the unit, the units of the roster, the columns of each detail table. */
export interface Needed {
  columns: { name: string }[];
  units: string[];
  details: { [name: string]: string[] };
}

export async function columnsOf(service: Service, table: string | null): Promise<Needed> {
  const answer = await service.ask<{ data: Needed | null } & WithProblems>("creditdsl/columns", { table });
  return granted(answer.data, answer.problems);
}

/** `kind`: print, whole, sheet, sheets, rank, summary or scores; `format`: a suffix without its dot. */
export async function makeFile(
  service: Service,
  ask: { table: string | null; kind: string; format: string; unit?: string } & Partial<TableData>,
): Promise<{ name: string; content: string }> {
  const answer = await service.ask<{ file: { name: string; content: string } | null } & WithProblems>("creditdsl/file", ask);
  return granted(answer.file, answer.problems);
}

export async function starters(service: Service): Promise<Starter[]> {
  return (await service.ask<{ starters: Starter[] }>("creditdsl/starters")).starters;
}

/** Return the published schemes, each with data of its first table. */
export async function documents(service: Service): Promise<Starter[]> {
  return (await service.ask<{ documents: Starter[] }>("creditdsl/documents")).documents;
}

export async function codePage(service: Service, code: string): Promise<string> {
  return (await service.ask<{ page: string }>("creditdsl/finding", { code })).page;
}

/** List what can be done about a finding. */
export function mendsOf(service: Service, diagnostic: Diagnostic): Promise<CodeAction[]> {
  return service.ask("textDocument/codeAction", {
    range: diagnostic.range,
    context: { diagnostics: [diagnostic], only: ["quickfix"] },
  });
}

/** Return the edits that mend all that leaves nothing to choose, null where there is nothing such. `lines`: of the scheme. */
export async function allMends(service: Service, lines: number): Promise<TextEdit[] | null> {
  const actions = await service.ask<CodeAction[]>("textDocument/codeAction", {
    range: { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } },
    context: { diagnostics: [], only: ["source.fixAll"] },
  });
  return actions[0]?.edit?.changes?.[SCHEME] ?? null;
}
