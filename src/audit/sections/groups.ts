import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { createPseudonyms, type Pseudonyms } from "../../privacy/privacy.ts";
import { checkCount, checkObject, checkString, fail } from "../field-check.ts";
import {
  checkGroupSketch,
  createGroupSketch,
  type GroupSketch,
  mergeGroupSketches,
} from "../group-sketch.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";

/** Most groups that are kept. */
const MOST_GROUPS = 10_000;

/** Longer values are cut, in UTF-16 code units: they come from the data. */
const MOST_UNITS = 200;

/** By what messages are grouped. */
export interface GroupBy {
  /** The field of the messages. */
  readonly field: string;
  /** Whether the values of the field stand in the tally as they are, else as pseudonyms. Default: false. */
  readonly showValues?: boolean;
}

/** What the section is asked for. */
export interface GroupsOptions {
  /** Groups messages by a field. Default: no groups. */
  readonly groupBy?: GroupBy;
  /** The key of the pseudonyms. Needed where values are not shown as they are, and to count users of a group. */
  readonly key?: Uint8Array;
}

/** Messages by the value of a field. */
export interface GroupsTally {
  /** The field. */
  readonly field: string;
  /** Whether the names of the groups are the values themselves. */
  readonly isShown: boolean;
  /** The groups; the same key made their names and users, or none did. */
  readonly groups: GroupSketch;
  /** Messages without the field, or with a value that is no string, number or truth value. */
  readonly ungrouped: number;
}

/** The section `groups`: counted if it is asked for. */
export const groupsSection: Section<GroupsTally, GroupsOptions> = {
  create: createGroups,
  merge: mergeGroups,
  check: checkGroups,
};

function createGroups(
  _filter: Filter,
  { groupBy, key }: GroupsOptions,
): SectionCounter<GroupsTally> | undefined {
  if (groupBy === undefined) {
    return undefined;
  }
  const { field, showValues = false } = groupBy;
  if (typeof field !== "string" || typeof showValues !== "boolean") {
    throw new TypeError(
      "groupBy is not what it should be, expected a field and perhaps showValues",
    );
  }
  const pseudonyms = key === undefined ? undefined : createPseudonyms(key);
  const nameOf = showValues
    ? cut
    : pseudonyms === undefined
      ? undefined
      : namesBy(pseudonyms, field);
  if (nameOf === undefined) {
    throw new TypeError("groupBy has no key for its pseudonyms, expected one, or showValues");
  }
  const groups = createGroupSketch(MOST_GROUPS, true);
  let ungrouped = 0;
  return {
    add: ({ message, fired }) => {
      const value = fieldValue(message, field);
      if (value === undefined) {
        ungrouped++;
        return;
      }
      const user = fieldValue(message, "user");
      groups.add(
        nameOf(value),
        fired.length > 0,
        user === undefined ? undefined : pseudonyms?.hashText(`user\n${user}`),
      );
    },
    finish: () => ({
      field,
      isShown: showValues,
      groups: groups.finish(),
      ungrouped,
    }),
  };
}

function fieldValue(message: object | undefined, field: string): string | undefined {
  if (message === undefined || !Object.hasOwn(message, field)) {
    return undefined;
  }
  const value = (message as Readonly<Record<string, unknown>>)[field];
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? `${value}`
    : undefined;
}

function namesBy(pseudonyms: Pseudonyms, field: string): (value: string) => string {
  return (value) => pseudonyms.of(field, value);
}

function cut(value: string): string {
  return value.length > MOST_UNITS ? `${value.slice(0, MOST_UNITS)}…` : value;
}

function mergeGroups(a: GroupsTally | undefined, b: GroupsTally | undefined): GroupsTally {
  if (a === undefined || b === undefined || a.field !== b.field || a.isShown !== b.isShown) {
    throw new AuditError("tally-mismatch", "tallies group their messages by different fields");
  }
  return {
    ...a,
    groups: mergeGroupSketches(a.groups, b.groups),
    ungrouped: a.ungrouped + b.ungrouped,
  };
}

function checkGroups(value: unknown, path: string, tally: Tally): void {
  const groups = checkObject(value, path);
  checkString(groups.field, `${path}.field`);
  if (typeof groups.isShown !== "boolean") fail(`${path}.isShown`, "true or false");
  const { messages, triggered } = tally;
  const sketch = checkGroupSketch(
    groups.groups,
    `${path}.groups`,
    MOST_GROUPS,
    { messages, triggered },
    true,
  );
  const rest = messages - sketch.messages;
  checkCount(groups.ungrouped, `${path}.ungrouped`, rest, rest);
}
