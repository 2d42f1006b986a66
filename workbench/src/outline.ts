/** The outline of the scheme: tables, sections and items, each a way to its line. */

import { button, fill, make } from "./elements";
import type { DocumentSymbol, Position } from "./protocol";

/** The kind of symbol that a block is (数据, 等次): it holds many names, and is folded at first. */
const BLOCK = 23;

export class Outline {
  /** The blocks that were unfolded, by their place in the outline. */
  private readonly unfolded = new Set<string>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly goTo: (position: Position) => void,
  ) {}

  show(symbols: DocumentSymbol[]): void {
    fill(
      this.parent,
      symbols.length ? this.list(symbols, "") : make("p", { class: "quiet" }, "写下第一个标题后，这里是大纲。"),
    );
  }

  /** `path`: the names of what the symbols stand in. */
  private list(symbols: DocumentSymbol[], path: string): HTMLElement {
    return make("ul", {}, ...symbols.map((symbol) => make("li", {}, ...this.parts(symbol, `${path}/${symbol.name}`))));
  }

  private parts(symbol: DocumentSymbol, path: string): (Node | null)[] {
    const link = button(symbol.name, () => this.goTo(symbol.selectionRange.start), { class: "link" });
    const below = symbol.children?.length ? this.list(symbol.children, path) : null;
    if (symbol.kind === BLOCK && below) return [link, this.folded(below, symbol.children!.length, path)];
    const detail = detailOf(symbol);
    return [link, detail ? make("span", { class: "quiet" }, ` ${detail}`) : null, below];
  }

  private folded(below: HTMLElement, count: number, path: string): HTMLElement {
    const box = make("details", { open: this.unfolded.has(path) }, make("summary", { class: "quiet" }, `列出 ${count} 个`), below);
    box.addEventListener("toggle", () => (box.open ? this.unfolded.add(path) : this.unfolded.delete(path)));
    return box;
  }
}

/** Return what is said beside a name, without the names that it begins with: `明确分工：是否` says `是否`. */
function detailOf({ name, detail = "" }: DocumentSymbol): string {
  const [names, said] = [detail.split("：", 1)[0]!, detail.slice(detail.indexOf("：") + 1)];
  if (names !== detail && names.split("、").includes(name)) return said;
  return detail.startsWith(name) ? detail.slice(name.length).trim() : detail;
}
