import { escapeCharacter, UNSEEN } from "../unseen.ts";

/** Names that an error names at most. */
const MAX_NAMES = 20;

/** Characters of a name that an error shows at most. */
const MAX_NAME_LENGTH = 40;

const HIDDEN = new RegExp(`["${UNSEEN}]`, "gu");

/** A name that a file has, in quotes: cut where it is long, with what cannot be seen escaped. */
export function quote(name: string): string {
  const characters = Array.from(name.slice(0, 2 * MAX_NAME_LENGTH));
  const shown = characters.slice(0, MAX_NAME_LENGTH).join("");
  return `"${shown.replace(HIDDEN, escapeCharacter)}${shown.length < name.length ? "…" : ""}"`;
}

/** Names that a file has, each in quotes; of many, the first. */
export function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(quote).join(", ");
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}
