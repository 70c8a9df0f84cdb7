import type { LintCode } from "../../src/lint/lint.ts";

// Made-up lists with one defect on each line, and the same lists without. What stands in the second column is what
// the entry should have been; where it is undefined, the line should not be there.

/** One planted line: the entry as it is, as it should be, and what is wrong with it. */
export type PlantedLine = readonly [
  planted: string | Uint8Array,
  clean: string | undefined,
  code: LintCode,
];

const bytes = (...own: number[]): Uint8Array => Uint8Array.from(own);

/** Entries of the format `lines`. */
export const PLANTED_LINES: readonly PlantedLine[] = [
  ['<td align="left">oolong</td>', "oolong", "html-tag"],
  ["salt &amp; lime", "salt and lime", "html-reference"],
  ["sencha%E8%8C%B6", "sencha茶", "url-escape"],
  ["\\u8336壶", "茶壶", "unicode-escape"],
  ["matcha\\n", "matcha", "string-escape"],
  ["54+l5LmQ5rC0", "玻璃瓶", "base64"],
  ["d41d8cd98f00b204e9800998ecf8427e", "rooibos", "hash-value"],
  ["å¤§éº¦èŒ¶", "大麦茶", "mojibake"],
  ["ÂÌ²è°ü", "绿色的包", "mojibake"],
  ["榫欎簳鑼跺彾", "龙井茶叶", "mojibake"],
  ["pu\ufffder", "puer", "replacement-character"],
  ["乌????", "乌龙", "lost-characters"],
  ["dar\u0007jeeling", "darjeeling", "control-character"],
  ["chai\tlatte", "chai latte", "tab-character"],
  ["kuk\u202eicha", "kukicha", "bidi-control"],
  ["ban\ufeffcha", "bancha", "inner-byte-order-mark"],
  ["hoji\u200bcha", "hojicha", "invisible-character"],
  ["earl\u2009grey", "earl grey", "unusual-space"],
  ["gen\ufdd0mai", "genmai", "noncharacter"],
  ["assam\ue123", "assam", "private-use"],
  ["\u0301ginger", "ginger", "leading-mark"],
  ["z\u0301\u0302\u0303\u0304est", "zest", "piled-marks"],
  ["c\u043ecoa", "cocoa", "mixed-script"],
  ["lemon\uff2aade", "lemonade", "mixed-width"],
  ["undefined", "espresso", "program-residue"],
  ["#REF!", "ristretto", "spreadsheet-error"],
  ["2.45E+09", "macchiato", "spreadsheet-number"],
  ["asdf", "lungo", "test-entry"],
  ["# juices", undefined, "comment-entry"],
  ["12: mango", "mango", "list-code"],
  ['"papaya"', "papaya", "quoted-entry"],
  ["guava)", "guava", "open-bracket"],
  ["quince，", "quince", "loose-separator"],
  ["fig、date、plum", "figroll", "several-entries"],
  ["kiwi+pear", "kiwi", "possible-operator"],
  [`${"fizz".repeat(51)}`, "fizz", "long-entry"],
  ["|", undefined, "lone-operator"],
  ["。！", undefined, "punctuation-only"],
  ["20310321", "fruit of 2031", "digits-only"],
  ["73", "seventy-three", "short-number"],
  ["醋", "醋栗汁", "one-character"],
  ["xj", "xjuice", "short-letters"],
  ["\u2060", undefined, "folds-to-nothing"],
  ["KÖLSCH", undefined, "duplicate-folded"],
  ["Kölsch with lime", undefined, "redundant-term"],
  ["Weißbier", undefined, "duplicate"],
  ["radler ", "radler", "white-space"],
  ["shan\rdy", "shandy", "carriage-return"],
  [" ", undefined, "blank-line"],
  [bytes(0x63, 0xff, 0x64), "cider", "invalid-utf8"],
];

/** Entries that stand before the planted ones, and are right. */
export const GOOD_LINES: readonly string[] = ["Kölsch", "Weißbier"];

/** Rules of the format `json` that stand before the planted ones, and are right. */
export const GOOD_RULES: readonly unknown[] = [{ parts: ["milk", "oats"] }, "perry", "pomace"];

/** One planted rule of the format `json`. */
export type PlantedRule = readonly [planted: unknown, clean: unknown, code: LintCode];

/** Rules of the format `json`, one on each line. */
export const PLANTED_RULES: readonly PlantedRule[] = [
  [
    { parts: [{ anyOf: ["stout"] }, { anyOf: ["\u200b"] }] },
    { parts: [{ anyOf: ["stout"] }, { anyOf: ["porter"] }] },
    "folds-to-nothing",
  ],
  [
    { parts: [{ anyOf: ["soda", "\u00ad"] }] },
    { parts: [{ anyOf: ["soda", "tonic"] }] },
    "dead-alternative",
  ],
  [
    { parts: ["gin"], exceptions: ["\u200d"] },
    { parts: ["gin"], exceptions: ["ginger"] },
    "dead-exception",
  ],
  [{ parts: ["milk", "oats", "jug"] }, { parts: ["jug", "lid"] }, "redundant-combination"],
  [
    { parts: [{ anyOf: ["dry perry", "pomace wine"] }] },
    { parts: [{ anyOf: ["brandy", "wine"] }] },
    "redundant-together",
  ],
  [
    { parts: [{ anyOf: ["cola", "diet cola"] }] },
    { parts: [{ anyOf: ["cola", "lager"] }] },
    "redundant-alternative",
  ],
  [{ parts: ["sherry", "herr"] }, { parts: ["sherry", "port"] }, "redundant-part"],
  [
    { parts: ["mead"], exceptions: ["meadow", "meadow lark"] },
    { parts: ["mead"], exceptions: ["meadow", "larks"] },
    "idle-exception",
  ],
  [
    { parts: ["cask"], exceptions: ["pomace cask"] },
    { parts: ["cask"], exceptions: ["casket"] },
    "idle-exception",
  ],
  [
    { parts: ["ale house"], exceptions: ["house"] },
    { parts: ["ale house"], exceptions: ["roof"] },
    "always-disarmed",
  ],
  ["verjus", "vermouth", "always-allowed"],
  [
    {
      parts: [
        { anyOf: ["rum"], min: 70 },
        { anyOf: ["rye"], min: 70 },
      ],
      overlap: "disjoint",
    },
    { parts: ["rum", "rye"], overlap: "disjoint" },
    "unsupported-rule",
  ],
];

/** Allowed phrases that are right beside either of the lists above. */
export const PHRASES: readonly string[] = ["verjus", "vermouth rosso and verjus"];

/** Lists that are wrong as a whole, the same lists right, and the line on which it shows. */
export const PLANTED_CAPTURES: readonly (readonly [
  planted: string,
  clean: string,
  code: LintCode,
  line: number,
])[] = [
  ["mocha\nlatte\nflat white\nla", "mocha\nlatte\nflat white\n", "truncated-capture", 4],
  [
    "mocha\nlatte\nflat white\nmocha\nlatte\nflat white\n",
    "mocha\nlatte\nflat white\n",
    "doubled-capture",
    4,
  ],
  ["mocha\nmocha\nlatte\nlatte\nflat white\nflat white\n", "mocha\nlatte\n", "doubled-capture", 2],
  ["mocha\n".repeat(12), "mocha\nlatte\n", "repeated-capture", 1],
  ["mocha\n", "mocha\nlatte\n", "single-entry", 1],
  ["<!DOCTYPE html>\n<html>\n<p>404 Not Found</p>\n", "mocha\nlatte\n", "error-page", 1],
  ["mocha+milk\nlatte+art\n", "mocha\nlatte\n", "other-format", 1],
];
