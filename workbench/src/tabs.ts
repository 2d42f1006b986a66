/** Tabs as the accessible pattern has them: arrows move, one panel is shown. */

import { byId, make } from "./elements";

export class Tabs {
  private readonly tabs = new Map<string, { tab: HTMLButtonElement; panel: HTMLElement; shown?: () => void }>();

  /** `opened` is called whenever a tab is brought to the front. */
  constructor(private readonly opened: () => void) {}

  /** Add a tab; `shown` is called each time it comes to the front. */
  add(id: string, title: string, shown?: () => void): HTMLElement {
    const first = this.tabs.size === 0;
    const tab = make(
      "button",
      {
        type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`,
        "aria-selected": String(first), tabindex: first ? 0 : -1,
        onclick: () => this.show(id), onkeydown: (event: KeyboardEvent) => this.key(event, id),
      },
      title,
    );
    const panel = make("div", {
      role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, tabindex: 0, hidden: !first,
    });
    byId("tabs").append(tab);
    byId("panels").append(panel);
    this.tabs.set(id, { tab, panel, shown });
    return panel;
  }

  /** Bring a tab to the front. */
  show(id: string): void {
    for (const [name, { tab, panel }] of this.tabs) {
      const current = name === id;
      tab.setAttribute("aria-selected", String(current));
      tab.tabIndex = current ? 0 : -1;
      panel.hidden = !current;
    }
    this.opened();
    this.tabs.get(id)?.shown?.();
  }

  isShown(id: string): boolean {
    return this.tabs.get(id)?.panel.hidden === false;
  }

  private key(event: KeyboardEvent, id: string): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = [...this.tabs.keys()];
    const next = names[(names.indexOf(id) + step + names.length) % names.length]!;
    this.show(next);
    this.tabs.get(next)!.tab.focus();
  }
}
