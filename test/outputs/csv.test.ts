import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { investigate } from "../../src/discovery/discovery.ts";
import { compileFilter, parseList } from "../../src/index.ts";
import { textCell } from "../../src/outputs/cells.ts";
import { formatCsv, formatTsv, TABLE_NAMES, type TableName } from "../../src/outputs/outputs.ts";
import { audit, createTally, type Report, report } from "../../src/report/report.ts";
import { ruleTally, tallyOf } from "../report/tallies.ts";
import { ATTACKS, hostileReport, PROVENANCE, TERMS, UNSEEN, unprintable } from "./reports.ts";

const hostile = hostileReport();

const FORMS = {
  csv: { format: formatCsv, delimiter: "," },
  tsv: { format: formatTsv, delimiter: "\t" },
};

type Form = keyof typeof FORMS;

function read(form: Form, text: string): readonly Record<string, string>[] {
  return parse(text, {
    columns: true,
    delimiter: FORMS[form].delimiter,
    recordDelimiter: "\r\n",
    relaxColumnCount: false,
  });
}

/** A text that can be printed where a test fails. */
function short(text: string): string {
  return text.length > 60
    ? `${JSON.stringify(text.slice(0, 20))} ${text.length}`
    : JSON.stringify(text);
}

/** The text of a cell as it was: what was put before a formula is taken away, and escapes are undone. */
function original(cell: string): string {
  return unprintable(/^'+[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell);
}

describe.each(Object.keys(FORMS) as Form[])("%s", (form) => {
  const { format, delimiter } = FORMS[form];

  test("nothing is lost or reordered: terms, messages, users and texts come back as they were", () => {
    const terms = read(form, format(hostile, { table: "terms" }));
    expect(terms.map(({ term = "" }) => short(original(term))).sort()).toEqual(
      TERMS.map(short).sort(),
    );
    const samples = read(form, format(hostile, { table: "samples" })).filter(
      ({ rule }) => rule === "",
    );
    expect(samples).toHaveLength(ATTACKS.length);
    const came = samples.map(({ message = "", user = "", text = "" }) => ({
      message: original(message),
      user: original(user),
      text: original(text),
    }));
    expect(came).toEqual(hostile.samples?.messages);
    const rules = read(form, format(hostile));
    expect(rules.map(({ rule = "" }) => original(rule))).toEqual(hostile.rules.map(({ id }) => id));
    expect(rules.map(({ term = "" }) => original(term))).toEqual(
      hostile.rules.map(({ terms }) => terms.join(", ")),
    );
    expect(rules.map(({ list = "" }) => original(list))).toEqual(
      hostile.rules.map(({ list }) => list),
    );
  });

  test.each(TABLE_NAMES.filter((name) => hasTable(name)))(
    "nothing of the table %s is run or obeyed",
    (table) => {
      const text = format(hostile, { table });
      expect(text).not.toMatch(UNSEEN);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
      if (form === "csv") expect(text).not.toContain("\t");
      // Whatever a spreadsheet parts cells by.
      for (const cell of text.split(/\r\n|[,;\t]/u)) {
        const bare = cell.replace(/^[ "]+/u, "");
        if (!/^-\d/u.test(bare)) expect(bare).not.toMatch(/^[=+\-@＝＋－＠]/u);
      }
    },
  );

  test("numbers are numbers, not rounded, and what cannot be said is empty", () => {
    const concluded = report(tallyOf(3, 1, [ruleTally("a,b", 1), ruleTally('"', 0)]));
    const [row = {}] = read(form, format(concluded));
    expect(row).toMatchObject({ rule: "words:a,b", term: "a,b", category: "", messages: "1" });
    // Wilson, 1 of 3: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.959963984540054
    expect(Number(row.rate)).toBe(1 / 3);
    expect(Number(row.lower)).toBeCloseTo(0.0614919447, 9);
    expect(Number(row.upper)).toBeCloseTo(0.7923403992, 9);
    const [unfired = {}] = read(form, format(concluded, { table: "unfired" }));
    expect(unfired).toMatchObject({ rule: 'words:"', unmatchable: "false" });
    // 1 - 0.025 ** (1 / 3)
    expect(Number(unfired.upper)).toBeCloseTo(0.7075982261, 9);
  });

  test("a negative number is not taken for a formula", () => {
    const filter = compileFilter(parseList("a\nb\nc\n", { format: "lines" }));
    // a and b stand apart more often than by chance: npmi is below 0.
    const texts = [..."aaaaaaabbbbbbb"].concat(["ab"]);
    const concluded = audit(filter, texts);
    const [pair = {}] = read(form, format(concluded, { table: "pairs" }));
    expect(Number(pair.npmi)).toBeLessThan(0);
  });

  test("a table without rows has its header", () => {
    const text = format(report(tallyOf(2, 0, [ruleTally("a", 0)])));
    expect(text.split("\r\n")).toHaveLength(2);
    expect(text.startsWith(["rule", "list", "term", "condition"].join(delimiter))).toBe(true);
  });

  test("--bom: the bytes EF BB BF come first, and only if they were asked for", () => {
    const [plain, marked] = [format(hostile), format(hostile, { bom: true })];
    expect(marked).toBe(`\ufeff${plain}`);
    expect(Buffer.from(marked).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  test("the first row of a table says what made it, and the table provenance is made of it", () => {
    const [first, second] = read(form, format(hostile, { table: "terms" }));
    expect(second?.provenance).toBe("");
    expect(JSON.parse(unprintable(first?.provenance ?? ""))).toEqual({
      filter: {
        digest: hostile.filter.digest,
        folds: [],
        unicode: hostile.filter.unicode,
        lists: hostile.filter.lists.map(({ name }) => name),
      },
      field: "text",
      ...PROVENANCE,
      level: 0.95,
    });
    const facts = read(form, format(hostile, { table: "provenance" })).map(
      ({ name = "", value = "" }) => [original(name), original(value)],
    );
    expect(facts).toContainEqual(["digest of the filter", hostile.filter.digest]);
    expect(facts).toContainEqual(["command", PROVENANCE.command]);
    expect(facts).toContainEqual(["option <b>|", "=1+1, \u001b[2J"]);
    expect(facts).toContainEqual(["ICU", "78.2"]);
    expect(facts).toContainEqual(["folds", "none"]);
  });

  test("a run that was not read to its end says so in the first row of every table", () => {
    const lists = parseList("a\n", { format: "lines", name: "words" });
    const tally = createTally(compileFilter(lists));
    tally.add({ id: "1", text: "a" });
    const whole = report(tally.finish());
    tally.addIssue({ code: "interrupted", file: "f", line: 2, reason: "the run was ended" });
    const partial = report(tally.finish());
    const said = (of: Report, table: TableName): unknown =>
      JSON.parse(unprintable(read(form, format(of, { table }))[0]?.provenance ?? "")).partial;
    for (const table of ["rules", "terms", "messages"] as const) {
      expect([said(whole, table), said(partial, table)]).toEqual([undefined, true]);
    }
    const cells = (of: Report): unknown[] =>
      read(form, format(of, { table: "messages" })).map((row) => row.partial);
    expect(cells(whole)).toEqual(["false", "false"]);
    expect(cells(partial)).toEqual(["true", "true"]);
    const facts = (of: Report): unknown[] =>
      read(form, format(of, { table: "provenance" })).map(({ name }) => name);
    expect(facts(whole)).not.toContain("partial");
    expect(facts(partial)).toContain("partial");
  });

  test("the ladder and the rules that were discovered are tables", () => {
    // Whoever says rum was captured; whoever says milk was not.
    const messages = Array.from({ length: 80 }, (_, index) => ({
      text: index % 2 === 0 ? `${index} rum` : `${index} milk`,
      user: `u${index}`,
      captured: index % 2 === 0,
    }));
    const filter = compileFilter(parseList("tea\n", { format: "lines" }));
    const investigation = investigate(filter, messages);
    const concluded = audit(filter, messages, { investigation });
    const rows = read(form, format(concluded, { table: "discovered" }));
    expect(rows).toHaveLength(1);
    const [row = {}] = rows;
    expect(row).toMatchObject({ term: "rum", uncaptured: "0", explains: "true" });
    // The two halves have each captured message once, and who wrote it.
    expect(Number(row.captured) + Number(row.heldOutCaptured)).toBe(40);
    expect(row.capturedUsers).toBe(row.captured);
    expect([row.heldOutCapturedRate, row.heldOutUncaptured]).toEqual(["1", "0"]);
    const steps = read(form, format(concluded, { table: "ladder" }));
    expect(steps.find(({ step }) => step === "discovered")?.messages).toBe("40");
    expect(() => format(audit(filter, messages), { table: "discovered" })).toThrow(RangeError);
  });

  test("a table that is not there is refused", () => {
    expect(() => format(hostile, { table: "rows" as TableName })).toThrow(
      new RangeError(`unknown table "rows", expected one of ${TABLE_NAMES.join(", ")}`),
    );
    expect(() => format(report(tallyOf(1, 0, [])), { table: "__proto__" as TableName })).toThrow(
      RangeError,
    );
    expect(() => format(report(tallyOf(1, 0, [])), { table: "captures" })).toThrow(
      "the report has nothing for the table captures, expected one of rules, terms, unfired,",
    );
  });
});

function hasTable(table: TableName): boolean {
  try {
    return formatCsv(hostile, { table }) !== "";
  } catch {
    return false;
  }
}

test("the hostile report has most tables", () => {
  expect(TABLE_NAMES.filter((name) => hasTable(name)).length).toBeGreaterThan(12);
});

test("different texts are different cells", () => {
  const texts = [
    "=1",
    "'=1",
    "''=1",
    "\\u{3d}1",
    "a;=1",
    "a;'=1",
    "a;\\u{3d}1",
    "\t=1",
    "\\u{9}=1",
  ];
  const list = parseList(`${texts.join("\n")}\n`, { format: "lines", name: "w" });
  const terms = read(
    "csv",
    formatCsv(audit(compileFilter(list, { folds: [] }), texts), { table: "terms" }),
  ).map(({ term = "" }) => term);
  expect(new Set(terms).size).toBe(terms.length);
  expect(terms.map(original).sort()).toEqual([...list.rules.flatMap(termsOf)].sort());
});

test("runs of a million quotes, spaces and signs are written as they are, in linear time", () => {
  for (const unit of ['"', "'", " ", ";", "=", '"=', "; "]) {
    const text = `x${unit.repeat(1_000_000 / unit.length)}x`;
    expect(original(textCell(text))).toBe(text);
  }
});

function termsOf({
  parts,
}: {
  readonly parts: readonly { readonly anyOf: readonly { readonly text: string }[] }[];
}): readonly string[] {
  return parts.flatMap(({ anyOf }) => anyOf.map(({ text }) => text));
}
