import type { Message } from "./message.ts";

/**
 * The audited field of a message.
 *
 * @example
 * ```ts
 * import { fieldOf } from "filter-audit";
 *
 * fieldOf({ text: "tea", translation: "thé" }, "translation"); // => "thé"
 * ```
 *
 * @throws TypeError if it is no string, or the message no object; the error never holds what is there instead
 */
export function fieldOf(message: Message, field: string): string {
  if (typeof message !== "object" || message === null) {
    const found = message === null ? "null" : `of type ${typeof message}`;
    throw new TypeError(`a message is ${found}, expected an object or a string`);
  }
  const text: unknown = Object.hasOwn(message, field)
    ? (message as unknown as Readonly<Record<string, unknown>>)[field]
    : undefined;
  if (typeof text !== "string") {
    throw new TypeError(
      `field ${JSON.stringify(field)} of a message is of type ${typeof text}, expected a string`,
    );
  }
  return text;
}
