/** What an imported draft leaves to its drafter: questions, which stand as comments, and clauses that nobody has read. */

const QUESTION = /^\s*# (?!\s|已核)(.+)/;
const ANSWER = /^\s*#\s{2,}[^：]+：./;
const PENDING = /^\s*待定[:：]/;
/** What a question begins with that is about a part of what waits. */
const OF_CLAUSE = /^“.+”：/;

export interface DraftQuestion {
  /** Counted from 0. */
  line: number;
  words: string;
}

/** Return the questions that have answers right below them, each with the words of the document that it is about. */
export function questionsIn(text: string): DraftQuestion[] {
  const lines = text.split("\n");
  return lines.flatMap((words, line) => {
    const asked = QUESTION.exec(words)?.[1];
    if (!asked || !ANSWER.test(lines[line + 1] ?? "")) return [];
    const below = lines.slice(line).find((later) => !/^\s*#/.test(later)) ?? "";
    const clause = OF_CLAUSE.test(asked) || !PENDING.test(below) ? "" : `“${below.replace(PENDING, "").trim()}”：`;
    return [{ line, words: clause + asked }];
  });
}

/** Return the lines of 待定, counted from 0, but for those that only wait for an answer. */
export function pendingIn(text: string): number[] {
  const lines = text.split("\n");
  const waitsForAnswer = (line: number): boolean => {
    let above = line - 1;
    while (/^\s*#/.test(lines[above] ?? "") && !QUESTION.test(lines[above]!)) above -= 1;
    const asked = QUESTION.exec(lines[above] ?? "");
    return above < line - 1 && asked !== null && !OF_CLAUSE.test(asked[1]!);
  };
  return lines.flatMap((words, line) => (PENDING.test(words) && !waitsForAnswer(line) ? [line] : []));
}
