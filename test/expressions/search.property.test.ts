import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { expressions } from "../../src/expressions/expressions.ts";

// What the engine finds, JavaScript's RegExp with flag u finds: the same spans.

const character = fc.constantFrom(
  ..."abkK_sſSßß1 国民-",
  "😀",
  "\u{10400}",
  "\\ud83d",
  "\\.",
  "\\u2028",
  "\\xdf",
);

const set = fc.constantFrom(
  ".",
  "\\d",
  "\\D",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
  "[ab]",
  "[^ab]",
  "[a-k]",
  "[^\\w国]",
  "[\\s\\S]",
  "[]",
  "[^]",
  "[😀-😅]",
  "[^😀]",
  "[^一-龥]",
  "[\\W_]",
);

const count = fc.constantFrom("*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{1,2}?");

const { tree: source } = fc.letrec<{ tree: string; row: string; item: string; atom: string }>(
  (tie) => ({
    tree: fc.array(tie("row"), { minLength: 1, maxLength: 3 }).map((rows) => rows.join("|")),
    row: fc.array(tie("item"), { minLength: 0, maxLength: 3 }).map((items) => items.join("")),
    item: fc.oneof(
      { weight: 5, arbitrary: tie("atom") },
      { weight: 3, arbitrary: fc.tuple(tie("atom"), count).map((both) => both.join("")) },
      { weight: 1, arbitrary: fc.constantFrom("^", "$", "\\b", "\\B") },
    ),
    atom: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 4, arbitrary: character },
      { weight: 3, arbitrary: set },
      { weight: 2, arbitrary: tie("tree").map((tree) => `(${tree})`) },
    ),
  }),
);

const guarded = fc
  .tuple(
    fc.array(
      fc.tuple(fc.constantFrom("=", "!"), source).map(([sign, tree]) => `(?${sign}.*?(?:${tree}))`),
      { minLength: 1, maxLength: 2 },
    ),
    source,
    fc.constantFrom("", "|b+", "|^(?!.*a).*k"),
  )
  .map(([looks, tree, other]) => `^${looks.join("")}.*?(?:${tree})${other}`);

const text = fc.string({
  unit: fc.constantFrom(
    ..."aabbkKsSſ_1 -国民ß",
    "\n",
    "\r",
    "\u2028",
    "\u00a0",
    "😀",
    "😃",
    "\u{10400}",
    "\u{10428}",
    "\ud83d",
    "\ude00",
    "\u212a",
    "\u1e9e",
  ),
  maxLength: 14,
});

function spansOf(written: string, flags: string, each: string): [number, number][] {
  return [...each.matchAll(new RegExp(written, `g${flags}`))].flatMap(
    (found): [number, number][] =>
      found[0] === "" ? [] : [[found.index, found.index + found[0].length]],
  );
}

for (const [name, sources, runs, least] of [
  ["expressions", source, 2000, 1200],
  ["expressions behind lookaheads", guarded, 800, 300],
] as const) {
  test(`the spans of ${name} are those of RegExp`, () => {
    let compared = 0;
    let found = 0;
    fc.assert(
      fc.property(
        sources,
        fc.constantFrom("", "i", "s", "is"),
        fc.boolean(),
        fc.array(text, { minLength: 6, maxLength: 6 }),
        (written, flags, unicode, texts) => {
          // \b of RegExp counts ſ and K as letters under flags i and u.
          fc.pre(!(/\\b/iu.test(written) && flags.includes("i")));
          const expression = {
            source: written,
            flags: unicode ? `${flags}u` : flags,
            dialect: "javascript",
          } as const;
          let search: ReturnType<typeof expressions.compile>;
          try {
            search = expressions.compile(expression);
          } catch {
            expect(expressions.translate(expression).kind).not.toBe("expression");
            return;
          }
          compared += 1;
          const translation = expressions.translate(expression);
          const literal = translation.kind === "expression" ? translation.term.text : "";
          for (const each of texts) {
            const spans = search(each);
            found += spans.length;
            expect(spans).toEqual(spansOf(written, `${flags}u`, each));
            for (const [start, end] of spans) {
              expect(each.slice(start, end)).toContain(literal);
            }
          }
        },
      ),
      { numRuns: runs },
    );
    expect(compared).toBeGreaterThan(least);
    expect(found).toBeGreaterThan(least);
  });
}
