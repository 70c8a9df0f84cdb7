import { digitsOf } from "../unicode/digits.ts";
import type { Surroundings } from "./agreement.ts";

/** Whether a slice begins or ends between two digits of its text. */
export function cutsNumber(slice: string, { before = "", after = "" }: Surroundings): boolean {
  return (isDigit(lastOf(before)) && isDigit(slice)) || (isDigit(lastOf(slice)) && isDigit(after));
}

function isDigit(text: string): boolean {
  return text !== "" && digitsOf(text.codePointAt(0) ?? 0) !== undefined;
}

/** The last character of a text. */
function lastOf(text: string): string {
  const isPair = (text.codePointAt(text.length - 2) ?? 0) > 0xffff;
  return text.slice(isPair ? -2 : -1);
}
