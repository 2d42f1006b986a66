/** What is said of a table that became a draft. */

import { pendingIn } from "./draft_questions";
import type { ImportReport } from "./requests";

/** Return the title of a scheme as a file can be named by it; empty where it has none. */
export function titleOf(text: string): string {
  return (/^方案：(.*)$/m.exec(text)?.[1] ?? "").replace(/[\\/:*?"<>|\s]+/g, "").slice(0, 60);
}

/** Say how the criteria were read, and what is left to be done. `text`: of the draft. */
export function readingWords({ clauses }: ImportReport, text: string): string {
  const count = (reading: string) => clauses.filter((clause) => clause.reading === reading).length;
  const [open, left] = [count("open"), pendingIn(text).length];
  return [
    `评分标准读懂 ${count("certain")} 句`,
    open && `${open} 句有几种意思，在检查结果上面点“选一种”`,
    left && `${left} 处写成“待定”，也在那里列着，请照原文写成规则`,
  ]
    .filter(Boolean)
    .join("；") + "。";
}
