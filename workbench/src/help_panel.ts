/** Help: 怎么写 pages by what offices say, searched as one types. */

import { byId, fill, make } from "./elements";

interface Page {
  title: string;
  html: string;
  text: string;
}

/** How much of a sentence a page must have in common with it, and how many such pages are shown. */
const ALIKE = 0.4;
const MOST_ALIKE = 3;

/** Return every two letters of words that follow one another, without figures and signs. */
function pairsOf(words: string): Set<string> {
  const letters = words.replace(/[^\p{L}]/gu, "");
  return new Set([...letters].slice(1).map((letter, at) => letters[at]! + letter));
}

export class HelpPanel {
  private pages: Page[] | null = null;
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

  /** Return the pages that have most in common with a sentence of a document, the nearest first. */
  private alike(sentence: string): Page[] {
    const pairs = [...pairsOf(sentence)];
    const near = (this.pages ?? []).map((page) => ({ page, share: pairs.filter((pair) => page.text.includes(pair)).length / pairs.length }));
    return near
      .filter(({ share }) => share >= ALIKE)
      .sort((a, b) => b.share - a.share)
      .slice(0, MOST_ALIKE)
      .map(({ page }) => page);
  }

  private draw(): void {
    const words = this.words.value.trim().split(/\s+/).filter(Boolean);
    const exact = (this.pages ?? []).filter((page) => words.every((word) => page.text.includes(word)));
    const hits = exact.length ? exact : this.alike(words.join(""));
    fill(
      this.list,
      exact.length || !hits.length ? null : make("p", { class: "quiet" }, "没有一字不差的，下面几页最接近。"),
      ...hits.map((page) => {
        const body = make("div");
        // The pages come from the program, never from a scheme or from data.
        body.append(...new DOMParser().parseFromString(page.html, "text/html").body.childNodes);
        return make("details", { open: hits.length === 1 || (!exact.length && page === hits[0]) }, make("summary", {}, page.title), body);
      }),
      hits.length ? null : make("p", { class: "quiet" }, "没有找到。换一个词，例如“每”“排名”“否决”。"),
    );
  }
}
