import type { Message } from "../../src/audit/message.ts";
import { compileFilter, parseList } from "../../src/index.ts";
import { audit, type Report } from "../../src/report/report.ts";
import { HOSTILE_TERMS } from "../report/hostile.ts";

/** What would be obeyed somewhere: by a browser, a spreadsheet, a terminal, a code host. One line each, as in a list. */
export const ATTACKS: readonly string[] = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</textarea><svg onload=alert(1)>",
  "</details></code></pre><script>alert(1)</script>",
  "=cmd|'/c calc'!A1",
  "=1+1",
  "'=1+1",
  "''=1+1",
  "'quoted'",
  "@SUM(1)",
  "+1",
  "-1",
  "x;=1+1;y",
  'x,"=1+1",y',
  "tab\t=1+1",
  "\uff1d1+1",
  "|a|b|",
  "back\\|slash\\\\|bar\\",
  "\\u{7c}",
  "`tick` ``two``",
  "``` fence",
  "~~~ fence",
  "*b* _i_ ~~s~~ # h",
  "[link](javascript:alert(1))",
  "![image](https://example.invalid/x.png)",
  "https://example.invalid/ www.example.invalid a@example.invalid",
  "@all @octocat #1 GH-1 octo/cat#2",
  "0123456789abcdef0123456789abcdef01234567",
  ":smile: &lt;b&gt; &#60; $x^2$",
  "العربية <b>غامق</b>",
  ...HOSTILE_TERMS.filter((term) => !/[\r\n]/u.test(term) && term.trim() === term && term !== ""),
];

/** The entries of the list: of longer ones a list takes no word, but messages, names and users may be as long. */
export const TERMS: readonly string[] = [
  ...ATTACKS.filter(({ length }) => length < 60_000),
  "aaaaa",
  "\u202e\u202e",
];

/** Names of files and of options, which stand in what made the report. */
export const PROVENANCE = {
  version: "1.2.3",
  icu: "78.2",
  command: "filter-audit audit '=cmd|calc.jsonl' '</code>`@all`.txt'",
  options: { "<b>|": ["=1+1", "\u001b[2J"], strict: true },
};

/** A report in which every text of the data is an attack. */
export function hostileReport(): Report {
  const list = parseList(`${TERMS.join("\n")}\n`, {
    format: "lines",
    name: "=<script>|`words`\u202e.txt",
  });
  const filter = compileFilter(list, { folds: [] });
  const messages = ATTACKS.map(
    (attack, index): Message => ({
      id: attack,
      user: attack,
      time: `2031-05-${10 + (index % 15)}T08:00:00Z`,
      text: attack,
      captured: index % 2 === 0,
    }),
  );
  return audit(filter, messages, {
    key: new Uint8Array(32).fill(1),
    samples: 100,
    showText: true,
    showUsers: true,
    minUsers: 1,
    cards: 100,
    provenance: PROVENANCE,
  });
}

/** The text that was made printable, again: the inverse of `printable`, written apart. */
export function unprintable(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}/gu, (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 16)),
  );
}

/** What no output may hold beside tabs and line breaks: what a terminal would obey or nobody would see. */
export const UNSEEN: RegExp =
  /[^\P{Cc}\t\r\n]|[\u2028\u2029\p{Cs}\p{Bidi_Control}\u{e0000}-\u{e0fff}]/u;
