/** The printed annex beside the scheme. Cells know their lines, lines know their cells. */

import { make } from "./elements";

const MARKS = `
[data-line] { cursor: pointer }
[data-line]:hover { background: #eef4fb }
[data-line].current { background: #fff3c4 }
`;

export class Preview {
  private readonly frame: HTMLIFrameElement;
  private readonly notice = make("p", { class: "notice", role: "status" });
  private line = -1;
  private html = "";

  /** `follow` is called with the line, counted from 0, of a cell that was clicked. */
  constructor(
    parent: HTMLElement,
    private readonly follow: (line: number) => void,
  ) {
    this.frame = document.createElement("iframe");
    this.frame.title = "印发样式";
    // Same origin so that the page can follow clicks; no scripts run inside.
    this.frame.setAttribute("sandbox", "allow-same-origin allow-modals");
    this.frame.addEventListener("load", () => this.opened());
    this.notice.hidden = true;
    parent.append(this.notice, this.frame);
  }

  /** Say whether the page is older than the scheme, because the scheme has errors. */
  stale(stale: boolean): void {
    this.notice.hidden = !stale;
    this.notice.textContent = this.html
      ? "方案里有错误，下面还是出错以前的样子；改好以后自动更新。"
      : "方案里有错误，改好以后这里就是印出来的样子。";
  }

  /** Show nothing, as another scheme is opened. */
  clear(): void {
    this.html = "";
    this.frame.srcdoc = "";
  }

  /** Show a page; where one is shown already, its parts are replaced and the place on it stays. */
  show(html: string): void {
    if (html === this.html) return;
    const inside = this.frame.contentDocument;
    if (!this.html || !inside) {
      this.html = html;
      this.frame.srcdoc = html;
      return;
    }
    this.html = html;
    const next = new DOMParser().parseFromString(html, "text/html");
    inside.head.replaceChildren(...next.head.childNodes, this.marks(inside));
    inside.body.replaceChildren(...next.body.childNodes);
    this.highlight(this.line, false);
  }

  /** Show which cells come from a line, counted from 0. */
  highlight(line: number, scroll = true): void {
    this.line = line;
    const inside = this.frame.contentDocument;
    if (!inside) return;
    inside.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
    const cells = inside.querySelectorAll<HTMLElement>(`[data-line~="${line + 1}"]`);
    cells.forEach((cell) => cell.classList.add("current"));
    if (scroll) cells[0]?.scrollIntoView({ block: "nearest" });
  }

  /** Open the browser's print dialogue for the page. */
  print(): void {
    this.frame.contentWindow?.print();
  }

  private opened(): void {
    const inside = this.frame.contentDocument;
    if (!inside) return;
    inside.head.append(this.marks(inside));
    inside.addEventListener("click", (event) => {
      const cell = (event.target as Element).closest<HTMLElement>("[data-line]");
      const line = Number(cell?.dataset.line?.split(" ")[0]);
      if (line) this.follow(line - 1);
    });
    this.highlight(this.line, false);
  }

  private marks(inside: Document): HTMLStyleElement {
    const style = inside.createElement("style");
    style.textContent = MARKS;
    return style;
  }
}
