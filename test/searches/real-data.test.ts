import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createMatchStream, iterateMatches } from "../../src/searches/searches.ts";
import { dataPath, describeOnData } from "../support/data.ts";

/** Cuts of 1 to 600 bytes, always the same ones. */
function* cuts(length: number): Generator<number> {
  let state = 1;
  for (let place = 0; place < length; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    place += 1 + ((state >>> 16) % 600);
    yield place;
  }
}

describeOnData("a real list on real messages, as one text", () => {
  const filter = compileFilter(
    parseList(readFileSync(dataPath("lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv")), {
      format: "csv",
      termColumn: "word",
      trim: true,
    }),
  );
  const text = readFileSync(dataPath("messages/nus-sms/zh.jsonl"), "utf8").slice(0, 400_000);
  const written = ({ start, end, term }: { start: number; end: number; term: object }): unknown => [
    start,
    end,
    term,
  ];
  const expected = filter.matches(text).map(written);

  test("a stream of bytes and an iterator find what the search of the whole finds", () => {
    expect(expected.length).toBeGreaterThan(200);
    expect(Array.from(iterateMatches(filter, text), written)).toEqual(expected);

    const bytes = new TextEncoder().encode(text);
    const stream = createMatchStream(filter);
    const found: unknown[] = [];
    let place = 0;
    for (const cut of cuts(bytes.length)) {
      found.push(...stream.push(bytes.subarray(place, cut)).map(written));
      place = cut;
    }
    found.push(...stream.finish().map(written));
    expect(found.length).toBe(expected.length);
    expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(
      new Set(expected.map((one) => JSON.stringify(one))),
    );
  });
});
