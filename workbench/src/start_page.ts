/** The start page: from a Word table, an existing scheme, an empty one, or an example. */

import { button, byId, fill, make } from "./elements";
import { chooseFile, type OpenedFile } from "./local_files";
import { documents, type Starter, starters } from "./requests";
import type { Service } from "./service";

export interface StartEvents {
  importTable(file: OpenedFile): Promise<void>;
  open(): Promise<void>;
  openNamed(name: string): Promise<void>;
  create(): void;
  example(name: string, text: string, data: string): void;
  fail(error: unknown): void;
}

/** Ways in which an office's table comes: what the importer reads. */
export const TABLE_KINDS = [".docx", ".xlsx", ".html", ".htm", ".tsv", ".txt", ".md"];

/** What a pasted table is called. */
export const PASTED = "粘贴的表格";

/** Show the start page. `names`: schemes in the folder, where the page has one. `open`: what is open, null for nothing. */
export async function showStart(service: Service, events: StartEvents, names: string[], open: string | null): Promise<void> {
  const dialog = byId<HTMLDialogElement>("start");
  const leave = (act: () => unknown) => () => {
    dialog.close();
    Promise.resolve(act()).catch(events.fail);
  };
  const card = (title: string, line: string, act: () => unknown) => {
    const element = button("", leave(act));
    element.append(make("b", {}, title), line);
    return element;
  };
  const paste = make("div", {
    class: "paste", contenteditable: "true", role: "textbox", "aria-multiline": "true", tabindex: 0,
    "aria-label": "把 WPS 或 Word 里的表格粘贴到这里", "data-hint": "在 WPS、Word 里选中整张表，复制，再在本页按 Ctrl+V",
  });
  dialog.onpaste = (event) => {
    const file = pastedTable(event);
    event.preventDefault();
    if (file) leave(() => events.importTable(file))();
    else events.fail("剪贴板里没有表格的文字，可能是图片。请在 WPS、Word 里选中整张表，复制，再来粘贴。");
  };
  const published = make("div", { class: "cards" });
  const topics = make("div", { class: "cards" });
  fill(
    dialog,
    make("h2", { id: "start-title" }, "从哪里开始"),
    make(
      "div",
      { class: "cards" },
      open && card("接着写", open, () => undefined),
      card("打开 Word 表格", "去年的考核表（.docx、.xlsx、网页）变成方案草稿", async () => {
        const file = await chooseFile(TABLE_KINDS);
        if (file) await events.importTable(file);
      }),
      card("打开方案", "以前保存的方案（.credit）", () => events.open()),
      card("新建方案", "从一个空白方案写起", () => events.create()),
    ),
    make("h2", {}, "或者在这里粘贴表格"),
    paste,
    ...(names.length ? [make("h2", {}, "这个文件夹里的方案")] : []),
    make("div", { class: "cards" }, ...names.map((name) => card(name, "打开", () => events.openNamed(name)))),
    make("h2", {}, "示例：正式印发的方案"),
    published,
    make("h2", {}, "示例：按主题"),
    topics,
    make("div", { class: "row" }, button("关闭", () => dialog.close())),
  );
  dialog.showModal();
  try {
    const example = (shown: Starter) =>
      card(shown.name, shown.line, () => events.example(shown.name, shown.scheme, shown.data));
    fill(published, ...(await documents(service)).map(example));
    fill(topics, ...(await starters(service)).map(example));
  } catch (error) {
    events.fail(error);
  }
}

/** Return what was pasted as a file that the importer reads: the HTML where there is some, else the text. */
export function pastedTable(event: ClipboardEvent): OpenedFile | null {
  const html = event.clipboardData?.getData("text/html") ?? "";
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (/<table/i.test(html)) return { name: `${PASTED}.html`, bytes: new TextEncoder().encode(html) };
  return text.trim() ? { name: `${PASTED}.tsv`, bytes: new TextEncoder().encode(text) } : null;
}

