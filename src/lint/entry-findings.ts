import type { KeywordList, ListIssueCode, Rule, Term } from "../lists/lists.ts";
import { findCharacters, type TextHit } from "./characters.ts";
import type { OwnLintCode } from "./codes.ts";
import { quote } from "./finding.ts";
import { createMojibakeTest } from "./mojibake.ts";
import { findResidue, findWholeResidue } from "./residue.ts";
import { findForm, findWidth } from "./shape.ts";

/** Something about one rule of a list. */
export interface RuleHit extends TextHit {
  /** The rule. */
  readonly rule: Rule;
}

/** Issues of the list after which a finding of the same kind on the same line would say nothing new. */
const SAID: Partial<Readonly<Record<OwnLintCode, readonly ListIssueCode[]>>> = {
  "possible-operator": ["unknown-operator", "possible-expression", "html-entity"],
  "html-reference": ["html-entity"],
  "blank-term": ["blank-line", "missing-term"],
};

/** Looks at how the entries of a list are written. */
export function findInEntries({ rules, issues }: KeywordList): RuleHit[] {
  const isMojibake = createMojibakeTest();
  const issuesOf = new Map<number, ListIssueCode[]>();
  for (const { line, code } of issues) {
    const known = issuesOf.get(line);
    if (known === undefined) {
      issuesOf.set(line, [code]);
    } else {
      known.push(code);
    }
  }
  function hitsOf(text: string): readonly TextHit[] {
    const hits = findCharacters(text);
    const misread = isMojibake(text);
    if (misread !== undefined) {
      return [...hits, { code: "mojibake", message: `the entry looks like ${misread}` }];
    }
    const residue = findResidue(text);
    return residue === undefined ? hits : [...hits, residue];
  }

  return rules.flatMap((rule) => {
    const found = new Map<OwnLintCode, TextHit>();
    const said = issuesOf.get(rule.source.line) ?? [];
    const add = (hit: TextHit): void => {
      const isSaid = SAID[hit.code]?.some((code) => said.includes(code)) === true;
      if (!isSaid && !found.has(hit.code)) {
        found.set(hit.code, hit);
      }
    };
    for (const { anyOf } of rule.parts) {
      for (const { text, expression } of anyOf) {
        if (expression === undefined) {
          // What stands side by side in an alternative of an expression need not do so in the entry.
          const isMade = anyOf.length > 1 && !rule.source.raw.includes(text);
          hitsOf(text)
            .filter(({ code }) => !(isMade && OF_NEIGHBOURS.has(code)))
            .forEach(add);
        }
      }
    }
    const literal = loneLiteral(rule);
    const residue = literal && findWholeResidue(literal.text, rules.length <= FEW_RULES);
    if (residue !== undefined) {
      add(residue);
    }
    if (literal !== undefined && ![...found.keys()].some((code) => !HARMLESS.has(code))) {
      const width = literal.anchor === undefined ? findWidth(literal.text) : undefined;
      (width === undefined ? findForm(literal.text) : [width]).forEach(add);
    }
    return [...found.values()].map(({ code, message }) => ({
      code,
      message: `${message}: ${quote(rule.source.raw)}`,
      rule,
    }));
  });
}

/** Findings of characters that stand beside each other. */
const OF_NEIGHBOURS: ReadonlySet<OwnLintCode> = new Set(["mixed-width", "mixed-script"]);

/** Most rules of a list that somebody may have made for a test. */
const FEW_RULES = 20;

/** Findings of characters that leave an entry what it is. */
const HARMLESS: ReadonlySet<OwnLintCode> = new Set([
  "unusual-space",
  "mixed-width",
  "mixed-script",
  "piled-marks",
]);

/** The term of a rule that is nothing but one literal, perhaps anchored. */
function loneLiteral({ parts, exceptions }: Rule): Term | undefined {
  const [part, ...others] = parts;
  const [term, ...alternatives] = part?.anyOf ?? [];
  const isLone =
    others.length + alternatives.length + exceptions.length === 0 &&
    part?.min === 1 &&
    term?.expression === undefined &&
    term?.gap === undefined &&
    term?.gaps === undefined;
  return isLone ? term : undefined;
}
