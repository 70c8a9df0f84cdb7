import { type KeywordList, type ListOptions, parseList } from "../../src/lists/lists.ts";

// A list in few words, for tests that compare it as a whole.

/** The list, and what it says in strings: rules as `line: parts | other`, issues as `line severity code`. */
export interface ReadList {
  readonly list: KeywordList;
  readonly rules: readonly string[];
  readonly issues: readonly string[];
}

/** Parts as `a*2 & b/c`: alternatives with `/`, gaps as `a~0-5~b`, anchors as `a@word`. */
export function describeRule(list: KeywordList, index: number): string {
  const rule = list.rules[index];
  const parts = (rule?.parts ?? []).map(({ anyOf, min }) => {
    const terms = anyOf.map(({ text, anchor, gaps = [], expression }) => {
      let written = "";
      let at = 0;
      for (const gap of gaps) {
        written += `${text.slice(at, gap.before)}~${gap.min}-${gap.max}~`;
        at = gap.before;
      }
      const end = anchor === undefined ? "" : `@${anchor}`;
      const source = expression === undefined ? "" : `/${expression.source}/${expression.flags}`;
      return `${written}${text.slice(at)}${end}${source}`;
    });
    return `${terms.join("/")}${min === 1 ? "" : `*${min}`}`;
  });
  const flags = [
    ...(rule?.ordered === true ? ["ordered"] : []),
    ...(rule?.overlap === "disjoint" ? ["disjoint"] : []),
  ];
  return `${rule?.source.line}: ${[parts.join(" & "), ...flags].join(" | ")}`;
}

/** Reads a list. */
export function readList(input: string | Uint8Array, options: ListOptions): ReadList {
  const list = parseList(input, options);
  return {
    list,
    rules: list.rules.map((_rule, index) => describeRule(list, index)),
    issues: list.issues.map(({ line, severity, code }) => `${line} ${severity} ${code}`),
  };
}
