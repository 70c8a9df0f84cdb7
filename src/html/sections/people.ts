import { countOf, formatCount, formatLevel } from "../../report/number.ts";
import type { GroupReport } from "../../report/parts/groups.ts";
import type { UserRuleReport } from "../../report/parts/users.ts";
import { usersHeadline } from "../../report/parts/users-text.ts";
import { countColumn, headColumn, rateColumns } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { html } from "../markup.ts";
import { shown } from "../shown.ts";
import { tableOf } from "../table.ts";

/** How sure the rates are if the messages of one user resemble each other. */
export function usersSection(context: PageContext): PageSection | undefined {
  const { report, level } = context;
  const { users } = report;
  if (users === undefined) return undefined;
  const { by, figures, minUsers } = users;
  const title = by === "user" ? "By user" : "By conversation";
  if (figures === null) {
    return {
      id: "users",
      title,
      body: html`<p>Not shown, since there are fewer than ${countOf(minUsers, by)}.</p>`,
    };
  }
  return {
    id: "users",
    title,
    body: html`<p>${usersHeadline(users, figures, report)}</p>
${
  figures.rules.length === 0
    ? undefined
    : tableOf<UserRuleReport>({
        id: "users-table",
        caption: `The widest rules, drawn by ${by}: ${formatLevel(level)} intervals of a bootstrap of ${formatCount(figures.samples)} samples, seed ${users.seed}`,
        columns: [
          headColumn("rule", ({ id }: UserRuleReport) => ruleLink(id, context)),
          countColumn("messages", (row) => row.messages),
          countColumn(`${by}s`, (row) => row.users),
          ...rateColumns("share", figures.rules, (row: UserRuleReport) => row, level),
          {
            header: "design effect",
            kind: "number",
            cell: ({ designEffect }) => designEffect?.toFixed(2) ?? "–",
            value: ({ designEffect }) => designEffect ?? -1,
          },
        ],
        rows: figures.rules,
        noun: "rules",
      })
}
${figures.suppressed === 0 ? undefined : html`<p>${countOf(figures.suppressed, "rule")} of the widest not shown: fewer than ${countOf(minUsers, by)}.</p>`}`,
  };
}

/** The corpus by a field of the messages. */
export function groupsSection({ report, level }: PageContext): PageSection | undefined {
  const { groups } = report;
  if (groups === undefined) return undefined;
  const { field, isShown, exact, suppressed, rest, ungrouped, minUsers } = groups;
  const notes = [
    isShown ? "" : "Groups are named by pseudonyms. ",
    suppressed === 0
      ? ""
      : `${countOf(suppressed, "group")} of fewer than ${formatCount(minUsers)} users (or messages, where no user is known) not shown, with ${countOf(rest, "message")}. `,
    ungrouped === 0 ? "" : `${countOf(ungrouped, "message")} without the field. `,
    exact ? "" : "There are more groups than are kept: these are a random sample.",
  ];
  return {
    id: "groups",
    title: "By group",
    body: html`<p>Messages by the field ${shown(field)}. ${notes.join("")}</p>
${
  groups.groups.length === 0
    ? html`<p>No group can be told of.</p>`
    : tableOf<GroupReport>({
        id: "groups-table",
        caption: "Messages by group",
        columns: [
          headColumn("group", ({ group }: GroupReport) => shown(group)),
          countColumn("messages", (row) => row.messages),
          countColumn("triggered", (row) => row.triggered),
          ...rateColumns("share", groups.groups, (row: GroupReport) => row, level),
        ],
        rows: groups.groups,
        noun: "groups",
      })
}`,
  };
}
