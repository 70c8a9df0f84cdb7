import fc from "fast-check";

// Expressions that often become conditions: literals, gaps, classes, edges and lookaheads of few characters. What is
// generated is an expression for RegExp with flag u as well.

const character = fc.constantFrom("a", "b", "A", "_", "国", "民", "党", "😀", "-");

const { tree: source } = fc.letrec<{ tree: string; row: string; item: string; atom: string }>(
  (tie) => ({
    tree: fc.array(tie("row"), { minLength: 1, maxLength: 2 }).map((rows) => rows.join("|")),
    row: fc.array(tie("item"), { minLength: 1, maxLength: 4 }).map((items) => items.join("")),
    item: fc.oneof(
      { depthSize: "small" },
      { weight: 6, arbitrary: tie("atom") },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ".*",
          ".*?",
          ".",
          ".{0,2}",
          ".?",
          "[^一-龥]*",
          "[^一-龥]{0,3}?",
          "[\\s\\S]*",
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom("^", "$", "\\b", "^.*", ".*$") },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie("atom"), fc.constantFrom("?", "{2}", "{0,2}", "+", "*", "??", "{1,2}?"))
          .map(([atom, count]) => `${atom}${count}`),
      },
    ),
    atom: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 5, arbitrary: character },
      {
        weight: 1,
        arbitrary: fc.constantFrom("[ab]", "[国國民]", "[aA]", "\\x61", "\\u56fd", "[^一-龥]"),
      },
      { weight: 2, arbitrary: tie("tree").map((tree) => `(${tree})`) },
    ),
  }),
);

const looking = fc
  .tuple(
    fc.constantFrom("", "^"),
    fc.array(
      fc
        .tuple(fc.constantFrom(".*", ".*?", "", "[\\s\\S]*"), source)
        .map(([any, tree]) => `(?=${any}(?:${tree}))`),
      { minLength: 1, maxLength: 2 },
    ),
    fc.constantFrom(".*", ".*?", "", "[\\s\\S]*"),
    source,
  )
  .map(([start, looks, any, tree]) => `${start}${looks.join("")}${any}(?:${tree})`);

/** An expression. */
export const conditionSource: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: source },
  { weight: 1, arbitrary: looking },
  { weight: 1, arbitrary: fc.tuple(looking, looking).map((sides) => sides.join("|")) },
);

/** Texts of the same characters, and line breaks. */
export const conditionText: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom("a", "b", "A", "_", "国", "民", "党", "😀", "-", "\n", "\u2028"),
  maxLength: 12,
});
