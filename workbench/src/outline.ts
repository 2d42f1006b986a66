/** The outline of the scheme: tables, sections and items, each a way to its line. */

import { button, fill, make } from "./elements";
import type { DocumentSymbol, Position } from "./protocol";

export class Outline {
  constructor(
    private readonly parent: HTMLElement,
    private readonly goTo: (position: Position) => void,
  ) {}

  show(symbols: DocumentSymbol[]): void {
    fill(this.parent, symbols.length ? this.list(symbols) : make("p", { class: "quiet" }, "写下第一个标题后，这里是大纲。"));
  }

  private list(symbols: DocumentSymbol[]): HTMLElement {
    return make(
      "ul",
      {},
      ...symbols.map((symbol) =>
        make(
          "li",
          {},
          button(symbol.name, () => this.goTo(symbol.selectionRange.start), { class: "link" }),
          symbol.detail ? make("span", { class: "quiet" }, ` ${symbol.detail}`) : null,
          symbol.children?.length ? this.list(symbol.children) : null,
        ),
      ),
    );
  }
}
