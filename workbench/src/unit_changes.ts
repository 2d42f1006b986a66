/** What changed for the units as a table: total, difference, place and grade, before and after. */

import { make } from "./elements";
import type { UnitChange } from "./requests";

type Value = string | number | null;

/** Return the table of the units for which something changed, or a sentence where there is none. */
export function unitChangesTable(units: UnitChange[]): HTMLElement {
  const moved = units.filter((unit) => JSON.stringify(unit.before) !== JSON.stringify(unit.after));
  if (!moved.length) return make("p", {}, "各单位的总分、名次、等次都不变。");
  const heads = ["单位", "总分", "变化", "名次", "等次"].map((text) => make("th", { scope: "col" }, text));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...moved.map(row)));
}

function row({ unit, period, before, after, difference }: UnitChange): HTMLElement {
  const pair = (old: Value, now: Value) => (old === now ? String(now ?? "") : `${old ?? "无"} → ${now ?? "无"}`);
  const direction = difference?.total.startsWith("-") ? "worse" : "better";
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, period ? `${unit}（${period}）` : unit),
    make("td", { class: "number" }, pair(before?.total ?? null, after?.total ?? null)),
    make("td", { class: `number ${difference && Number(difference.total) ? direction : ""}` }, difference?.total ?? ""),
    make("td", { class: "number" }, pair(before?.rank ?? null, after?.rank ?? null)),
    make("td", {}, pair(before?.grade ?? null, after?.grade ?? null)),
  );
}
