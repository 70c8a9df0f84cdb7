import { createMetadata } from "../entry.ts";
import { readExpression } from "../expression-entry.ts";
import { addLine, type Line, readEachLine } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import { checkChoice } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";
import type { Part } from "../rule.ts";
import { createLinesSyntax } from "./lines.ts";

/**
 * How a list of the app LINE is read: literals as in the format `lines`, and expressions. An entry is an
 * expression if it begins and ends with `.*`.
 *
 * Expressions come in pairs that are mirror images: `.*tea.*(cup|pot).*` and `.*(cup|pot).*tea.*`. A pair is one
 * rule, at its first line: both parts must occur, apart from each other, in any order. The second line is reported
 * (`mirrored-expression`) and kept as metadata `mirror`. (The rule also holds where a line break stands between
 * the parts, which `.` does not match.) An expression without its mirror image is read as in the format
 * `expressions`; without the option `expressions` it is no rule (`expression-refused`).
 *
 * A literal with a full stop between two characters that are not ASCII may be an expression, which nothing says:
 * it is reported (`possible-expression`), and read as `dots` says.
 */
export interface LineListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "line";
  /**
   * What a full stop between two characters that are not ASCII is: itself, or any character. Default: `literal`.
   */
  readonly dots?: "literal" | "expression";
}

const MARK = ".*";
const DOT = /[^\0-\x7F]\.[^\0-\x7F]/u;
const LITERAL = "[^\\\\^$.|?*+()[\\]{}]+";
const UNIT = `(${LITERAL}|\\(${LITERAL}(?:\\|${LITERAL})*\\))`;
const PAIRED = new RegExp(`^\\.\\*${UNIT}\\.\\*${UNIT}\\.\\*$`, "u");

function isExpression(raw: string): boolean {
  return raw.length > 2 * MARK.length && raw.startsWith(MARK) && raw.endsWith(MARK);
}

/** A literal or a group of alternatives, as a part. */
function readUnit(unit: string): Part {
  const texts = unit.startsWith("(") ? unit.slice(1, -1).split("|") : [unit];
  return { anyOf: Array.from(new Set(texts), (text) => ({ text })), min: 1 };
}

/** By line: the line of the mirror image after it, or 0 if it is such a line itself. */
function findMirrors(lines: readonly Line[]): ReadonlyMap<number, Line | 0> {
  const mirrors = new Map<number, Line | 0>();
  /** Those still without mirror image, in their order, by what the image reads. */
  const waiting = new Map<string, Line[]>();
  for (const line of lines) {
    const [, first, second] = PAIRED.exec(line.raw.trim()) ?? [];
    if (first === undefined || second === undefined || first === second) {
      continue;
    }
    const key = JSON.stringify([first, second]);
    const image = JSON.stringify([second, first]);
    const original = waiting.get(key)?.shift();
    if (original !== undefined) {
      mirrors.set(original.line, line);
      mirrors.set(line.line, 0);
    } else {
      const others = waiting.get(image);
      if (others === undefined) {
        waiting.set(image, [line]);
      } else {
        others.push(line);
      }
    }
  }
  return mirrors;
}

function addPair(line: Line, mirror: Line, collector: ListCollector): void {
  const units = PAIRED.exec(line.raw.trim())?.slice(1) ?? [];
  collector.addEntry({
    ...line,
    condition: { parts: units.map(readUnit), ordered: false, overlap: "disjoint" },
    metadata: createMetadata([["mirror", mirror.raw]]),
  });
  collector.addIssue(
    "mirrored-expression",
    mirror.line,
    `the mirror image of line ${line.line}: one rule together`,
  );
}

/**
 * Reads the format `line`.
 *
 * @throws RangeError if `dots` is not one of its values
 */
export function readLine(
  input: ListInput,
  collector: ListCollector,
  { dots = "literal", expressions }: LineListOptions,
): void {
  checkChoice("dots", dots, ["literal", "expression"]);
  const lines: Line[] = [];
  readEachLine(input, collector, (line) => lines.push(line));
  const mirrors = findMirrors(lines);
  const literals = createLinesSyntax();
  for (const line of lines) {
    const source = line.raw.trim();
    const mirror = mirrors.get(line.line);
    if (mirror !== undefined) {
      if (mirror !== 0) {
        addPair(line, mirror, collector);
      }
      continue;
    }
    const hasDot = DOT.test(source);
    if (isExpression(source) || (hasDot && dots === "expression")) {
      addLine(
        line,
        (_raw, report) => {
          const expression = { source, flags: "", dialect: "javascript" } as const;
          const content = readExpression(expression, expressions, report);
          return content && { ...content, whiteSpace: "removed" };
        },
        collector,
      );
      continue;
    }
    if (hasDot) {
      collector.addIssue(
        "possible-expression",
        line.line,
        "a full stop that may stand for any character: read as text",
      );
    }
    addLine(line, literals, collector);
  }
}
