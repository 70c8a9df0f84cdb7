import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  type Automaton,
  compileAutomaton,
  createMatchBuffer,
} from "../../src/automaton/automaton.ts";
import { countPatternMatches } from "../../src/automaton/count.ts";
import { loadAutomaton } from "../../src/automaton/load.ts";
import { makeTable } from "../support/class-table.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import type { NaiveExpansion } from "../support/naive.ts";

// Real words in real messages: both searches find the same, match for match. Made-up small alphabets do not show all:
// signatures and rows of thousands of classes look different.

// Characters as real tables have them: one is written in two ways, one is absent, one stands for three.
const expand = (character: string): NaiveExpansion<string> => {
  switch (character) {
    case "，":
      return { symbols: [","], joined: [false] };
    case "\u200b":
      return { symbols: [], joined: [] };
    case "…":
      return { symbols: [".", ".", "."], joined: [false, false, false] };
    default:
      return { symbols: [character], joined: [false] };
  }
};

function readMessages(): string[] {
  const sms = readFileSync(dataPath("messages/nus-sms/zh.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const subtitles = readFileSync(dataPath("messages/opensubtitles/zh-huge.txt"), "utf8");
  return [...sms, ...subtitles.split("\n")];
}

/** Lines of the lists that hold one entry in a line. */
function readWords(shortest: number): string[] {
  const folder = dataPath("lists/citizenlab/TOM-Skype--Sina-UC");
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    /\.plain\d?$/u.test(name),
  );
  const lines = files
    .sort()
    .flatMap((name) => readFileSync(`${folder}/${name}`, "utf8").split(/\r?\n/u));
  return [...new Set(lines.map((line) => line.trim()))].filter(({ length }) => length >= shortest);
}

function collected(automaton: Automaton, text: string): Int32Array {
  const buffer = createMatchBuffer();
  automaton.collect(text, buffer);
  const matches = Array.from({ length: buffer.length / 3 }, (_, at) =>
    buffer.words.slice(3 * at, 3 * at + 3),
  );
  matches.sort((a, b) => {
    const at = a.findIndex((word, place) => word !== b[place]);
    return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
  });
  return Int32Array.from(matches.flatMap((match) => [...match]));
}

describeOnData("real words in real messages", () => {
  for (const shortest of [1, 2]) {
    test(`of at least ${shortest} code units`, () => {
      const words = readWords(shortest);
      const messages = readMessages();
      const text = messages.join("\n");
      const { table, encode } = makeTable(`，\u200b…${text}`, words, expand);
      const anchored = compileAutomaton(words.map(encode), table);
      const linked = loadAutomaton(anchored.sections(), { budget: 0 });
      const found = collected(anchored, text);
      expect(found.length).toBeGreaterThan(3 * 500);
      expect(collected(linked, text)).toEqual(found);
      expect(messages.filter((message) => linked.test(message))).toEqual(
        messages.filter((message) => anchored.test(message)),
      );

      // Words of plain characters, by the simplest means, on some messages.
      const some = messages.slice(0, 300).join("\n");
      const counts = new Uint32Array(words.length);
      countPatternMatches(anchored, some, counts);
      const wrong = words.filter((word, index) => {
        let sum = 0;
        for (let at = some.indexOf(word); at >= 0; at = some.indexOf(word, at + 1)) {
          sum++;
        }
        return !/[，,.…\u200b]/u.test(word) && counts[index] !== sum;
      });
      expect(wrong).toEqual([]);
    });
  }
});
