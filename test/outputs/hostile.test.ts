import { describe, expect, test } from "@jest/globals";
import type { Message } from "../../src/audit/message.ts";
import { compileFilter, createTally, parseList } from "../../src/index.ts";
import { triggersLine } from "../../src/node/node.ts";
import {
  explain,
  formatExplanation,
  formatReport,
  formatTally,
  parseTally,
} from "../../src/report/report.ts";
import { displayWidth } from "../../src/report/width.ts";
import { ATTACKS, hostileReport, PROVENANCE, TERMS, UNSEEN, unprintable } from "./reports.ts";

// CSV, TSV and Markdown have tests of their own beside this one, HTML in test/html, SARIF in test/lint.

const report = hostileReport();

describe("json", () => {
  const json = formatReport(report, "json");

  test("nothing is obeyed by a terminal, nothing is lost or reordered", () => {
    expect(json).not.toMatch(UNSEEN);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(report)));
  });

  test("terms come back as they were, each with the messages that hold it", () => {
    const { rules, unfired, provenance } = JSON.parse(json) as typeof report;
    expect(rules.map(({ terms }) => terms[0]).sort()).toEqual([...TERMS].sort());
    expect(unfired.count).toBe(0);
    for (const { terms, messages } of rules) {
      const holding = ATTACKS.filter((attack) => attack.includes(terms[0] ?? ""));
      expect(messages).toBe(holding.length);
    }
    expect(provenance).toEqual(PROVENANCE);
  });
});

describe("text", () => {
  test.each([40, 80, 160])("in %d columns nothing is obeyed, and no line is wider", (columns) => {
    const text = formatReport(report, "text", { columns, top: 1000 });
    expect(text).not.toMatch(UNSEEN);
    expect(text).not.toContain("\t");
    for (const line of text.split("\n")) {
      expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  test("short terms stand there whole, in the order of the report", () => {
    const text = formatReport(report, "text", { columns: 160, top: 1000 });
    const from = text.indexOf("rules fired");
    const short = report.rules
      .map(({ terms }) => terms[0] ?? "")
      .filter((term) => term.length < 40 && term.length > 6);
    const lines = text.slice(from).split("\n");
    const places = short.map((term) => lines.findIndex((line) => unprintable(line).includes(term)));
    expect(places).not.toContain(-1);
    expect(text).toContain("Made by filter-audit 1.2.3 with ICU 78.2:");
  });
});

describe("tally", () => {
  test("nothing is obeyed, and it is read again as it was", () => {
    const filter = compileFilter(
      parseList(`${TERMS.join("\n")}\n`, { format: "lines", name: "=<script>\u202e" }),
    );
    const counter = createTally(filter, { provenance: PROVENANCE });
    for (const attack of ATTACKS) counter.add({ id: attack, text: attack, user: attack });
    const tally = counter.finish();
    const kept = formatTally(tally);
    expect(kept).not.toMatch(UNSEEN);
    expect(kept.trimEnd()).not.toContain("\n");
    expect(parseTally(kept)).toEqual(JSON.parse(JSON.stringify(tally)));
    expect(parseTally(kept).rules.flatMap(({ terms }) => terms)).toEqual(TERMS);
  });
});

describe("triggers and explain", () => {
  const filter = compileFilter(parseList(`${TERMS.join("\n")}\n`, { format: "lines", name: "w" }), {
    folds: [],
  });

  const ids = new Map(filter.rules.map(({ id, parts }) => [parts[0]?.anyOf[0]?.text, id]));

  test.each(ATTACKS.filter(({ length }) => length < 20_000).map((attack) => [attack]))(
    "attack %# is one line that says where it fires, and an answer that is not obeyed",
    (attack) => {
      const message: Message = { id: attack, text: attack };
      const line = triggersLine(message, filter.triggers(attack));
      expect(line).not.toMatch(UNSEEN);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      const {
        message: id,
        rules,
        matches,
      } = JSON.parse(line) as {
        readonly message: string;
        readonly rules: readonly string[];
        readonly matches: readonly (readonly [number, number])[];
      };
      expect(id).toBe(attack);
      expect(rules).toContain(ids.get(attack));
      expect(matches).toContainEqual([0, attack.length]);
      const explanation = explain(filter, attack);
      expect(formatExplanation(explanation, "text")).not.toMatch(UNSEEN);
      const json = formatExplanation(explanation, "json");
      expect(json).not.toMatch(UNSEEN);
      expect((JSON.parse(json) as typeof explanation).text).toBe(attack);
    },
  );
});
