import { compareStrings } from "../../audit/first.ts";
import type { GroupsTally } from "../../audit/sections/groups.ts";
import { cellOf } from "../cell.ts";
import type { Rate } from "../model.ts";
import { countOf, formatCount } from "../number.ts";
import type { PartText, ReportPart } from "../part.ts";
import { rateOf } from "../rate.ts";
import { countColumn, rateColumns, restNote, tableSection, textColumn } from "../text-section.ts";
import { wrap } from "../wrap.ts";
import { minUsersOf } from "./users.ts";

/** Messages of one group. */
export interface GroupReport extends Rate {
  /** The value of the field, or its pseudonym. */
  readonly group: string;
  /** Messages of the group. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
}

/** Messages by a field. */
export interface GroupsReport {
  /** The field. */
  readonly field: string;
  /** Whether the groups are named by the values of the field, else by pseudonyms. */
  readonly isShown: boolean;
  /** The groups that are large enough: most messages first, then by name. */
  readonly groups: readonly GroupReport[];
  /** Whether all groups were counted, else a random sample of 10,000 of them. */
  readonly exact: boolean;
  /** Nothing is told of a group of fewer users than this; where none is known, of fewer messages. */
  readonly minUsers: number;
  /** Groups that are too small to be told of. */
  readonly suppressed: number;
  /** Messages of groups that are not told of. */
  readonly rest: number;
  /** Messages without the field. */
  readonly ungrouped: number;
}

/** The part `groups`: the corpus by a field of the messages. */
export const groupsPart: ReportPart<GroupsReport> = {
  conclude: (tally, { level, options }) => {
    const minUsers = minUsersOf(options);
    const section = tally.sections?.groups;
    return section === undefined ? undefined : groupsReport(section, minUsers, level);
  },
};

/** How the part `groups` is told. */
export const groupsText: PartText<GroupsReport> = (data, { messages }, options) => {
  const { columns } = options;
  const shown = data.groups.slice(0, options.top);
  const field = cellOf(data.field, Math.floor(columns / 2));
  const hidden =
    data.suppressed === 0
      ? []
      : [
          `${countOf(data.suppressed, "group")} of fewer than ${formatCount(data.minUsers)} users (or messages, where no user is known) not shown.`,
        ];
  const missing =
    data.ungrouped === 0 ? [] : [`${countOf(data.ungrouped, "message")} without the field.`];
  const sampled = data.exact
    ? []
    : ["There are more groups than are kept: these are a random sample."];
  if (shown.length === 0) {
    const notes = [`No group by ${field} can be told of.`, ...hidden, ...missing];
    return [wrap(notes.join(" "), columns)];
  }
  return [
    tableSection(
      `By ${field}${data.isShown ? "" : " (pseudonyms)"}:`,
      [
        textColumn("group", shown, ({ group }) => cellOf(group, columns), { least: 8 }),
        countColumn("messages", shown, (row) => row.messages, { dispensable: 5 }),
        countColumn("triggered", shown, (row) => row.triggered),
        ...rateColumns(shown, messages.level),
      ],
      [
        ...restNote(data.groups.length - shown.length, "group", "groups"),
        ...hidden,
        ...missing,
        ...sampled,
      ],
      options,
    ),
  ];
};

function groupsReport(section: GroupsTally, minUsers: number, level: number): GroupsReport {
  const { groups, capped } = section.groups;
  const large = groups.filter(({ users = [], messages }) =>
    users.length === 0 ? messages >= minUsers : users.length >= minUsers,
  );
  const told = large.reduce((sum, { messages }) => sum + messages, 0);
  return {
    field: section.field,
    isShown: section.isShown,
    groups: large
      .map(({ name, messages, count }) => ({
        group: name,
        messages,
        triggered: count,
        ...rateOf(count, messages, level),
      }))
      .sort((a, b) => b.messages - a.messages || compareStrings(a.group, b.group)),
    exact: !capped,
    minUsers,
    suppressed: groups.length - large.length,
    rest: section.groups.messages - told,
    ungrouped: section.ungrouped,
  };
}
