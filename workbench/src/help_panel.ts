/** Help: 怎么写 pages by what offices say, searched as one types. */

import { byId, fill, make } from "./elements";

export class HelpPanel {
  private pages: { title: string; html: string; text: string }[] | null = null;
  private readonly words = make("input", { type: "search", "aria-label": "在帮助里找", placeholder: "例如：每 扣、排名、一票否决", size: 28 });
  private readonly list = make("div");

  constructor(parent: HTMLElement) {
    this.words.addEventListener("input", () => this.draw());
    parent.append(make("div", { class: "row" }, make("label", {}, "怎么写 ", this.words)), this.list);
  }

  /** Read the pages when help is first looked at. */
  shown(): void {
    if (this.pages) return;
    const pages = JSON.parse(byId("help").textContent ?? "[]") as { title: string; html: string }[];
    this.pages = pages.map((page) => ({ ...page, text: `${page.title} ${page.html.replace(/<[^>]*>/g, " ")}` }));
    this.draw();
  }

  private draw(): void {
    const words = this.words.value.trim().split(/\s+/).filter(Boolean);
    const hits = (this.pages ?? []).filter((page) => words.every((word) => page.text.includes(word)));
    fill(
      this.list,
      ...hits.map((page) => {
        const body = make("div");
        // The pages come from the program, never from a scheme or from data.
        body.append(...new DOMParser().parseFromString(page.html, "text/html").body.childNodes);
        return make("details", { open: hits.length === 1 }, make("summary", {}, page.title), body);
      }),
      hits.length ? null : make("p", { class: "quiet" }, "没有找到。换一个词，例如“每”“排名”“否决”。"),
    );
  }
}
