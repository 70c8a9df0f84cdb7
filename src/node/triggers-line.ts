import type { Message } from "../audit/message.ts";
import type { Match, Trigger } from "../filter/match.ts";
import { escapeJson } from "../report/json.ts";
import type { OutputProvenance } from "../report/provenance.ts";

/**
 * A triggered message as one line of JSON Lines, line feed included: its name, the ids of the rules that
 * fire in the order of `triggers`, and where their terms match: `[start, end)` in UTF-16 code units, each span
 * once, ordered by start, then longer first. Never its text.
 *
 * The name is its id, a string or a number as it came; else `file:line`; null if it has neither. What a
 * terminal would obey or hide is escaped.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { triggersLine } from "filter-audit/node";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines", name: "drinks" }));
 * const message = { id: "m1", text: "green tea" };
 * triggersLine(message, filter.triggers(message.text)); // => "{\"message\":\"m1\",\"rules\":[\"drinks:tea\"],\"matches\":[[6,9]]}\n"
 * ```
 */
export function triggersLine(message: Message, triggers: readonly Trigger[]): string {
  return writeLine({
    message: nameOf(message),
    rules: triggers.map(({ rule }) => rule.id),
    matches: spansOf(triggers.flatMap(({ matches }) => matches)),
  });
}

/**
 * The same line for a message with more matches than can be kept: `matches` is empty, and `omitted` says how
 * many the rules have, with one that several of them need counted for each.
 *
 * @example
 * ```ts
 * import { omittedLine } from "filter-audit/node";
 *
 * JSON.parse(omittedLine({ id: "m1", text: "tea" }, ["drinks:tea"], 2_000_000)).omitted; // => 2000000
 * ```
 */
export function omittedLine(message: Message, rules: readonly string[], omitted: number): string {
  return writeLine({ message: nameOf(message), rules, matches: [], omitted });
}

/**
 * Lines of which the first tells what makes them, made of lines that do not.
 *
 * @example
 * ```ts
 * import { omittedLine, tellingLines } from "filter-audit/node";
 *
 * const lines = omittedLine({ id: "m1", text: "tea" }, ["drinks:tea"], 2_000_000);
 * JSON.parse(tellingLines(lines, { version: "1.2.3" })).provenance; // => { version: "1.2.3" }
 * ```
 */
export function tellingLines(lines: string, provenance: OutputProvenance): string {
  const first = lines.indexOf("\n");
  return first === -1
    ? lines
    : `${lines.slice(0, first - 1)},"provenance":${escapeJson(JSON.stringify(provenance))}${lines.slice(first - 1)}`;
}

function writeLine(line: unknown): string {
  return `${escapeJson(JSON.stringify(line))}\n`;
}

function nameOf({ id, source }: Message): string | number | null {
  return id ?? (source === undefined ? null : `${source.file}:${source.line}`);
}

function spansOf(matches: readonly Match[]): [start: number, end: number][] {
  const ordered = matches.map(({ start, end }): [number, number] => [start, end]);
  ordered.sort(([start, end], [otherStart, otherEnd]) => start - otherStart || otherEnd - end);
  return ordered.filter(([start, end], index) => {
    const before = ordered[index - 1];
    return before === undefined || before[0] !== start || before[1] !== end;
  });
}
