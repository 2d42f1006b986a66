/** The page put together: one scheme, its data, and what is shown of them. */

import { redo, undo } from "@codemirror/commands";
import { openSearchPanel } from "@codemirror/search";
import { EditorView } from "@codemirror/view";

import { rangesOf, showColours } from "./colours";
import { ComparePanel } from "./compare_panel";
import { EMPTY_DATA, gridOfText, type Data } from "./data_grid";
import { tell, ask } from "./dialogs";
import { Unwritable, type Disk } from "./disk";
import { Editor } from "./editor";
import { button, byId, fill } from "./elements";
import { Findings } from "./findings";
import { HelpPanel } from "./help_panel";
import { base64Of, bytesOf, chooseFile, download, saveAs, saveTo, textOf, type OpenedFile, type SaveHandle } from "./local_files";
import { readingWords, titleOf } from "./imported_draft";
import { hideNumberFields, numberFields, showNumberFields } from "./number_fields";
import { Outline } from "./outline";
import { Parts } from "./parts";
import { Preview } from "./preview";
import type { Carrier, Diagnostic, DocumentSymbol, TextEdit } from "./protocol";
import { allMends, codePage, importFile, makeFile, mendsOf, preview } from "./requests";
import { ScoresPanel } from "./scores_panel";
import { Service } from "./service";
import { dataIn, dataInHistory, dataOf, recordData } from "./shared_history";
import { PASTED, showStart } from "./start_page";
import { keptWork, Keeper, type Store } from "./storage";
import { Tabs } from "./tabs";
import { Trial } from "./trial";

const EMPTY_SCHEME = "方案：新的考核办法\n附件1 考核指标（满分10分）\n\n一、第一个大项（10分）\n1. 第一项（10分）\n  待定：评分标准还没有写\n";

/** The pause after a change before the printed annex is made again, in milliseconds. */
const PREVIEW_AFTER = 150;

class Page {
  private readonly service: Service;
  private editor!: Editor;
  private readonly parts = new Parts();
  private readonly tabs = new Tabs(() => this.parts.show("reading"));
  private readonly findings: Findings;
  private readonly preview: Preview;
  private readonly outline: Outline;
  private readonly scores: ScoresPanel;
  private readonly trial: Trial;
  private readonly compare: ComparePanel;
  private readonly tableChoice = document.createElement("select");
  private readonly tryButton = button("试改", () => void this.toggleTrial().catch((error) => this.fail(error)), {
    "aria-pressed": "false",
    title: "改一个数试试，看各单位的成绩怎么变；方案和数据都不改",
  });
  private readonly keeper: Keeper;
  private name = "未命名方案.credit";
  private handle: SaveHandle | null = null;
  private opened: string | null = null;
  private savedText = "";
  /** The data that came with an example: nobody's own. */
  private sample = EMPTY_DATA;
  /** Why what is written is not kept by itself; empty where it is. */
  private unkept = "";
  private kinds: string[] = [];
  /** The headings of the tables of which one can be chosen. */
  private tablesShown = "";
  private timer = 0;

  constructor(
    carrier: Carrier,
    private readonly disk: Disk | null,
    private readonly store: Store,
  ) {
    this.keeper = new Keeper(store, (why) => this.kept(why));
    this.service = new Service(carrier);
    const goTo = (position: { line: number; character: number }) => {
      this.parts.show("writing");
      this.editor.goTo(position);
    };
    const fail = (error: unknown) => this.fail(error);
    this.findings = new Findings(byId("findings"), {
      goTo,
      actions: (diagnostic) => mendsOf(this.service, diagnostic),
      apply: (edits) => this.mend(edits),
      mendAll: () => void this.mendAll().catch(fail),
      explain: (code) => void this.explainCode(code),
    });
    this.preview = new Preview(
      this.tabs.add("preview", "印发样式", () => void this.refresh()),
      (line) => goTo({ line, character: 0 }),
    );
    this.scores = new ScoresPanel(this.tabs.add("scores", "数据和成绩", () => void this.refresh()), this.service, {
      changed: (data) => recordData(this.editor.view, data),
      table: () => this.tableChoice.value || null,
      pictures: this.disk !== null,
      fail,
    });
    const data = () => (this.scores.filled ? this.scores.ask : null);
    this.trial = new Trial(byId("trial"), this.service, data, fail);
    this.compare = new ComparePanel(this.tabs.add("compare", "对比", () => void this.refresh()), this.service, {
      goTo,
      data,
      fail,
    });
    const outlinePanel = this.tabs.add("outline", "大纲", () => void this.refresh());
    outlinePanel.classList.add("outline");
    this.outline = new Outline(outlinePanel, goTo);
    const help = new HelpPanel(this.tabs.add("help", "怎么写", () => help.shown()));
    this.toolbar();
  }

  async open(): Promise<void> {
    const { work: kept, trouble } = await keptWork(this.store);
    const text = kept?.text ?? EMPTY_SCHEME;
    this.service.on<{ diagnostics: Diagnostic[] }>("textDocument/publishDiagnostics", ({ diagnostics }) => {
      this.editor.mark(diagnostics);
      this.findings.show(diagnostics);
    });
    this.editor = new Editor(
      byId("editor"),
      text,
      this.service,
      { changed: (changed) => this.changed(changed), moved: (line) => this.moved(line) },
      [
        dataInHistory(),
        numberFields(),
        EditorView.updateListener.of((update) => {
          const data = dataOf(update.view);
          if (data !== dataIn(update.startState) && update.transactions.some((t) => t.isUserEvent("undo") || t.isUserEvent("redo"))) {
            this.scores.show(data);
          }
          if (data !== dataIn(update.startState)) this.keep();
        }),
      ],
    );
    this.kinds = await this.service.start(text);
    this.findings.showPending(text);
    this.savedText = kept && !kept.unsaved ? text : "";
    if (kept) {
      this.name = kept.name;
      if (kept.opened) this.follow(kept.opened);
      recordData(this.editor.view, kept.data);
      this.scores.show(kept.data);
    } else this.scores.show(EMPTY_DATA);
    this.title();
    byId("loading").remove();
    await this.refresh();
    if (trouble) await tell("没有恢复上次的内容", trouble);
    if (kept?.unsaved) this.state("已恢复上次没有保存的内容");
    else void this.start();
  }

  private toolbar(): void {
    const act = (work: () => unknown) => () => void Promise.resolve(work()).catch((error) => this.fail(error));
    const exports: [string, string][] = [
      [" Word 文档", "docx"],
      ["电子表格", "xlsx"],
      ["网页", "html"],
    ];
    this.tableChoice.setAttribute("aria-label", "哪张表");
    this.tableChoice.hidden = true;
    this.tableChoice.addEventListener("change", act(() => this.refresh()));
    fill(
      byId("toolbar"),
      button("开始", act(() => this.start())),
      button("保存", act(() => this.save()), { class: "main" }),
      button("另存为", act(() => this.saveElsewhere())),
      button("撤销", act(() => undo(this.editor.view))),
      button("重做", act(() => redo(this.editor.view))),
      button("查找", act(() => openSearchPanel(this.editor.view))),
      button("整理", act(() => this.format())),
      this.tryButton,
      this.tableChoice,
      ...exports.map(([words, format]) => button(`存为${words}`, act(() => this.export(format)))),
      this.disk
        ? button("存为 PDF", act(() => this.export("pdf")))
        : button("存为 PDF", act(() => this.preview.print()), { title: "在打印窗口里，打印机选“另存为 PDF”" }),
      button("存全文", act(() => this.exportWhole()), { title: "正文和各张表，照印发的顺序" }),
      button("打印", act(() => this.preview.print())),
    );
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.isComposing) return;
      if (event.key === "s") {
        event.preventDefault();
        act(() => this.save())();
      } else if (event.key === "z" && !(event.target as HTMLElement).closest(".cm-editor")) {
        event.preventDefault();
        undo(this.editor.view);
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved) event.preventDefault();
    });
  }

  private get unsaved(): boolean {
    return this.editor.text !== this.savedText && this.editor.text !== EMPTY_SCHEME;
  }

  // What changes while one writes

  private changed(text: string): void {
    void this.service.change(text).catch((error) => this.fail(error));
    this.findings.showPending(text);
    this.keep();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.refresh(), PREVIEW_AFTER);
  }

  private keep(): void {
    this.keeper.keep({ name: this.name, text: this.editor.text, data: dataOf(this.editor.view), opened: this.opened, unsaved: this.unsaved });
    this.title();
  }

  private kept(why: string): void {
    if (why === this.unkept) return;
    this.unkept = why;
    this.title();
  }

  private moved(line: number): void {
    if (this.tabs.isShown("preview")) this.preview.highlight(line);
  }

  /** Turn numbers and cells into fields for a trial, or back. */
  private async toggleTrial(): Promise<void> {
    if (this.trial.on) return this.endTrial();
    const { data } = await this.service.ask<{ data: number[] }>("textDocument/semanticTokens/full");
    showNumberFields(this.editor.view, data, this.kinds, {
      tried: ({ line, start, end, value }, text) =>
        this.trial.try(`方案第 ${line + 1} 行的 ${value} 改为 ${text}`, {
          range: { start: { line, character: start }, end: { line, character: end } },
          newText: text,
        }),
      left: () => this.trial.leave(),
    });
    this.scores.try(this.trial);
    this.trial.start();
    this.tryButton.setAttribute("aria-pressed", "true");
  }

  private endTrial(): void {
    if (!this.trial.on) return;
    hideNumberFields(this.editor.view);
    this.scores.try(null);
    this.trial.stop();
    this.tryButton.setAttribute("aria-pressed", "false");
  }

  private async refresh(): Promise<void> {
    try {
      const { data } = await this.service.ask<{ data: number[] }>("textDocument/semanticTokens/full");
      showColours(this.editor.view, data, this.kinds);
      if (this.tabs.isShown("outline")) {
        this.outline.show((await this.service.ask<DocumentSymbol[] | null>("textDocument/documentSymbol")) ?? []);
      }
      const tables = this.tableHeadings(data);
      if (this.tabs.isShown("preview") || !this.tableChoice.length || tables !== this.tablesShown) {
        await this.refreshPreview();
        this.tablesShown = tables;
      }
      if (this.tabs.isShown("scores")) await this.scores.refresh();
      if (this.tabs.isShown("compare")) await this.compare.refresh();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Return the headings of the tables as one text. `tokens`: the semantic tokens of the scheme. */
  private tableHeadings(tokens: number[]): string {
    const text = this.editor.view.state.doc;
    const headings = rangesOf(text, tokens, this.kinds).filter(({ kind }) => kind === "namespace");
    return headings.map(({ line }) => text.line(line + 1).text).join("\n");
  }

  private async refreshPreview(): Promise<void> {
    const shown = await preview(this.service, this.tableChoice.value || null);
    this.preview.stale(!shown); // the findings say why
    if (!shown) return;
    if (shown.tables.join("\n") !== [...this.tableChoice.options].map((option) => option.value).join("\n")) {
      this.offerTables(shown.tables);
      this.tableChoice.value = shown.table;
    }
    this.preview.show(shown.html);
  }

  private offerTables(names: string[]): void {
    fill(this.tableChoice, ...names.map((name) => new Option(name, name)));
    this.tableChoice.hidden = names.length < 2;
  }

  private apply(edits: TextEdit[]): void {
    this.endTrial();
    this.editor.apply(edits);
  }

  /** Mend all that leaves nothing to choose; say so where nothing is such. */
  private async mendAll(): Promise<void> {
    const edits = await allMends(this.service, this.editor.view.state.doc.lines);
    if (edits) this.apply(edits);
    else await tell("没有可以一次改好的", "这里列的都要由人来定。点一条后面的“怎么改”，看有哪几种改法。");
  }

  /** Apply what mends a finding, and go on writing there. */
  private mend(edits: TextEdit[]): void {
    this.endTrial();
    this.parts.show("writing");
    this.editor.applyAndGoOn(edits);
  }

  private async explainCode(code: string): Promise<void> {
    await tell(`释义 ${code}`, await codePage(this.service, code));
  }

  private async format(): Promise<void> {
    const edits = await this.service.ask<TextEdit[] | null>(
      "textDocument/formatting",
      { options: { tabSize: 2, insertSpaces: true } },
    );
    if (edits?.length) this.apply(edits);
  }

  // Where schemes come from

  private async start(): Promise<void> {
    const names = this.disk ? (await this.disk.list()).filter((name) => name.endsWith(".credit")) : [];
    await showStart(
      this.service,
      {
        importTable: (file) => this.importTable(file),
        open: () => this.openChosen(),
        openNamed: (name) => this.openNamed(name),
        create: () => this.replace("新方案.credit", EMPTY_SCHEME, EMPTY_DATA),
        example: (name, text, data) => {
          this.sample = { rows: gridOfText(data), details: {} };
          this.replace(`${name}.credit`, text, this.sample);
        },
        fail: (error) => this.fail(error),
      },
      names,
      this.editor.text === EMPTY_SCHEME ? null : this.name,
    );
  }

  private async importTable(file: OpenedFile): Promise<void> {
    const { text, report } = await importFile(this.service, file.name, base64Of(file.bytes));
    const titled = file.name.startsWith(PASTED) ? titleOf(text) : "";
    this.replace(`${titled || file.name.replace(/\.[^.]*$/, "")}.credit`, text, EMPTY_DATA);
    await tell(
      "已经变成方案草稿",
      ...report.tables.map((table) => `${[table.name, table.title].filter(Boolean).join(" ")}：${table.sections} 个大项，${table.items} 项。`),
      readingWords(report, text),
      ...report.messages.slice(0, 8).map((message) => `${message.where}：${message.message}`),
    );
  }

  private async openChosen(): Promise<void> {
    const file = await chooseFile([".credit", ".txt"]);
    if (file) this.replace(file.name, textOf(file.bytes), await this.dataFor(file.name), true);
  }

  /** Return the data that go on with a scheme: those that are there, unless they were of another and are not wanted. */
  private async dataFor(name: string): Promise<Data> {
    const data = dataOf(this.editor.view);
    if (data === this.sample) return EMPTY_DATA;
    if (name === this.name || !this.scores.filled) return data;
    const kept = await ask(`数据表里还有 ${this.name} 的数据`, [`打开 ${name} 以后，还用这些数据吗？`], [
      ["清空数据表", false],
      ["还用这些数据", true],
    ]);
    return kept ? data : EMPTY_DATA;
  }

  private async openNamed(name: string): Promise<void> {
    if (!this.disk) return;
    const file = await this.disk.open(name);
    this.replace(name, textOf(bytesOf(file.base64)), await this.dataFor(name), true);
    this.follow(file.sha256);
    this.keep();
  }

  /** Take the file of the folder by this name, and with this hash, as the one that is written in. */
  private follow(sha256: string): void {
    const name = this.name;
    this.opened = sha256;
    this.disk?.watch(name, () => void this.changedOnDisk(name).catch((error) => this.fail(error)));
  }

  private async changedOnDisk(name: string): Promise<void> {
    if (!this.disk || name !== this.name) return;
    const file = await this.disk.open(name);
    if (file.sha256 === this.opened) return;
    const again = await ask(`${name} 被别的程序改过`, ["要打开改过的文件，还是保留本页的内容？"], [
      ["打开改过的文件", true],
      ["保留本页的内容", false],
    ]);
    if (again) await this.openNamed(name);
  }

  private replace(name: string, text: string, data: Data, saved = false): void {
    this.endTrial();
    this.name = name;
    this.handle = null;
    this.opened = null;
    this.offerTables([]);
    this.preview.clear();
    this.editor.replace(text);
    recordData(this.editor.view, data);
    this.scores.show(data);
    this.savedText = saved ? text : "";
    this.keep();
    this.state("");
  }

  // Where they go

  private async save(): Promise<void> {
    if (this.disk) return this.saveNamed(this.disk, this.name, this.opened);
    if (!this.handle) return this.saveElsewhere();
    const text = this.editor.text;
    await saveTo(this.handle, text);
    this.saved(text);
  }

  private async saveNamed(disk: Disk, name: string, opened: string | null): Promise<void> {
    const text = this.editor.text;
    try {
      const file = await disk.save(name, base64Of(new TextEncoder().encode(text)), opened);
      this.name = name;
      this.follow(file.sha256);
      this.saved(text);
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      const outside = await ask("没有保存进文件夹", [error.message], [
        ["下载一份", true],
        ["先不保存", false],
      ]);
      if (outside) download(name, text, "text/plain;charset=utf-8");
    }
  }

  private async saveElsewhere(): Promise<void> {
    if (this.disk) {
      const chosen = window.prompt("文件名", this.name);
      if (!chosen) return;
      const name = chosen.endsWith(".credit") ? chosen : `${chosen}.credit`;
      return this.saveNamed(this.disk, name, name === this.name ? this.opened : null);
    }
    const text = this.editor.text;
    this.handle = await saveAs(this.name, text);
    if (this.handle) this.name = this.handle.name;
    this.saved(text);
  }

  /** Take a text as saved; what was typed while it was being saved is not. */
  private saved(text: string): void {
    this.savedText = text;
    this.keep();
    if (!this.unsaved) this.state("已保存");
  }

  private async export(format: string): Promise<void> {
    const file = await makeFile(this.service, { table: this.tableChoice.value || null, kind: "print", format });
    download(file.name, bytesOf(file.content));
  }

  /** Save the whole document: its text, and every table in its place. */
  private async exportWhole(): Promise<void> {
    const format = await ask("全文存为哪一种文件", ["正文和各张表，照印发的顺序。"], [
      ["Word 文档", "docx"],
      ["网页", "html"],
      ...(this.disk ? [["PDF", "pdf"] as [string, string]] : []),
    ]);
    if (!format) return;
    const file = await makeFile(this.service, { table: null, kind: "whole", format });
    download(file.name, bytesOf(file.content));
  }

  private title(): void {
    byId("file-name").textContent = this.name;
    byId("file-name").title = this.name;
    document.title = `${this.unsaved ? "* " : ""}${this.name} 考核方案工作台`;
    if (this.unsaved) this.state(["有改动，还没有保存", this.unkept && `不能自动保存：${this.unkept}`].filter(Boolean).join("；"));
  }

  private state(words: string): void {
    byId("file-state").textContent = words;
  }

  private fail(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    void tell("没有做成", error instanceof Error ? error.message : String(error));
  }
}

/** Start the page on a carrier; `disk` is null where the page has no folder; `store` keeps what is being written. */
export async function startPage(carrier: Carrier, disk: Disk | null, store: Store): Promise<void> {
  await new Page(carrier, disk, store).open();
}
