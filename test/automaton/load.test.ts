import { describe, expect, test } from "@jest/globals";
import {
  type Automaton,
  type AutomatonSections,
  compileAutomaton,
  createMatchBuffer,
  type Section,
} from "../../src/automaton/automaton.ts";
import { loadAutomaton } from "../../src/automaton/load.ts";
import { makeTable } from "../support/class-table.ts";
import type { NaiveExpansion } from "../support/naive.ts";

// Sections that were damaged, each in each of its bits: refused, or an automaton whose searches stay inside and end.

const expand = (character: string): NaiveExpansion<string> => {
  switch (character) {
    case "_":
      return { symbols: [], joined: [] };
    case "2":
    case "\u{1d400}":
      return { symbols: ["a", "b"], joined: [false, true] };
    default:
      return { symbols: [character], joined: [false] };
  }
};

const PATTERNS = ["c", "ab", "abc", "abcabcab", "abd", "bca", "bcab", "bcdd", "ab", "2b", "dddddd"];

const ALPHABET = "abcdx_2\u{1d400}";

const { table, encode } = makeTable(ALPHABET, PATTERNS, expand);

const TEXTS = [
  "",
  "a",
  "xabcabcabdx",
  "2_\u{1d400}bc_a2abcdd\ud835",
  "abc".repeat(60) + "d".repeat(300),
  ALPHABET.repeat(20),
];

const OPTIONS = [{}, { budget: 0 }];

const buffer = createMatchBuffer();

const whole = (): Automaton => compileAutomaton(PATTERNS.map(encode), table);

/** Every search of an automaton, with and without a budget: says what it found outside a text, "" if nothing. */
function search(sections: AutomatonSections): string {
  for (const options of OPTIONS) {
    const automaton = loadAutomaton(sections, options);
    for (const text of TEXTS) {
      buffer.length = 0;
      automaton.test(text);
      automaton.collect(text, buffer);
      for (let at = 0; at < buffer.length; at += 3) {
        const [pattern = -1, start = -1, end = -1] = buffer.words.subarray(at, at + 3);
        const isInside =
          pattern >= 0 &&
          pattern < automaton.patternCount &&
          start >= 0 &&
          start < end &&
          end <= text.length;
        if (!isInside) {
          return `${pattern}: ${start} to ${end}`;
        }
      }
    }
  }
  return "";
}

function bytesOf(section: Section): Uint8Array {
  return new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
}

test("every bit of every section but the table of ids, flipped", () => {
  let refused = 0;
  let taken = 0;
  for (const name of whole().sections().keys()) {
    const sections = new Map(whole().sections());
    const section = (sections.get(name) as Section).slice();
    sections.set(name, section);
    const bytes = bytesOf(section);
    // Ids of code units that no text here holds are left alone: 65,536 of one kind.
    const limit = name === "ids" ? 256 : bytes.length;
    for (let place = 0; place < limit; place++) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[place] = (bytes[place] as number) ^ (1 << bit);
        try {
          const outside = search(sections);
          if (outside !== "") {
            throw new Error(`${name}, byte ${place}, bit ${bit}: ${outside}`);
          }
          taken++;
        } catch (error) {
          if (!(error instanceof RangeError)) {
            throw error;
          }
          refused++;
        }
        bytes[place] = (bytes[place] as number) ^ (1 << bit);
      }
    }
  }
  // Most of what is not refused are signatures, and symbols that have become others.
  expect(refused).toBeGreaterThan(1_000);
  expect(taken).toBeGreaterThan(1_000);
});

test("sections that were cut", () => {
  for (const name of whole().sections().keys()) {
    const sections = new Map(whole().sections());
    const section = sections.get(name) as Section;
    for (let length = 0; length < Math.min(section.length, 100); length++) {
      sections.set(name, section.slice(0, length));
      try {
        expect(search(sections)).toBe("");
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  }
});

describe("a loaded automaton", () => {
  test("uses the arrays that it was given, also those of a shared buffer, and gives them again", () => {
    const sections = new Map<string, Section>();
    for (const [name, section] of whole().sections()) {
      const type = section.constructor as new (
        buffer: ArrayBufferLike,
        offset: number,
        length: number,
      ) => Section;
      const shared = new type(new SharedArrayBuffer(section.byteLength + 8), 8, section.length);
      shared.set(section);
      sections.set(name, shared);
    }
    const loaded = loadAutomaton(sections);
    for (const text of TEXTS) {
      expect(loaded.matches(text)).toEqual(whole().matches(text));
    }
    for (const [name, section] of loaded.sections()) {
      expect(name === "numbers" || section === sections.get(name)).toBe(true);
      expect(section).toEqual(whole().sections().get(name));
    }
  });

  test("is the same whenever it is made of the same", () => {
    expect([...whole().sections()]).toEqual([...whole().sections()]);
  });
});
