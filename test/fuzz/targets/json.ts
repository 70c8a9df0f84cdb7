import { NASTY_NAMES } from "../target.ts";

/** What means something to whatever reads JSON. */
export const JSON_TOKENS: readonly string[] = [
  ...NASTY_NAMES.map((name) => `"${name}":`),
  ...["0", "-1", "1e999", "9007199254740993", "null", "[]", "{}", '""', ",", "[[[[[[", "true"],
  ...['"\\ud800"', "\0", "\ufeff"],
];

/** What JSON says, undefined if it is none: that is refused before anything is made of it. */
export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}
