/** What the check found, below the scheme: by severity, then in the order of the document, each with its mends as buttons. */

import { pendingIn, questionsIn, type DraftQuestion } from "./draft_questions";
import { button, fill, make } from "./elements";
import type { CodeAction, Diagnostic, Position, TextEdit } from "./protocol";
import { SCHEME } from "./service";

const WORDS = { 1: "错误", 2: "警告", 3: "说明", 4: "说明" } as const;

export interface FindingEvents {
  goTo(position: Position): void;
  actions(diagnostic: Diagnostic): Promise<CodeAction[]>;
  apply(edits: TextEdit[]): void;
  /** Apply all mends that leave nothing to choose. */
  mendAll(): void;
  explain(code: string): void;
}

/** Return whether a mend is one of a code: others at the same line name theirs. */
function isOf(title: string, code: string | undefined): boolean {
  const named = /^[一-鿿]+ ([A-Z]\d{4})/.exec(title)?.[1];
  return !named || !code || named === code;
}

/** A finding is the same as long as its code and place are: its message grows once its sentence was read. */
function keyOf({ code, range, severity }: Diagnostic): string {
  return JSON.stringify([code, range, severity]);
}

export class Findings {
  private readonly count = make("h2", { id: "findings-title", "aria-live": "polite" });
  /** By finding; a row stays as it is, with the mends that it shows, as long as its finding is there. */
  private rows = new Map<string, HTMLElement>();
  private readonly pending = make("p", { class: "pending" });
  private readonly questions = make("ul", { class: "pending", "aria-label": "要选一种意思的" });
  /** The questions that are listed, as one text: their rows stay as they are, with the answers that they show. */
  private asked = "";
  private readonly all = button("能改的都改好", () => this.events.mendAll(), { class: "mend-all", title: "标点、写法这些不用人来定的，一次改好" });
  private readonly list = make("ol", { "aria-labelledby": "findings-title" });

  constructor(
    parent: HTMLElement,
    private readonly events: FindingEvents,
  ) {
    this.pending.hidden = this.all.hidden = this.questions.hidden = true;
    parent.append(make("div", { class: "row" }, this.count, this.all), this.questions, this.pending, this.list);
  }

  /** Say which lines of the scheme are left to be written as rules, and which questions to be answered. */
  showPending(text: string): void {
    this.showQuestions(questionsIn(text));
    const lines = pendingIn(text);
    this.pending.hidden = !lines.length;
    fill(
      this.pending,
      `还有 ${lines.length} 处待定：`,
      ...lines.map((line) => button(`第 ${line + 1} 行`, () => this.events.goTo({ line, character: 0 }), { class: "link" })),
      "照原文写成规则，写完删去“待定”这一行。",
    );
  }

  private showQuestions(questions: DraftQuestion[]): void {
    const asked = JSON.stringify(questions);
    if (asked === this.asked) return;
    this.asked = asked;
    this.questions.hidden = !questions.length;
    fill(this.questions, ...questions.map((question) => this.question(question)));
  }

  private question({ line, words }: DraftQuestion): HTMLElement {
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };
    const answers = make("span", { class: "mends" });
    const choose = button("选一种", () => void this.offer({ range, severity: 3, message: words }, answers, choose), { class: "link" });
    answers.append(choose);
    return make(
      "li",
      {},
      button(`第 ${line + 1} 行`, () => this.events.goTo(range.start), { class: "link" }),
      make("span", { class: "message" }, words),
      answers,
    );
  }

  show(diagnostics: Diagnostic[]): void {
    const number = (severity: number) => diagnostics.filter((d) => Math.min(d.severity, 3) === severity).length;
    this.count.textContent = diagnostics.length
      ? `检查结果：错误 ${number(1)} 条，警告 ${number(2)} 条，说明 ${number(3)} 条`
      : "检查结果：没有发现问题";
    this.all.hidden = !diagnostics.length;
    const rank = (diagnostic: Diagnostic) => Math.min(diagnostic.severity, 3);
    const ordered = [...diagnostics].sort((a, b) => rank(a) - rank(b) || a.range.start.line - b.range.start.line);
    const kept = this.rows;
    const seen = new Map<string, number>();
    this.rows = new Map();
    for (const diagnostic of ordered) {
      const same = keyOf(diagnostic);
      seen.set(same, (seen.get(same) ?? 0) + 1);
      const key = `${same} ${seen.get(same)}`;
      const row = kept.get(key) ?? this.row(diagnostic);
      row.querySelector(".message")!.textContent = diagnostic.message;
      this.rows.set(key, row);
    }
    fill(this.list, ...this.rows.values());
  }

  private row(diagnostic: Diagnostic): HTMLElement {
    const mends = make("span", { class: "mends" });
    const row = make(
      "li",
      { class: `severity-${Math.min(diagnostic.severity, 3)}` },
      button(`第 ${diagnostic.range.start.line + 1} 行`, () => this.events.goTo(diagnostic.range.start), { class: "link" }),
      make("strong", {}, WORDS[diagnostic.severity]),
      make("span", { class: "message" }, diagnostic.message),
      mends,
    );
    if (diagnostic.code) mends.append(button("释义", () => this.events.explain(diagnostic.code!), { class: "link" }));
    const offer = button("怎么改", () => void this.offer(diagnostic, mends, offer), { class: "link" });
    mends.append(offer);
    return row;
  }

  private async offer(diagnostic: Diagnostic, mends: HTMLElement, asked: HTMLElement): Promise<void> {
    const actions = (await this.events.actions(diagnostic)).filter(({ title }) => isOf(title, diagnostic.code));
    asked.remove();
    const mendsByTitle = new Map(actions.map((action) => [action.title, action.edit?.changes?.[SCHEME]]));
    for (const [title, edits] of mendsByTitle) {
      if (edits) mends.append(button(title, () => this.events.apply(edits), { class: "mend" }));
    }
    if (!actions.length) mends.append(make("span", { class: "quiet" }, "这一条要由人来改"));
    mends.querySelector<HTMLElement>(".mend")?.focus();
  }
}
