/** Small helpers that make elements of the page. Text goes in as text: no string is ever read as HTML here. */

type Child = Node | string | null | undefined | false;

interface Attributes {
  [name: string]: string | boolean | number | ((event: never) => void) | undefined;
}

/** Make an element; attributes that begin with `on` are listeners, `true` is an empty attribute, `false` leaves it out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Return the element of the page with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element as T;
}

/** Replace what an element holds. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
}

/** A button with a text and what it does. */
export function button(text: string, onclick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return make("button", { type: "button", onclick, ...attributes }, text);
}
