import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { compileFilter, type Filter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import { audit } from "../../src/report/audit.ts";
import type { FoldsReport } from "../../src/report/report.ts";
import { DEFAULT_FOLDS, type Fold } from "../../src/unicode/unicode.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveMatches } from "../support/naive.ts";
import { naiveExpansion, naiveFoldTerm, naiveFoldText } from "../support/naive-fold.ts";

// How the matches of two real lists on real messages are spelled. The tables are those that
// `npm run bench -- folds` prints; what they rest on is checked against slow searches: the matches of a sample
// and their smallest sets of folds against all subsets of folds, what each fold adds against a filter without it.

const testOnUnicode17 = hostIsUnicode17("folds of real matches, with naive folds")
  ? test
  : test.skip;

const LISTS: Readonly<Record<string, string>> = {
  "TOM-Skype and Sina UC": "lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv",
  SVP: "lists/citizenlab/SVP/svp_words.csv",
};

/** Makes something when it is asked for first, and gives it again. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const CORPORA: Readonly<Record<string, () => string[]>> = {
  SMS: once(() =>
    linesOf("messages/nus-sms/zh.jsonl").map(
      (line) => (JSON.parse(line) as { readonly text: string }).text,
    ),
  ),
  subtitles: once(() => linesOf("messages/opensubtitles/zh-sampled.txt")),
};

/** Messages that trigger; matches by set of folds; by script label; messages fewer without a fold. */
interface Known {
  readonly triggered: number;
  readonly sets: Readonly<Record<string, number>>;
  readonly script: Readonly<Record<string, number>>;
  readonly without: Readonly<Record<string, number>>;
}

const KNOWN: Readonly<Record<string, Known>> = {
  "TOM-Skype and Sina UC, SMS": {
    triggered: 1661,
    sets: {
      "": 1751,
      case: 11,
      width: 21,
      compat: 21,
      script: 15,
      "case,width": 64,
      "case,compat": 2,
    },
    script: { exact: 1870, variant: 15 },
    without: { case: 60, width: 69, compat: 13, script: 0, ignorable: 0 },
  },
  "TOM-Skype and Sina UC, subtitles": {
    triggered: 1747,
    sets: { "": 2030, case: 21, width: 2, compat: 77, script: 90, "case,compat": 9 },
    script: { exact: 2139, variant: 89, loose: 1 },
    without: { case: 22, width: 1, compat: 65, script: 71, ignorable: 0 },
  },
  "SVP, SMS": {
    triggered: 2099,
    sets: {
      "": 3703,
      case: 167,
      width: 198,
      compat: 1,
      script: 35,
      "case,width": 87,
      "case,compat": 1,
    },
    script: { exact: 4157, variant: 35 },
    without: { case: 72, width: 117, compat: 2, script: 4, ignorable: 0 },
  },
  "SVP, subtitles": {
    triggered: 2141,
    sets: { "": 2750, case: 275, width: 40, compat: 3, script: 102, "case,width": 83 },
    script: { exact: 3151, variant: 101, loose: 1 },
    without: { case: 155, width: 4, compat: 2, script: 47, ignorable: 0 },
  },
};

function linesOf(name: string): string[] {
  return readFileSync(dataPath(name), "utf8").trimEnd().split("\n");
}

const SETS: readonly (readonly Fold[])[] = Array.from(
  { length: 2 ** DEFAULT_FOLDS.length },
  (_, bits) => DEFAULT_FOLDS.filter((_fold, place) => (bits >> place) & 1),
).sort((a, b) => {
  const place = (set: readonly Fold[]): string =>
    set.map((fold) => DEFAULT_FOLDS.indexOf(fold)).join("");
  return a.length - b.length || (place(a) < place(b) ? -1 : 1);
});

const symbolsOf = (text: string, folds: readonly Fold[]): readonly string[] =>
  [...text].flatMap((character) => naiveExpansion(character, folds).symbols);

/** The first of all sets of folds under which a slice is a term from its first to its last character. */
function smallestSet(term: string, slice: string): readonly Fold[] | undefined {
  return SETS.find((folds) =>
    naiveMatches([symbolsOf(term, folds)], slice, (one) => naiveExpansion(one, folds)).some(
      ({ start, end }) => start === 0 && end === slice.length,
    ),
  );
}

/** A term, and what it folds to. */
type Folded = readonly [term: string, form: string];

/** Every match of a text with its smallest set, found slowly. */
function slowMatches(text: string, terms: readonly Folded[]): readonly string[] {
  const folded = naiveFoldText(text, DEFAULT_FOLDS);
  const here = terms.filter(([, form]) => folded.count(form) > 0).map(([term]) => term);
  return naiveMatches(
    here.map((term) => symbolsOf(term, DEFAULT_FOLDS)),
    text,
    (one) => naiveExpansion(one, DEFAULT_FOLDS),
  ).map(({ pattern, start, end }) => {
    const term = here[pattern] ?? "";
    return JSON.stringify([start, end, term, smallestSet(term, text.slice(start, end))]);
  });
}

describeOnData("two lists on two corpora", () => {
  for (const [listName, path] of Object.entries(LISTS)) {
    const list = once(() =>
      parseList(readFileSync(dataPath(path)), {
        format: "csv",
        name: path,
        termColumn: "word",
        trim: true,
      }),
    );
    const compile = (folds: readonly Fold[]): Filter => compileFilter(list(), { folds, spellings });
    const compiled = once(() => compile(DEFAULT_FOLDS));
    for (const [corpusName, read] of Object.entries(CORPORA)) {
      const name = `${listName}, ${corpusName}`;
      describe(name, () => {
        test("the table, and what each fold adds as filters without it count", () => {
          const [texts, filter] = [read(), compiled()];
          const { messages, folds } = audit(filter, texts);
          const { sets, script, without } = folds as FoldsReport;
          const known = KNOWN[name] as Known;
          expect(messages.triggered).toBe(known.triggered);
          expect(Object.fromEntries(sets.map((row) => [row.folds.join(), row.matches]))).toEqual(
            known.sets,
          );
          expect(Object.fromEntries(script.map((row) => [row.label, row.matches]))).toEqual(
            known.script,
          );
          expect(Object.fromEntries(without.map((row) => [row.fold, row.messages]))).toEqual(
            known.without,
          );
          const triggered = texts.filter((text) => filter.test(text));
          for (const fold of DEFAULT_FOLDS) {
            const fewer = compile(DEFAULT_FOLDS.filter((other) => other !== fold));
            expect([fold, triggered.filter((text) => !fewer.test(text)).length]).toEqual([
              fold,
              known.without[fold],
            ]);
          }
        });

        testOnUnicode17("the slow reference agrees on every match of a sample", () => {
          const [texts, filter] = [read(), compiled()];
          const literals = filter.rules.flatMap(({ parts }) =>
            parts.flatMap(({ anyOf }) => anyOf.map(({ text }) => text)),
          );
          const terms = [...new Set(literals)]
            .map((text): Folded => [text, naiveFoldTerm(text, DEFAULT_FOLDS)])
            .filter(([, form]) => form !== "");
          const triggered = texts.filter((text) => filter.test(text));
          const sample = [
            ...texts.filter((_, index) => index % 100 === 0),
            ...triggered.filter((_, index) => index % 10 === 0),
            ...triggered.filter((text) =>
              filter.matches(text).some(({ folds }) => folds.length > 1),
            ),
          ];
          let compared = 0;
          for (const text of new Set(sample)) {
            const matches = filter
              .matches(text)
              .map(({ start, end, term, folds }) => JSON.stringify([start, end, term.text, folds]));
            expect(new Set(matches)).toEqual(new Set(slowMatches(text, terms)));
            compared += matches.length;
          }
          expect(compared).toBeGreaterThan(150);
        });
      });
    }
  }
});
