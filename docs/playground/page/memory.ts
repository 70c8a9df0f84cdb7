// All that is kept from one visit to the next: the language and the colours.

const START = "filter-audit-playground-";

/** What was chosen on an earlier visit. */
export function recall(name: "language" | "theme"): string | undefined {
  try {
    return localStorage.getItem(START + name) ?? undefined;
  } catch {
    // Some browsers keep nothing.
    return undefined;
  }
}

/** Keeps a choice for the next visit. */
export function remember(name: "language" | "theme", value: string): void {
  try {
    localStorage.setItem(START + name, value);
  } catch {
    // Then not.
  }
}
