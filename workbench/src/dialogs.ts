/** Questions and messages over the page. */

import { button, byId, fill, make } from "./elements";

/** Show a message until it is closed. */
export function tell(title: string, ...content: (Node | string)[]): Promise<void> {
  return ask(title, content, [["知道了", null]]).then(() => undefined);
}

/** Ask a question with some answers; resolve to the value of the one chosen, null where the dialogue was closed. */
export function ask<T>(title: string, content: (Node | string)[], answers: [string, T][]): Promise<T | null> {
  const dialog = byId<HTMLDialogElement>("message");
  return new Promise((resolve) => {
    let chosen: T | null = null;
    const choose = (value: T) => {
      chosen = value;
      dialog.close();
    };
    fill(
      dialog,
      make("h2", { id: "message-title" }, title),
      ...content.map((part) => (typeof part === "string" ? make("p", { class: "explanation" }, part) : part)),
      make(
        "div",
        { class: "row" },
        ...answers.map(([text, value], index) => button(text, () => choose(value), index ? {} : { class: "main" })),
      ),
    );
    dialog.onclose = () => resolve(chosen);
    dialog.showModal();
  });
}
