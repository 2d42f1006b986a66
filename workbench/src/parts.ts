/** On a narrow screen one of the two parts is shown: 写方案 or 看结果. On a wide one both are, whatever is chosen here. */

import { button, byId } from "./elements";

export type PartName = "writing" | "reading";

export class Parts {
  private readonly main = document.querySelector("main")!;
  private readonly buttons = new Map<PartName, HTMLButtonElement>();

  constructor() {
    this.add("writing", "写方案");
    this.add("reading", "看结果");
    this.show("writing");
  }

  /** Bring a part to the front. */
  show(part: PartName): void {
    this.main.dataset.part = part;
    for (const [name, choice] of this.buttons) choice.setAttribute("aria-pressed", String(name === part));
  }

  private add(name: PartName, words: string): void {
    const choice = button(words, () => this.show(name));
    this.buttons.set(name, choice);
    byId("parts").append(choice);
  }
}
