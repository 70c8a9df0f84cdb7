import type { Condition, Exception, Gap, Part, PlacedGap, Rule, Term } from "../rule.ts";
import { RULES_FORMAT, RULES_VERSION } from "./json.ts";

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** No largest number is written by leaving it out: JSON has no infinity. */
function formatGap({ min, max, of }: Gap): { readonly [name: string]: Json } {
  return {
    min,
    ...(max === Number.POSITIVE_INFINITY ? {} : { max }),
    ...(of === undefined ? {} : { of }),
  };
}

function formatPlacedGap(gap: PlacedGap): Json {
  return { before: gap.before, ...formatGap(gap) };
}

function formatTerm({ text, anchor, gap, gaps, expression }: Term): Json {
  if (expression !== undefined) {
    const { source, flags, dialect } = expression;
    return { text, expression: { source, flags, dialect } };
  }
  if (anchor === undefined && gap === undefined && gaps === undefined) {
    return text;
  }
  return {
    text,
    ...(anchor === undefined ? {} : { anchor }),
    ...(gap === undefined ? {} : { gap: formatGap(gap) }),
    ...(gaps === undefined ? {} : { gaps: gaps.map(formatPlacedGap) }),
  };
}

function formatPart({ anyOf, min }: Part): Json {
  const terms = anyOf.map(formatTerm);
  const [only] = terms;
  return min === 1 && terms.length === 1 && typeof only === "string"
    ? only
    : { anyOf: terms, ...(min === 1 ? {} : { min }) };
}

function formatCondition({ parts, ordered, overlap }: Condition): {
  readonly [name: string]: Json;
} {
  return {
    parts: parts.map(formatPart),
    ...(ordered ? { ordered } : {}),
    ...(overlap === "shared" ? {} : { overlap }),
  };
}

/** The exceptions that more than one rule has, each with a name of its own. */
function nameShared(rules: readonly Rule[]): ReadonlyMap<Exception, string> {
  const counts = new Map<Exception, number>();
  for (const exception of rules.flatMap((rule) => [...new Set(rule.exceptions)])) {
    counts.set(exception, (counts.get(exception) ?? 0) + 1);
  }
  const names = new Map<Exception, string>();
  const taken = new Set<string>();
  for (const [exception, count] of counts) {
    if (count > 1) {
      const stem = exception.source?.raw ?? "exception";
      let name = stem;
      for (let number = 2; taken.has(name); number++) {
        name = `${stem}#${number}`;
      }
      taken.add(name);
      names.set(exception, name);
    }
  }
  return names;
}

function formatRule(rule: Rule, names: ReadonlyMap<Exception, string>): Json {
  const { parts, exceptions, action, severity, scope, metadata, source } = rule;
  const condition = formatCondition(rule);
  const written: { readonly [name: string]: Json } = {
    id: source.raw,
    ...condition,
    ...(exceptions.length === 0
      ? {}
      : {
          exceptions: exceptions.map((exception) => {
            const name = names.get(exception);
            return name === undefined ? formatCondition(exception) : { ref: name };
          }),
        }),
    ...(action === "unknown" ? {} : { action }),
    ...(severity === undefined ? {} : { severity }),
    ...(scope === undefined ? {} : { scope }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
  const [term] = parts[0]?.anyOf ?? [];
  const isPlain = Object.keys(written).length === 2 && parts.length === 1;
  return isPlain && term?.text === source.raw && formatPart(parts[0] as Part) === source.raw
    ? source.raw
    : written;
}

/**
 * Writes rules as JSON that `parseList` reads with the format `json`: one rule a line, in their order. Read under
 * the name of their list they have the same ids, conditions and metadata; `source` says where they stand in the
 * JSON. An exception that several rules have is written once, and is one object again when it is read.
 *
 * Of an expression, what `parseList` makes of it depends on the `expressions` it is given.
 *
 * @example
 * ```ts
 * import { formatRules, parseList } from "filter-audit/lists";
 *
 * const { rules } = parseList("tea\ntea+milk\n", { format: "plus", name: "drinks" });
 * const copy = parseList(formatRules(rules), { format: "json", name: "drinks" });
 * copy.rules.map(({ id }) => id); // => ["drinks:tea", "drinks:tea+milk"]
 * copy.rules[1].parts; // => [{ anyOf: [{ text: "tea" }], min: 1 }, { anyOf: [{ text: "milk" }], min: 1 }]
 * ```
 */
export function formatRules(rules: readonly Rule[]): string {
  const names = nameShared(rules);
  const exceptions = Array.from(
    names,
    ([exception, name]) => `${JSON.stringify(name)}: ${JSON.stringify(formatCondition(exception))}`,
  );
  const lines = rules.map((rule) => JSON.stringify(formatRule(rule, names)));
  return [
    `{ "format": "${RULES_FORMAT}", "version": ${RULES_VERSION},`,
    ...(exceptions.length === 0 ? [] : [`"exceptions": {\n${exceptions.join(",\n")}\n},`]),
    lines.length === 0 ? '"rules": []' : `"rules": [\n${lines.join(",\n")}\n]`,
    "}\n",
  ].join("\n");
}
