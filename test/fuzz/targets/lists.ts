import { AuditError } from "../../../src/errors.ts";
import { expressions } from "../../../src/expressions/expressions.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import type { ListEncoding } from "../../../src/lists/encoding.ts";
import {
  formatList,
  type KeywordList,
  LIST_FORMATS,
  type ListFormat,
  type ListOptions,
  parseList,
} from "../../../src/lists/lists.ts";
import { bytesOf, type FuzzTarget, hold, holdDocumented, NASTY_NAMES } from "../target.ts";

/** Lists of one format, and how they are read. */
interface Sample {
  readonly options: ListOptions;
  readonly texts: readonly string[];
  readonly tokens?: readonly string[];
}

const EXTENUATING = 'c,n,which\n放+假,2,"tea+milk, 体制"\n"x",1,coffee\n';

const RULES = JSON.stringify({
  format: "filter-audit/rules",
  version: 1,
  info: { app: "体", date: "2031-01-02", action: "mask" },
  exceptions: { pot: { parts: ["tea", "pot"] } },
  rules: [
    "tea",
    {
      id: "体制",
      parts: [{ anyOf: [{ text: "😀b", gaps: [{ before: 2, max: 2 }] }, "x"], min: 2 }, "y"],
      ordered: true,
      overlap: "disjoint",
      exceptions: [{ ref: "pot" }, { parts: [{ anyOf: ["z"], min: 1 }] }],
      metadata: { a: "\\", toString: "1" },
      severity: 2,
    },
    { parts: [{ anyOf: [{ text: "a", anchor: "start" }] }] },
    { parts: [{ anyOf: [{ expression: { source: "a{2,3}b", dialect: "pcre" } }] }] },
  ],
});

const SAMPLES: Readonly<Partial<Record<ListFormat, Sample>>> = {
  csv: {
    options: {
      format: "csv",
      termColumn: "word",
      categoryColumn: "kind",
      syntax: { column: "kind", values: { plus: "plus", stars: "stars" } },
    },
    texts: ['word,kind\r\n"te""a",x\n体制+b,plus\na*b,stars\n', "a,b\ntea,1\n,\nword,kind\n体,2\n"],
  },
  "tom-skype-csv": {
    options: { format: "tom-skype-csv" },
    texts: ["word,lists,client\ntea,TOM-Skype Mobile;Sina UC List 1,Both\n体,,\n"],
  },
  svp: { options: { format: "svp", list: "YY High" }, texts: ["word,lists\ntea,YY High\n"] },
  livestream: {
    options: { format: "livestream" },
    texts: ["Client,word,latest event type,latest event date\nYY,体,add,2031\n"],
  },
  "wechat-csv": {
    options: { format: "wechat-csv" },
    texts: ["Keyword,Group Chat ,1-1 Chat\ntea+体,Blocked,\n"],
  },
  qqmail: {
    options: { format: "qqmail", extenuating: EXTENUATING },
    texts: ["tea+milk\n体制\ncoffee\n"],
  },
  json: {
    options: { format: "json" },
    texts: [RULES, '["tea", "体"]'],
    tokens: [
      '"parts":',
      '"anyOf":',
      '"min":',
      '"text":',
      '"ref":',
      '"gaps":',
      '"max":1e999',
      "[[[[",
    ],
  },
  automod: {
    options: { format: "automod" },
    texts: [
      '[{"name": "a", "trigger_metadata": {"keyword_filter": ["*tea*", "体"], "regex_patterns": ["a+"], "allow_list": ["b"]}, "actions": [{"type": 1}]}]',
    ],
  },
  mastodon: {
    options: { format: "mastodon" },
    texts: [
      '[{"title": "a", "context": ["home"], "keywords": [{"keyword": "体", "whole_word": true}]}]',
    ],
  },
  obscenity: { options: { format: "obscenity" }, texts: ["|te[a]|\nd?ude\n\\[体\n"] },
  expressions: {
    options: { format: "expressions", dialect: "pcre", commentIsCategory: true, expressions },
    texts: ["a+b|c # kind\n(?i)te(a|体){1,3}\n[\\p{Han}a-f]x(?=y)\n^a.{0,5}b$\n"],
    tokens: ["(?:", "{1000}", "{1,}", "(?<a>", "\\k<a>", "(?!", "(?<=", "[^", "\\u{10FFFF}", "\\Q"],
  },
  discuz: {
    options: { format: "discuz", expressions },
    texts: ["a{2}b={MOD}\n/te(a|体)/={BANNED}\n"],
  },
  yy: {
    options: {
      format: "yy",
      operators: { "{}": "gap", "*": "and", "^": "gap", "|": "or" },
      expressions,
    } as ListOptions,
    texts: ["tea\na{3}b\na*b|c^d\n", "YKey==\na*|*b\n体{1000}制\n"],
  },
  line: {
    options: { format: "line", dots: "expression", expressions } as ListOptions,
    texts: [".*tea.*(cup|pot).*\n.*(cup|pot).*tea.*\n体.制\n.*a+b.*\n"],
  },
  "tom-skype": { options: { format: "tom-skype" }, texts: ["tea\n8|9|6|4\n", "1F2E3D4C\n00FF\n"] },
  "base64-lines": { options: { format: "base64-lines" }, texts: ["dGVh\n5L2T5Yi2\n=\n"] },
  apple: { options: { format: "apple" }, texts: ["TEA*\n*TEA\n*体*\nT*A\n**\n"] },
  "sina-show": { options: { format: "sina-show" }, texts: [" 2: tea\n12:  体制\nx: y\n"] },
  search: { options: { format: "search" }, texts: ["c++ + exam\n体 + 制 + 体\n + \n"] },
  stars: { options: { format: "stars" }, texts: ["a*b\n**体\na***b*c\n*\n"] },
  gaps: { options: { format: "gaps" }, texts: ["a{2}b\na{1,3}体{1000}b\n{2}\na{3,1}b{}\n"] },
};

const TOKENS = [
  ...NASTY_NAMES,
  ...[
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\ufeff",
    "\ufffd",
    "体",
    "😀",
    '"',
    '""',
    ",",
    ";",
    "|",
    "&",
  ],
  ...[
    "+",
    "*",
    "?",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\\",
    "#",
    "&#60;",
    "%00",
    "1e999",
    "-1",
    "null",
  ],
];

const ENCODINGS: readonly ListEncoding[] = [
  "utf-8",
  "utf-16le",
  "gb18030",
  "big5",
  "utf-16be",
  "gbk",
];

/** Codes that `parseList` documents. */
const CODES = ["unsupported-encoding", "missing-column", "malformed-input", "limit"];

function holdList(list: KeywordList, bytes: Uint8Array): void {
  hold(Buffer.from(formatList(list)).equals(bytes), "a list keeps its bytes");
  const lines = bytes.filter((byte) => byte === 0x0a).length + 1;
  for (const { line, message } of list.issues) {
    hold(line >= 1 && line <= lines, `an issue on line ${line} of ${lines}`);
    hold(message.length < 1000, "an issue that is short");
  }
  for (const { source, parts } of list.rules) {
    hold(source.line >= 1 && source.line <= lines, `a rule on line ${source.line} of ${lines}`);
    hold(source.start >= 0 && source.start <= source.end, "a rule that begins before it ends");
    hold(source.end <= bytes.length, "a rule within its list");
    hold(parts.length > 0, "a rule that has parts");
  }
  hold(new Set(list.rules.map(({ id }) => id)).size === list.rules.length, "ids that differ");
}

/** What is compiled must answer. */
function holdFilter(list: KeywordList): void {
  let filter: ReturnType<typeof compileFilter>;
  try {
    filter = compileFilter(list, { expressions });
  } catch (error) {
    holdDocumented(error, [AuditError]);
    return;
  }
  const text = `${list.rules[0]?.parts[0]?.anyOf[0]?.text ?? ""} tea 体制ab`;
  const triggers = filter.triggers(text);
  hold(filter.test(text) === triggers.length > 0, "test and triggers agree");
  hold(filter.counts(text).length === triggers.length, "counts and triggers agree");
  for (const { start, end } of filter.matches(text)) {
    hold(0 <= start && start < end && end <= text.length, "matches within the text");
  }
}

/** One target for each format of lists. Of the first byte of an input some bits say how the others are read. */
export const LIST_TARGETS: readonly FuzzTarget[] = LIST_FORMATS.map((format) => {
  const {
    options,
    texts,
    tokens = [],
  } = SAMPLES[format] ?? {
    options: { format } as ListOptions,
    texts: ["tea\n 体制 \r\na+b\nx,y&z\n\n", "a b\n10+10TH FEB\na**b"],
  };
  return {
    name: `lists/${format}`,
    seeds: bytesOf(...texts.map((text) => `\0${text}`)),
    tokens: [...TOKENS, ...tokens],
    run: (input) => {
      const [how = 0] = input;
      const bytes = input.subarray(1);
      // Most often as it should be.
      const encoding = how & 0x80 ? ENCODINGS[how % ENCODINGS.length] : undefined;
      let list: KeywordList;
      try {
        list = parseList(bytes, {
          ...options,
          name: "list",
          trim: (how & 1) === 1,
          ...(encoding === undefined ? {} : { encoding }),
        });
      } catch (error) {
        holdDocumented(error, [AuditError]);
        const { code, source } = error as AuditError;
        hold(CODES.includes(code) && source === "list", `a documented error, not ${code}`);
        return;
      }
      holdList(list, bytes);
      // To compile takes far longer than to read.
      if (input.length % 8 === 0) holdFilter(list);
    },
  };
});
