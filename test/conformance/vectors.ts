/** One row: patterns and text as characters, and each match as `pattern:start-end`, in order. */
export interface Vector {
  readonly name: string;
  readonly patterns: readonly string[];
  readonly text: string;
  readonly matches: string;
}

const row = (name: string, patterns: readonly string[], text: string, matches: string): Vector => ({
  name,
  patterns,
  text,
  matches,
});

/**
 * What any exact search must find: all overlapping matches, by start, longer first. Worked out by hand.
 * Offsets are UTF-16 code units.
 */
export const VECTORS: readonly Vector[] = [
  row("no pattern", [], "abc", ""),
  row("empty text", ["a"], "", ""),
  row("one symbol", ["a"], "a", "0:0-1"),
  row("no match", ["a"], "bbb", ""),
  row("at the start", ["ab"], "abcc", "0:0-2"),
  row("at the end", ["cc"], "abcc", "0:2-4"),
  row("longer than the text", ["abcd"], "abc", ""),
  row("text is the pattern", ["abcd"], "abcd", "0:0-4"),
  row("overlaps itself", ["aa"], "aaaa", "0:0-2 0:1-3 0:2-4"),
  row("overlaps itself by more than half", ["aba"], "ababa", "0:0-3 0:2-5"),
  row("prefix of another", ["ab", "abc"], "abc", "1:0-3 0:0-2"),
  row("suffix of another", ["bc", "abc"], "abc", "1:0-3 0:1-3"),
  row("inside another", ["b", "abc"], "abc", "1:0-3 0:1-2"),
  row("every suffix", ["abcd", "bcd", "cd", "d"], "abcd", "0:0-4 1:1-4 2:2-4 3:3-4"),
  row("every prefix", ["a", "ab", "abc"], "abc", "2:0-3 1:0-2 0:0-1"),
  row("suffix of a dead end", ["abcx", "bcd"], "abcd", "1:1-4"),
  row("suffix of a suffix of a dead end", ["abcdx", "bcdy", "cde"], "abcde", "2:2-5"),
  row("output on a failure chain of two", ["abcd", "bc", "c"], "abc", "1:1-3 2:2-3"),
  row("falls back more than once for one symbol", ["aab", "ab"], "aaab", "0:1-4 1:2-4"),
  row("falls back to the root and starts again", ["abx", "c"], "abc", "1:2-3"),
  row("classic", ["he", "she", "his", "hers"], "ushers", "1:1-4 3:2-6 0:2-4"),
  row("the same pattern twice", ["ab", "ab"], "ab", "0:0-2 1:0-2"),
  row(
    "suffix missed by greedy tries",
    ["中国", "中国人", "国人"],
    "我是中国人",
    "1:2-5 0:2-4 2:3-5",
  ),
  row("inside a longer one that fails", ["知识产权", "国家知识产权局"], "国家知识产权", "0:2-6"),
  row("across a foreign character", ["ab"], "a.b", ""),
  row("after a foreign character", ["ab"], "a.ab", "0:2-4"),
  row("astral character", ["𠮷"], "a𠮷b", "0:1-3"),
  row("astral in the middle", ["a𠮷b"], "xa𠮷b", "0:1-5"),
  row("astral of the same lead", ["𠮷"], "𠮶𠮷", "0:2-4"),
  row("astral of the same trail", ["\u{20bb7}"], "\u{24bb7}\u{20bb7}", "0:2-4"),
  row("two astral neighbours", ["𠮷𠮷"], "𠮷𠮷𠮷", "0:0-4 0:2-6"),
  row("lone lead in the text", ["a"], "\ud842a", "0:1-2"),
  row("lone trail in the text", ["a"], "\udfb7a", "0:1-2"),
  row("lone lead in the list", ["\ud842"], "a\ud842a", "0:1-2"),
  row("lone trail in the list", ["\udfb7"], "a\udfb7a", "0:1-2"),
  row("lone lead is no half of a pair", ["\ud842"], "𠮷", ""),
  row("lone trail is no half of a pair", ["\udfb7"], "𠮷", ""),
  row("lone lead before a pair", ["\ud842"], "\ud842𠮷", "0:0-1"),
  row("lone trail after a pair", ["\udfb7"], "𠮷\udfb7", "0:2-3"),
  row("pair and its halves", ["𠮷", "\ud842", "\udfb7"], "\udfb7𠮷\ud842", "2:0-1 0:1-3 1:3-4"),
  row("lone halves around a letter", ["\ud842a\udfb7"], "\ud842a\udfb7", "0:0-3"),
  row("NUL is a character", ["\0"], "a\0b", "0:1-2"),
  row("U+FFFF is a character", ["\uffff"], "a\uffff", "0:1-2"),
  row("U+FFFE is a character", ["\ufffe"], "\ufffea", "0:0-1"),
  row("line breaks are characters", ["a\nb"], "a\nb", "0:0-3"),
];

/** Matches as the rows write them. */
export function writeMatches(
  matches: readonly { readonly pattern: number; readonly start: number; readonly end: number }[],
): string {
  return matches.map(({ pattern, start, end }) => `${pattern}:${start}-${end}`).join(" ");
}
