import { partsText } from "../audit/condition-text.ts";
import type { Exception, Rule } from "../lists/rule.ts";
import { conditionKey } from "./condition-key.ts";

/** What a rule says, and in what it may differ while it is the same rule. */
export type RuleField =
  | "raw"
  | "condition"
  | "exceptions"
  | "action"
  | "severity"
  | "scope"
  | "metadata";

/** One thing that a rule says otherwise than before. */
export interface FieldChange {
  /** What it is. */
  readonly field: RuleField;
  /** For `metadata`, which entry of it. */
  readonly key?: string;
  /** What was said, as text; null: nothing. */
  readonly old: string | null;
  /** What is said now, as text; null: nothing. */
  readonly new: string | null;
}

/** Exceptions that are written out. */
const MOST_EXCEPTIONS = 3;

/** In what two rules that are the same rule differ: fields in a fixed order, metadata by name. */
export function fieldChanges(old: Rule, young: Rule): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (field: RuleField, before: string | null, after: string | null): void => {
    if (before !== after) changes.push({ field, old: before, new: after });
  };
  compare("raw", old.source.raw, young.source.raw);
  if (old.parts !== young.parts && conditionKey(old) !== conditionKey(young)) {
    changes.push({ field: "condition", old: partsText(old), new: partsText(young) });
  }
  if (!haveSameExceptions(old.exceptions, young.exceptions)) {
    changes.push({
      field: "exceptions",
      old: exceptionsText(old.exceptions),
      new: exceptionsText(young.exceptions),
    });
  }
  compare("action", old.action, young.action);
  compare("severity", old.severity ?? null, young.severity ?? null);
  if (JSON.stringify(old.scope) !== JSON.stringify(young.scope)) {
    changes.push({ field: "scope", old: scopeText(old), new: scopeText(young) });
  }
  const keys = new Set([...Object.keys(old.metadata), ...Object.keys(young.metadata)]);
  for (const key of [...keys].sort()) {
    const [before, after] = [old, young].map(({ metadata }) =>
      Object.hasOwn(metadata, key) ? (metadata[key] ?? null) : null,
    ) as [string | null, string | null];
    if (before !== after) changes.push({ field: "metadata", key, old: before, new: after });
  }
  return changes;
}

function scopeText({ scope }: Rule): string | null {
  return scope === undefined ? null : scope.join(", ");
}

function haveSameExceptions(some: readonly Exception[], others: readonly Exception[]): boolean {
  return (
    some === others ||
    (some.length === others.length &&
      some.every((exception, place) => {
        const other = others[place];
        return (
          exception === other ||
          (other !== undefined && conditionKey(exception) === conditionKey(other))
        );
      }))
  );
}

function exceptionsText(exceptions: readonly Exception[]): string | null {
  if (exceptions.length === 0) return null;
  const rest = exceptions.length - MOST_EXCEPTIONS;
  return [
    ...exceptions.slice(0, MOST_EXCEPTIONS).map(partsText),
    ...(rest > 0 ? [`${rest} more`] : []),
  ].join(" or ");
}
