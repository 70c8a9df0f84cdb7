/** An element of the page that must be there. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** What an element is made with: attributes, and what it holds. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element. Whatever is given is text or an attribute, never markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (typeof value === "string") element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Says what is wrong at a control, or that nothing is. */
export function sayProblem(place: HTMLElement, sentence: string | undefined): void {
  place.hidden = sentence === undefined;
  place.textContent = sentence ?? "";
}

/** A function that is called once, when it has not been asked for so many milliseconds. */
export function debounced(act: () => void, milliseconds: number): () => void {
  let timer: number | undefined;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, milliseconds);
  };
}
