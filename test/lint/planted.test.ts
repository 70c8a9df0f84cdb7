import { describe, expect, test } from "@jest/globals";
import { LINT_CODES, lint } from "../../src/lint/lint.ts";
import { parseList } from "../../src/lists/lists.ts";
import {
  GOOD_LINES,
  GOOD_RULES,
  PHRASES,
  PLANTED_CAPTURES,
  PLANTED_LINES,
  PLANTED_RULES,
} from "./planted.ts";

// Each planted defect is found on its line, and nothing else is; without the defects nothing is.

const encoder = new TextEncoder();

/** The bytes of lines, each ended. */
function join(lines: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = lines.flatMap((line) => [
    ...(typeof line === "string" ? encoder.encode(line) : line),
    0x0a,
  ]);
  return Uint8Array.from(parts);
}

/** Lines that may stand beside each other, so that the list does not look like a failed capture. */
const isThere = <T>(value: T | undefined): value is T => value !== undefined;

const found = (result: ReturnType<typeof lint>): unknown[] =>
  result.findings.map(({ list, line, code }) => [list, line, code]);

describe("entries", () => {
  const options = { format: "lines", name: "planted" } as const;

  test("each defect on its line, and nothing else", () => {
    const lines = [...GOOD_LINES, ...PLANTED_LINES.map(([planted]) => planted)];
    expect(found(lint(parseList(join(lines), options)))).toEqual(
      PLANTED_LINES.map(([, , code], index) => ["planted", GOOD_LINES.length + index + 1, code]),
    );
  });

  test("nothing in the list without them", () => {
    const lines = [...GOOD_LINES, ...PLANTED_LINES.map(([, clean]) => clean).filter(isThere)];
    expect(found(lint(parseList(join(lines), options)))).toEqual([]);
  });
});

describe("rules", () => {
  const listOf = (rules: readonly unknown[]) =>
    parseList(`[\n${rules.map((rule) => JSON.stringify(rule)).join(",\n")}\n]\n`, {
      format: "json",
      name: "planted",
    });
  const allowed = (phrases: readonly string[]) =>
    parseList(join(phrases), { format: "lines", name: "allowed" });

  test("each defect on its line, and nothing else", () => {
    const rules = [...GOOD_RULES, ...PLANTED_RULES.map(([planted]) => planted)];
    const allow = allowed([...PHRASES, "punch bowl"]);
    expect(found(lint(listOf(rules), { allow }))).toEqual([
      ...PLANTED_RULES.map(([, , code], index) => ["planted", GOOD_RULES.length + index + 2, code]),
      ["allowed", PHRASES.length + 1, "idle-phrase"],
    ]);
  });

  test("nothing in the list without them", () => {
    const rules = [...GOOD_RULES, ...PLANTED_RULES.map(([, clean]) => clean)];
    const allow = allowed(PHRASES.slice(1));
    expect(found(lint(listOf(rules), { allow: { ...allow, rules: allow.rules } }))).toEqual([
      ["allowed", 1, "single-entry"],
    ]);
  });
});

describe("captures", () => {
  test.each(PLANTED_CAPTURES)("%j", (planted, clean, code, line) => {
    const options = { format: "lines", name: "capture" } as const;
    const own = lint(parseList(planted, options)).findings.filter(
      (finding) => finding.code !== "no-final-newline",
    );
    expect(own.map((finding) => [finding.line, finding.code])).toEqual([[line, code]]);
    expect(found(lint(parseList(clean, options)))).toEqual([]);
  });
});

test("there are more than forty kinds of them, and every kind of lint itself is planted", () => {
  const planted = new Set([
    ...PLANTED_LINES.map(([, , code]) => code),
    ...PLANTED_RULES.map(([, , code]) => code),
    ...PLANTED_CAPTURES.map(([, , code]) => code),
    "idle-phrase",
  ]);
  expect(planted.size).toBeGreaterThan(60);
  const own = Object.entries(LINT_CODES).filter(([, { family }]) => family !== "reading");
  // Neither stands in a list of bytes that is read as lines.
  const apart = ["lone-surrogate", "blank-term"];
  expect(own.map(([code]) => code).filter((code) => !apart.includes(code))).toEqual(
    own.map(([code]) => code).filter((code) => planted.has(code)),
  );
});
