import { AuditError } from "../../errors.ts";
import type { Filter } from "../../filter/filter.ts";
import { checkArray, checkCount, checkObject, checkString } from "../field-check.ts";
import { createInForce } from "../in-force.ts";
import type { Section, SectionCounter } from "../section.ts";
import type { Tally } from "../tally.ts";
import { createZone } from "../zone.ts";

/** One dated list, and the messages of the time in which it was in force. */
export interface VersionTally {
  /** Name of the list. */
  readonly list: string;
  /** Its date. */
  readonly date: string;
  /** Messages that were sent while it was in force. */
  readonly messages: number;
  /** Those in which a rule of it fires. */
  readonly triggered: number;
}

/** Each message judged by the lists that were in force when it was sent. */
export interface InForceTally {
  /** The zone by whose clocks it is told; absent: as times are written. */
  readonly zone?: string;
  /** The dated lists, in the order of the filter. */
  readonly versions: readonly VersionTally[];
  /** Messages from a time at which no dated list was in force yet. */
  readonly early: number;
  /** Messages without a readable time, which no dated list judges. */
  readonly undated: number;
}

/** What the section is asked for. */
export interface InForceOptions {
  /**
   * Whether each message is judged only by the lists that were in force when it was sent: of lists of the same
   * app, client and action the last whose date is not after it, and those without a date. There are no labels
   * then. Default: false.
   */
  readonly inForce?: boolean;
  /** The zone by whose clocks it is told what came first. Default: times count as they are written. */
  readonly zone?: string;
}

/** The section `inForce`: counted if it is asked for. */
export const inForceSection: Section<InForceTally, InForceOptions> = {
  create: createVersions,
  merge: mergeVersions,
  check: checkInForce,
};

function createVersions(
  filter: Filter,
  { inForce = false, zone }: InForceOptions,
): SectionCounter<InForceTally> | undefined {
  if (typeof inForce !== "boolean") {
    throw new TypeError(`inForce is of type ${typeof inForce}, expected a boolean`);
  }
  if (!inForce) {
    return undefined;
  }
  const { localTime } = createZone(zone);
  const { turnTo } = createInForce(filter);
  const { lists, rules } = filter;
  const numbers = new Map(lists.map(({ name }, index) => [name, index]));
  const listOf = rules.map(({ source }) => numbers.get(source.list) ?? -1);
  const messages = new Float64Array(lists.length);
  const triggered = new Float64Array(lists.length);
  let early = 0;
  let undated = 0;
  return {
    add: ({ message, fired }) => {
      const time: unknown = message?.time;
      const local = typeof time === "string" ? localTime(time) : undefined;
      if (local === undefined) {
        undated++;
        return;
      }
      const current = turnTo(local);
      early += current.length === 0 ? 1 : 0;
      const hit = new Set(fired.map(({ rule }) => listOf[rule]));
      for (const list of current) {
        messages[list] = (messages[list] as number) + 1;
        if (hit.has(list)) triggered[list] = (triggered[list] as number) + 1;
      }
    },
    finish: () => ({
      ...(zone === undefined ? {} : { zone }),
      versions: lists.flatMap(({ name, info: { date } }, index): VersionTally[] =>
        date === undefined
          ? []
          : [
              {
                list: name,
                date,
                messages: messages[index] as number,
                triggered: triggered[index] as number,
              },
            ],
      ),
      early,
      undated,
    }),
  };
}

function mergeVersions(a: InForceTally | undefined, b: InForceTally | undefined): InForceTally {
  const isSame =
    a?.zone === b?.zone &&
    a?.versions.length === b?.versions.length &&
    a?.versions.every(
      ({ list, date }, index) =>
        list === b?.versions[index]?.list && date === b.versions[index].date,
    );
  if (a === undefined || b === undefined || !isSame) {
    throw new AuditError(
      "tally-mismatch",
      "tallies judge messages by lists in force in different ways: one does not, or dates or zones differ",
    );
  }
  return {
    ...a,
    versions: a.versions.map(({ list, date, messages, triggered }, index) => ({
      list,
      date,
      messages: messages + (b.versions[index]?.messages ?? 0),
      triggered: triggered + (b.versions[index]?.triggered ?? 0),
    })),
    early: a.early + b.early,
    undated: a.undated + b.undated,
  };
}

function checkInForce(value: unknown, path: string, tally: Tally): void {
  const section = checkObject(value, path);
  if (section.zone !== undefined) checkString(section.zone, `${path}.zone`);
  const undated = checkCount(section.undated, `${path}.undated`, 0, tally.messages);
  const dated = tally.messages - undated;
  const judged = dated - checkCount(section.early, `${path}.early`, 0, dated);
  for (const [index, item] of checkArray(section.versions, `${path}.versions`).entries()) {
    const place = `${path}.versions[${index}]`;
    const version = checkObject(item, place);
    checkString(version.list, `${place}.list`);
    checkString(version.date, `${place}.date`);
    const messages = checkCount(version.messages, `${place}.messages`, 0, judged);
    const most = Math.min(messages, tally.triggered);
    checkCount(version.triggered, `${place}.triggered`, 0, most);
  }
}
