/** HTML that is safe to put into a page: every text in it has been escaped. */
export interface Markup {
  /** The HTML. */
  readonly markup: string;
}

/** What can stand in a template: text is escaped, markup stands as it is, nothing leaves nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// NUL and lone surrogates have no place in a file of HTML. Texts of the data are made visible before they come here.
const SPECIAL = /[&<>"']|\0|\p{Cs}/gu;

/** Text as HTML, between tags or within quotes. */
export function escapeHtml(text: string): string {
  return text.replace(SPECIAL, (found) => ENTITIES[found] ?? "\ufffd");
}

/** A template of HTML: what is put into it is escaped unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let markup = strings[0] ?? "";
  for (const [index, value] of values.entries()) {
    markup += markupOf(value) + (strings[index + 1] ?? "");
  }
  return { markup };
}

/** HTML that was not made by a template: only for what holds no text of the data. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** Markup of any content. */
export function markupOf(value: Content): string {
  if (value === undefined) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(markupOf).join("");
}

/** Contents with something between them. */
export function join(contents: readonly Content[], between: string): Content {
  return contents.map((content, index) => (index === 0 ? content : [between, content]));
}
