import { expect, test } from "@jest/globals";
import { Command } from "commander";
import { commandOf } from "../../docs/playground/model/command-line.ts";
import {
  listOptionsOf,
  OPTION_ROWS,
  optionRowsOf,
} from "../../docs/playground/model/list-options.ts";
import {
  DEFAULT_AUDIT,
  DEFAULT_FOLDING,
  emptyList,
  type ListSettings,
} from "../../docs/playground/model/settings.ts";
import { addListOptions } from "../../src/cli/list-options.ts";
import { type ListOptions, parseList } from "../../src/lists/lists.ts";

test("the page has every option of lists that the command has, for the same formats", () => {
  const ofCommand = addListOptions(new Command())
    .options.map(({ long, description }) => [long, description.split(": ")[0]])
    .filter(([long]) => long !== "--encoding" && long !== "--trim");
  expect(OPTION_ROWS.map(({ flag, of }) => [flag, of.join(", ")])).toEqual(ofCommand);
});

function list(part: Partial<ListSettings>, text = ""): ListSettings {
  return { ...emptyList("words"), bytes: new TextEncoder().encode(text), ...part };
}

/** The terms that the library reads from a list as the page has it. */
function termsOf(settings: ListSettings): readonly string[] {
  const { rules } = parseList(settings.bytes, listOptionsOf(settings) as ListOptions);
  return rules.map(({ parts }) =>
    parts.flatMap(({ anyOf }) => anyOf.map(({ text }) => text)).join("+"),
  );
}

test("what is typed into options is what the library reads with", () => {
  const csv = { format: "csv", options: { termColumn: "word" } } as const;
  expect(termsOf(list(csv, "kind,word\ndrink,tea\n"))).toEqual(["tea"]);
  expect(termsOf(list({ ...csv, options: { termColumn: "2" } }, "kind,word\ndrink,tea\n"))).toEqual(
    ["tea"],
  );
  const bare = { termColumn: "2", header: "yes", delimiter: ";" };
  expect(termsOf(list({ ...csv, options: bare }, "drink;tea\n"))).toEqual(["tea"]);
  const joined = { termColumn: "1", syntax: "plus", sign: "full-width" };
  expect(termsOf(list({ ...csv, options: joined }, "word\nice＋tea+\n"))).toEqual(["ice+tea+"]);
  const either = { operators: "{}=gap, |=or", maxGap: "5" };
  expect(termsOf(list({ format: "yy", options: either }, "tea|ice\n"))).toEqual(["tea+ice"]);
  expect(termsOf(list({ format: "yy" }, "tea|ice\n"))).toEqual(["tea|ice"]);
});

test("an option of another format is passed over", () => {
  const settings = list({ options: { termColumn: "word", maxGap: "no number" } }, "tea\n");
  expect(termsOf(settings)).toEqual(["tea"]);
  expect(optionRowsOf("lines", undefined)).toEqual([]);
  expect(optionRowsOf("csv", "plus").map(({ name }) => name)).toContain("sign");
});

test.each([
  [{ format: "stars", options: { maxGap: "ten" } }, "maxGap: expected a number"],
  [{ format: "yy", options: { operators: "gap" } }, "operators: expected meanings"],
] as const)("%j is refused", (part, reason) => {
  expect(() => listOptionsOf(list(part))).toThrow(reason);
});

const audit = DEFAULT_AUDIT;
const folding = DEFAULT_FOLDING;

test("the command is the one that does the same", () => {
  const lists = [
    list({ name: "my words.csv", format: "csv", options: { termColumn: "term" } }),
    list({ name: "allowed.txt", isAllowed: true }),
  ];
  const inputs = [{ name: "log.jsonl.gz", format: "jsonl" }];
  expect(commandOf({ lists, folding, audit }, inputs)).toEqual({
    line: "filter-audit audit log.jsonl.gz --list 'csv=my words.csv' --allow allowed.txt --term-column term",
    conflicts: [],
  });
  expect(
    commandOf(
      {
        lists: [list({ name: "a" })],
        folding: { ...folding, folds: ["case", "digits"], minDigits: 3 },
        audit: { field: "translation", level: 0.99, samples: 5, showText: true },
      },
      [{ name: "messages.log", format: "jsonl" }],
    ).line,
  ).toBe(
    "filter-audit audit messages.log --list a --folds case,digits --min-digits 3 --message-format jsonl --field translation --level 0.99 --samples 5 --show-text",
  );
});

test.each([
  [["case", "width", "compat", "script", "ignorable", "marks"], " --folds default,marks"],
  [[], " --folds none"],
  [["case", "width", "compat", "script", "ignorable"], ""],
] as const)("folds %j are said as %j", (folds, said) => {
  const { line } = commandOf({ lists: [], folding: { ...folding, folds }, audit }, []);
  expect(line).toBe(`filter-audit audit MESSAGES${said}`);
});

test("lists that differ where the command has one value for all are said to", () => {
  const settings = (column: string): ListSettings =>
    list({ name: column, format: "csv", options: { termColumn: column } });
  const lists = [settings("a"), settings("b")];
  expect(commandOf({ lists, folding, audit }, []).conflicts).toEqual(["--term-column"]);
  const trimmed = [list({ name: "a", trim: true }), list({ name: "b" })];
  expect(commandOf({ lists: trimmed, folding, audit }, []).conflicts).toEqual(["--trim"]);
  const files = [
    { name: "a.log", format: "text" },
    { name: "b.jsonl", format: "jsonl" },
  ];
  expect(commandOf({ lists: [], folding, audit }, files).conflicts).toEqual(["--message-format"]);
});
