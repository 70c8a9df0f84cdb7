import {
  type Container,
  readContainer,
  type Section,
  writeContainer,
} from "../../../src/binary/container.ts";
import { AuditError } from "../../../src/errors.ts";
import { expressions } from "../../../src/expressions/expressions.ts";
import {
  compileFilter,
  type Filter,
  loadFilter,
  loadTestFilter,
} from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { spellings } from "../../../src/opencc.ts";
import { type FuzzTarget, hold, holdDocumented, holdEqual } from "../target.ts";

const RULES = JSON.stringify({
  format: "filter-audit/rules",
  version: 1,
  rules: [
    "体制",
    { parts: [{ anyOf: ["tea", { text: "ab", gap: { max: 3 } }], min: 2 }, "x"], ordered: true },
    { parts: ["pot"], exceptions: [{ parts: ["tea", "z"] }], overlap: "disjoint" },
    { parts: [{ anyOf: [{ text: "end", anchor: "text-end" }] }] },
    { parts: [{ anyOf: [{ expression: { source: "a.?c", dialect: "javascript" } }] }] },
  ],
});

const json = parseList(RULES, { format: "json", name: "rules" });
const plain = parseList("tea\nab\n体制\n\n", { format: "lines", name: "words" });
const allow = parseList("硬体制造\n", { format: "lines", name: "allowed" });

const FILTERS: readonly Filter[] = [
  compileFilter(plain, { folds: [] }),
  compileFilter([plain, json], { allow, expressions, spellings }),
  compileFilter(json, {
    expressions,
    folds: ["case", "script", "separators", "digits", "repeats"],
  }),
];

const TEXTS = ["", "tea pot, a-b x 体制", "硬體製造 ＴＥＡ tea z end", "\ud83daaaccc\u0301 pot"];

/** The sections of each filter, by name. */
const CONTAINERS = FILTERS.map((filter) => readContainer(filter.serialize()));

/** Bytes of one edit: which section, where (two), what, with which number (two). */
const EDIT = 6;

/**
 * A filter as some other program might have written it: its sections changed as the input says, and a checksum over all
 * that. Bytes of a filter changed at random would mostly change the table of characters, and never get past the checksum.
 */
function forge(input: Uint8Array): ArrayBuffer {
  const container = CONTAINERS[(input[0] ?? 0) % CONTAINERS.length] as Container;
  const sections = new Map(container.sections);
  const names = [...sections.keys()];
  for (let at = 1; at + EDIT <= input.length; at += EDIT) {
    const [which = 0, high = 0, low = 0, what = 0, more = 0, less = 0] = input.subarray(
      at,
      at + EDIT,
    );
    const name = names[which % names.length] as string;
    const old = sections.get(name) as Section;
    // What is short is changed as a whole, of the table of characters the beginning more often.
    const place = (high << 8) | low;
    const index = old.length < 256 ? high % Math.max(1, old.length) : place % old.length;
    const number = (more << 8) | less;
    sections.set(name, changed(old, index, what, number));
  }
  return writeContainer({ ...container, sections });
}

function changed(old: Section, index: number, what: number, number: number): Section {
  const copy = old.slice();
  switch (what % 8) {
    case 0:
      return copy.slice(0, index);
    case 1: {
      const longer = new (old.constructor as Uint32ArrayConstructor)(old.length + (number % 9));
      longer.set(old);
      return longer;
    }
    case 2:
      copy[index] = (copy[index] ?? 0) + 1;
      return copy;
    case 3:
      copy[index] = (copy[index] ?? 0) - 1;
      return copy;
    case 4:
      copy[index] = number;
      return copy;
    case 5:
      copy[index] = -number;
      return copy;
    case 6:
      copy[index] = (copy[index] ?? 0) ^ (1 << (number % 32));
      return copy;
    default:
      copy[index] = copy[number % Math.max(1, copy.length)] ?? 0;
      return copy;
  }
}

/** What is loaded must answer, whatever it says: no error, nothing outside of the text. */
function holdAnswers(filter: Filter, isForged: boolean): void {
  for (const text of TEXTS) {
    const fired = filter.counts(text);
    const tested = filter.test(text);
    const shown = filter.triggers(text).length;
    // A forgery may name the literal of one term for another. Such a term may be found and not count, count and have no match
    // that could be shown, or be shown and not count: none of the three then says anything of the others.
    if (!isForged) {
      hold(tested === fired.length > 0, "test and counts agree");
      holdEqual(shown, fired.length, "triggers and counts");
    }
    for (const match of filter.matches(text)) {
      const { start, end } = match;
      hold(0 <= start && start <= end && end <= text.length, "matches within the text");
      JSON.stringify(match);
    }
    filter.disarmed(text);
    filter.foldSets(text);
    const units = Uint16Array.from(text, (_, at) => text.charCodeAt(at));
    filter.blocks?.scan({ count: 1, units, bounds: Int32Array.of(0, units.length) }, () => {});
  }
  JSON.stringify([filter.rules, filter.lists, filter.allow, filter.issues]);
  filter.rules.map(filter.spellings);
  filter.serialize();
}

/** Compiled filters, with a checksum that is right. */
export const FILTER_TARGETS: readonly FuzzTarget[] = [
  {
    name: "filters",
    seeds: [
      ...FILTERS.map((_, index) => Uint8Array.of(index)),
      // Terms with the literal of another, found by fuzzing.
      Buffer.from("/P//6P///1AB/P8F/A==", "base64"),
      Buffer.from("/P//6P///1AA/P8F/A==", "base64"),
    ],
    tokens: ["\0\0\0\u0002\0\u0001", "\u0005\0\u0001\u0004\u007f\u007f"],
    run(input) {
      const bytes = forge(input);
      let filter: Filter;
      try {
        filter = loadFilter(bytes, { expressions });
      } catch (error) {
        holdDocumented(error, [AuditError, RangeError]);
        return;
      }
      holdAnswers(filter, input.length > EDIT);
      const tested = loadTestFilter(bytes, { expressions });
      for (const text of TEXTS) {
        hold(tested.test(text) === filter.test(text), "a filter without rules agrees");
      }
    },
  },
];
