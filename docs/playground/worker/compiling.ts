import { AuditError } from "../../../src/errors.ts";
import { compileFilter, type Filter } from "../../../src/filter/filter.ts";
import type { SpellingProvider } from "../../../src/labels/spelling.ts";
import type { LintResult } from "../../../src/lint/lint.ts";
import {
  canHoldExpressions,
  type ExpressionProvider,
  type KeywordList,
  type ListOptions,
  parseList,
} from "../../../src/lists/lists.ts";
import { listOptionsOf } from "../model/list-options.ts";
import type { Failure, RulePlace } from "../model/protocol.ts";
import type { FoldSettings, ListSettings } from "../model/settings.ts";

/** A failure that belongs to a control of the page. */
export class PageFailure extends Error {
  /** Always this. */
  override readonly name = "PageFailure";
  /** What is wrong. */
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.reason);
    this.failure = failure;
  }
}

/** A filter, and what it was made of. */
export interface Compiled {
  /** The filter. */
  readonly filter: Filter;
  /** The lists as they were read, in the order of the page. */
  readonly lists: readonly KeywordList[];
  /** What of them is wrong. Worked out when asked. */
  lint(): Promise<LintResult>;
  /** Where a rule stands. */
  placeOf(id: string): RulePlace | undefined;
}

/**
 * Reads the lists and compiles them, as the command does.
 *
 * @throws PageFailure that says which list, or which option, it is
 */
export async function compile(
  settings: readonly ListSettings[],
  folding: FoldSettings,
): Promise<Compiled> {
  checkNames(settings);
  const expressions = settings.some(({ format }) => canHoldExpressions(format))
    ? (await import("../../../src/expressions/expressions.ts")).expressions
    : undefined;
  const lists = settings.map((list, index) => read(list, index, expressions));
  const spellings =
    folding.hasScript || folding.folds.includes("regional")
      ? (await import("../../../src/spellings/spellings.ts")).spellings
      : undefined;
  const named = lists.filter((_, index) => settings[index]?.isAllowed === false);
  const allow = lists.filter((_, index) => settings[index]?.isAllowed === true);
  const filter = compileAll(named, allow, folding, spellings, expressions, lists);
  let places: ReadonlyMap<string, RulePlace> | undefined;
  return {
    filter,
    lists,
    lint: async () => {
      const { lint } = await import("../../../src/lint/lint.ts");
      return lint(named, {
        ...boundsOf(folding),
        allow,
        fileNames: new Map(lists.map(({ name }) => [name, name])),
        ...(spellings === undefined || !folding.folds.includes("regional") ? {} : { spellings }),
      });
    },
    placeOf: (id) => {
      places ??= new Map(
        lists.flatMap(({ rules }, list) =>
          rules.map(
            (rule) => [rule.id, { list, line: rule.source.line, raw: rule.source.raw }] as const,
          ),
        ),
      );
      return places.get(id);
    },
  };
}

function boundsOf({ folds, separatorGap, minDigits }: FoldSettings): {
  readonly folds: FoldSettings["folds"];
  readonly separatorGap?: number;
  readonly minDigits?: number;
} {
  return {
    folds,
    ...(folds.includes("separators") ? { separatorGap } : {}),
    ...(folds.includes("digits") ? { minDigits } : {}),
  };
}

function checkNames(settings: readonly ListSettings[]): void {
  const names = new Set<string>();
  for (const [list, { name }] of settings.entries()) {
    if (name === "") {
      throw new PageFailure({ at: "list", list, reason: "has no name, expected one" });
    }
    if (names.has(name)) {
      const reason = "another list has the same name, expected one of its own";
      throw new PageFailure({ at: "list", list, reason });
    }
    names.add(name);
  }
}

function read(
  settings: ListSettings,
  list: number,
  expressions: ExpressionProvider | undefined,
): KeywordList {
  try {
    const options = { ...listOptionsOf(settings), ...(expressions && { expressions }) };
    return parseList(settings.bytes, options as ListOptions);
  } catch (error) {
    throw failureAt("list", error, list);
  }
}

function compileAll(
  named: readonly KeywordList[],
  allow: readonly KeywordList[],
  folding: FoldSettings,
  spellings: SpellingProvider | undefined,
  expressions: ExpressionProvider | undefined,
  lists: readonly KeywordList[],
): Filter {
  try {
    return compileFilter(named, {
      ...boundsOf(folding),
      allow,
      ...(spellings === undefined ? {} : { spellings }),
      ...(expressions === undefined ? {} : { expressions }),
    });
  } catch (error) {
    const source = error instanceof AuditError ? error.source : undefined;
    const list = lists.findIndex(({ name }) => name === source);
    throw list === -1 ? failureAt("folds", error) : failureAt("list", error, list);
  }
}

/** What went wrong as a sentence at its control; a fault of the page itself stays what it is. */
export function failureAt(at: Failure["at"], error: unknown, list?: number): unknown {
  const place = list === undefined ? {} : { list };
  if (error instanceof AuditError) {
    const line = error.line === undefined ? {} : { line: error.line };
    const code = error.code === "interrupted" ? ({ code: "cancelled" } as const) : {};
    return new PageFailure({ at, ...place, ...line, ...code, reason: error.reason });
  }
  return error instanceof RangeError || error instanceof TypeError
    ? new PageFailure({ at, ...place, reason: error.message })
    : error;
}
