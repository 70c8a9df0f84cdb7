import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter, type ScriptLabel, type SpellingProvider } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { DEFAULT_FOLDS, type Fold } from "../../src/unicode/unicode.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveExpansion } from "../support/naive-fold.ts";

// The label of every match of random terms in random texts, against its definition read backwards: the best
// label that holds for some run of the slice's symbols which folds as the term does.

const testOnUnicode17 = hostIsUnicode17("scripts of matches, with naive folds") ? test : test.skip;

const CHARACTERS = [
  ..."发發髮后後台臺檯",
  ..."aAａﬃf①1㍘点點(㈤五",
  ..."\u200b\ufeff\u2f63生\uf900豈岂👨\ud842",
];

const CLASSES = ["发發髮", "后後", "台臺檯", "点點", "岂豈"].map((members) => [...members]);

// Spellings with which all four labels occur: all of one script, and one that fits nothing.
const SCRIPTS = ["发发后台台点岂", "發髮後臺檯點豈", "髮發后台臺點豈"].map((script) => [...script]);

const made: SpellingProvider = (terms) =>
  terms.map((term) => [
    term,
    ...SCRIPTS.map((script) =>
      Array.from(term, (character) => {
        const place = SCRIPTS.map((other) => other.indexOf(character)).find((at) => at >= 0);
        return place === undefined ? character : (script[place] ?? character);
      }).join(""),
    ),
    `${term}台`,
  ]);

function symbolsOf(text: string, folds: readonly Fold[]): string[] {
  return Array.from(text).flatMap((character) => naiveExpansion(character, folds).symbols);
}

function naiveLabel(term: string, slice: string, folds: readonly Fold[]): ScriptLabel {
  const others = folds.filter((fold) => fold !== "script");
  const own = symbolsOf(term, others);
  const folded = symbolsOf(term, folds).join(" ");
  const sets = [
    term,
    symbolsOf(
      term,
      others.filter((fold) => fold !== "case"),
    ).join(""),
  ];
  const spelled = made(sets)
    .flat()
    .map((spelling) => symbolsOf(spelling, others));
  const symbols = symbolsOf(slice, others);
  const runs = symbols
    .map((_, start) => symbols.slice(start, start + own.length))
    .filter(
      (run) => run.length === own.length && symbolsOf(run.join(""), folds).join(" ") === folded,
    );
  const isOneOf = (run: readonly string[], all: readonly (readonly string[])[]): boolean =>
    all.some((other) => other.join(" ") === run.join(" "));
  if (runs.some((run) => isOneOf(run, [own]))) {
    return "exact";
  }
  if (runs.some((run) => isOneOf(run, spelled))) {
    return "variant";
  }
  const allowed = own.map((_, place) =>
    spelled.filter(({ length }) => length === own.length).map((spelling) => spelling[place]),
  );
  return runs.some((run) => run.every((symbol, place) => allowed[place]?.includes(symbol)))
    ? "mixed"
    : "loose";
}

/** A character, or a word of the list by its number, with other members of classes in their places. */
type Piece = string | [word: number, choices: number[]];

function writePiece(piece: Piece, list: readonly (readonly string[])[]): string {
  if (typeof piece === "string") {
    return piece;
  }
  const [word, choices] = piece;
  const characters = (list[word % list.length] ?? []).map((character, place) => {
    const members = CLASSES.find((all) => all.includes(character)) ?? [character];
    return members[(choices[place] ?? 0) % members.length];
  });
  return characters.join("");
}

testOnUnicode17("each label is the best that its definition allows", () => {
  const counts: Record<ScriptLabel, number> = { exact: 0, variant: 0, mixed: 0, loose: 0 };
  const characters = fc.constantFrom(...CHARACTERS);
  const words = fc.array(characters, { minLength: 1, maxLength: 3 });
  const pieces: fc.Arbitrary<Piece> = fc.oneof(
    characters,
    fc.tuple(fc.nat(), fc.array(fc.nat(), { minLength: 3 })),
  );
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 6 }),
      fc.array(pieces, { maxLength: 10 }),
      fc.subarray([...DEFAULT_FOLDS]),
      (list, written, some) => {
        const text = written.map((piece) => writePiece(piece, list)).join("");
        const folds = [...new Set<Fold>([...some, "script"])];
        const filter = compileFilter(
          parseList(list.map((word) => word.join("")).join("\n"), { format: "lines" }),
          {
            folds,
            spellings: made,
          },
        );
        for (const { start, end, term, script } of filter.matches(text)) {
          expect(script).toBe(naiveLabel(term.text, text.slice(start, end), folds));
          counts[script ?? "loose"]++;
        }
      },
    ),
    { numRuns: 1_500 },
  );
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(20);
});
