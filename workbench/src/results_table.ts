/** The scores as a table: places, totals as bars, sections under their titles, grades and remarks, of one period. */

import { button, fill, make } from "./elements";
import type { Scores, SectionHeading, UnitScores } from "./requests";

/** The length of the longest bar, in pixels. */
const LONGEST_BAR = 90;

export class ResultsTable {
  private scores: Scores | null = null;
  private readonly period = make("select", { "aria-label": "哪一期的成绩" });
  private readonly byPlace = make("input", { type: "checkbox" });
  private readonly choices = make("div", { class: "row" }, this.period, make("label", {}, this.byPlace, " 按名次排列"));
  private readonly table = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "成绩" });

  constructor(
    parent: HTMLElement,
    private readonly explain: (unit: string) => void,
  ) {
    this.choices.hidden = true;
    this.byPlace.addEventListener("change", () => this.draw());
    this.period.addEventListener("change", () => this.draw());
    parent.append(this.choices, this.table);
  }

  /** The period that is shown, null where it is the last: what the program takes by itself. */
  get chosenPeriod(): string | null {
    return this.period.selectedIndex < this.period.length - 1 ? this.period.value : null;
  }

  /** Call `listener` when another period is chosen. */
  onPeriod(listener: () => void): void {
    this.period.addEventListener("change", listener);
  }

  /** Show scores. */
  show(scores: Scores): void {
    this.scores = scores;
    this.offerPeriods([...new Set(scores.units.map((unit) => unit.period))].filter((period) => period !== null));
    this.draw();
  }

  /** Show a sentence in place of scores. */
  tell(words: string): void {
    this.scores = null;
    this.choices.hidden = true;
    fill(this.table, make("p", { class: "quiet" }, words));
  }

  private offerPeriods(periods: string[]): void {
    this.choices.hidden = false;
    this.period.hidden = periods.length < 2;
    if (periods.join("\n") === [...this.period.options].map((option) => option.value).join("\n")) return;
    const before = this.period.value;
    fill(this.period, ...periods.map((period) => new Option(period, period)));
    this.period.value = periods.includes(before) ? before : (periods[periods.length - 1] ?? "");
  }

  private draw(): void {
    if (!this.scores) return;
    const units = this.scores.units.filter((unit) => !this.period.length || unit.period === this.period.value);
    if (this.byPlace.checked) units.sort((a, b) => (Number(a.rank) || Infinity) - (Number(b.rank) || Infinity) || 0);
    const refs = [...new Set(units.flatMap((unit) => Object.keys(unit.sections)))];
    const remarks = units.some((unit) => unit.notes.length);
    const heads = [
      ...["名次", "单位", "总分"].map((text) => make("th", { scope: "col" }, text)),
      ...refs.map((ref) => sectionHead(ref, this.scores!.sections.find((section) => section.ref === ref))),
      make("th", { scope: "col" }, "等次"),
      remarks && make("th", { scope: "col" }, "备注"),
    ];
    const top = Math.max(1, ...units.map((unit) => Number(unit.total) || 0));
    fill(
      this.table,
      make(
        "table",
        { id: "results" },
        make("thead", {}, make("tr", {}, ...heads)),
        make("tbody", {}, ...units.map((unit) => this.row(unit, refs, top, remarks))),
      ),
    );
  }

  private row(unit: UnitScores, refs: string[], top: number, remarks: boolean): HTMLElement {
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${Math.max(0, (LONGEST_BAR * (Number(unit.total) || 0)) / top)}px`;
    const room = make("span", { class: "bar-room", "aria-hidden": "true" }, bar);
    return make(
      "tr",
      {},
      make("td", { class: "number" }, String(unit.rank ?? "")),
      make(
        "th",
        { scope: "row" },
        button(unit.unit, () => this.explain(unit.unit), { class: "link", title: "为什么得这个分" }),
      ),
      make("td", { class: "number total" }, room, unit.total),
      ...refs.map((ref) => make("td", { class: "number" }, unit.sections[ref] ?? "")),
      make("td", {}, unit.grade ?? ""),
      remarks && make("td", { class: "remark" }, unit.notes.join("；")),
    );
  }
}

/** Return the head of a section's column: number and title, and its points below; a part of a year has its name only. */
function sectionHead(ref: string, section: SectionHeading | undefined): HTMLElement {
  return make(
    "th",
    { scope: "col", class: "section" },
    section?.heading ?? ref,
    section?.points ? make("span", { class: "quiet" }, section.points) : null,
  );
}
