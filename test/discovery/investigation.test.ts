import { expect, test } from "@jest/globals";
import type { Message } from "../../src/audit/audit.ts";
import { investigate } from "../../src/discovery/discovery.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";

const words = parseList("灯塔\n码头\n", { format: "lines", name: "words" });
const other = parseList("鸽子\n", { format: "lines", name: "other" });
const exact = compileFilter(words, { folds: [] });
const wider = compileFilter(words);
const key = new Uint8Array(32).fill(3);

const steps = (messages: readonly Message[], options = {}): (string | number)[][] =>
  investigate(exact, messages, {
    wider,
    further: [{ name: "other", filter: compileFilter(other) }],
    key,
    ...options,
  })
    .ladder.filter(({ messages: count }) => count > 0)
    .map(({ step, messages: count }) => [step, count]);

test("each message stands on the first step that explains it", () => {
  const texts = ["去灯塔", "燈塔鸽子", "鸽子", "灯\u200b塔", "燈\u200b塔", "吃饭"];
  expect(steps(texts.map((text) => ({ text, captured: true })))).toEqual([
    ["exact", 1],
    ["fold:script", 1],
    ["fold:ignorable", 2],
    ["list:other", 1],
    ["rest", 1],
  ]);
});

/** Twenty conversations of two people and ten messages each, by turns of chance that a rule gives. */
function talk(captured: (place: number, user: string, text: string) => boolean): Message[] {
  const messages: Message[] = [];
  for (let conversation = 0; conversation < 20; conversation++) {
    for (let place = 0; place < 10; place++) {
      const user =
        ["lan", "u", "v", "w"][(place * 7 + conversation) % 3 === 0 ? 0 : 1 + (conversation % 3)] ??
        "";
      const text = place === 3 ? "去灯塔" : `话${conversation}${place}`;
      messages.push({ text, user, conversation, captured: captured(place, user, text) });
    }
  }
  return messages;
}

test("captures that follow an explained one are spill-over", () => {
  const found = investigate(
    exact,
    talk((place) => place >= 3 && place <= 5),
    { key, spillOver: { messages: 2 } },
  );
  expect(found.spillOver).toMatchObject({ unexplained: 40, following: 40, holds: true });
  expect(found.ladder.map(({ step, messages }) => [step, messages])).toEqual([
    ["exact", 20],
    ["spill-over", 40],
    ["rest", 0],
  ]);
});

test("captures that come before an explained one as often as after it are no spill-over", () => {
  const found = investigate(
    exact,
    talk((place) => place >= 1 && place <= 5),
    { key, spillOver: { messages: 2 }, permutations: 99 },
  );
  expect(found.spillOver).toMatchObject({ following: 40, preceding: 40, holds: false });
  expect(found.spillOver?.p).toBeLessThan(0.001);
  expect(found.spillOver?.forward).toBeGreaterThan(0.4);
});

test("spill-over within seconds, by the times of the messages and not by their order", () => {
  const messages = talk((place) => place >= 3 && place <= 5).map((message, place) => ({
    ...message,
    time: `2031-05-14T10:00:${String((place % 10) * 6).padStart(2, "0")}+08:00`,
  }));
  const found = investigate(exact, messages.toReversed(), { key, spillOver: { seconds: 12 } });
  expect(found.spillOver).toMatchObject({ seconds: 12, following: 40, preceding: 0, holds: true });
});

test("where only captures are known, explained and unexplained ones change places", () => {
  const messages = talk((place) => place >= 3 && place <= 5).filter(({ captured }) => captured);
  const found = investigate(exact, messages, { key, permutations: 199 });
  expect(found.spillOver).toMatchObject({ following: 40, preceding: 0, permutations: 199 });
});

test("a user who is captured whatever is said stands out, and nobody else", () => {
  const found = investigate(
    exact,
    talk((_, user, text) => user === "lan" || text === "去灯塔"),
    { key, permutations: 199 },
  );
  expect(found.spillOver?.holds).toBe(false);
  const named = found.enrichment.filter(({ holds }) => holds);
  expect(named).toHaveLength(1);
  expect(named[0]).toMatchObject({ field: "user", oddsRatio: null, familywise: 1 / 200 });
  expect(named[0]?.value).toMatch(/^[0-9a-f]{16}$/u);
  expect(JSON.stringify(found)).not.toContain("lan");
  const left = found.ladder.find(({ step }) => step === "rest");
  expect(left?.messages).toBe(0);
});

test("captures of whole conversations name nobody: each is its own stratum", () => {
  const messages = talk(() => false).map((message) => ({
    ...message,
    captured: Number(message.conversation) % 4 === 0,
  }));
  const found = investigate(exact, messages, { key });
  expect(found.enrichment.every(({ p, holds }) => p === 1 && !holds)).toBe(true);
  expect(found.tests).toMatchObject({ tested: 0, permutations: 0 });
});

test("without messages that were not captured it speaks of composition only", () => {
  const found = investigate(
    exact,
    talk(() => true),
    { key, permutations: 199 },
  );
  expect(found.tests?.scope).toBe("captured");
  expect(found.answer.join(" ")).toContain("nothing of how likely anyone");
});

test("a term that ordinary people often write, and that explains as much as a user does, is told first", () => {
  const messages = talk(() => true).map((message) => ({
    ...message,
    text: message.user === "lan" ? `${message.text}好的呀` : "去灯塔",
  }));
  const ordinary = Array.from({ length: 500 }, (_, place) => (place % 50 === 0 ? "好的呀" : "嗯"));
  const found = investigate(exact, messages, { key, permutations: 199, ordinary });
  // One user alone wrote it, so it is not shown.
  expect(found.rivals.map(({ term, ordinary: common }) => [term, common])).toEqual([[null, 10]]);
  const shown = investigate(exact, messages, { key, permutations: 199, ordinary, minUsers: 1 });
  expect(shown.rivals.map(({ term }) => term)).toEqual(["好的呀"]);
  expect(found.answer[1]).toMatch(/^Before anyone is suspected/u);
});

test("a rule that many wrote comes before people", () => {
  const messages: Message[] = [];
  for (let place = 0; place < 600; place++) {
    const captured = place % 10 === 0;
    const text = `${String.fromCharCode(0x5000 + (place % 97))}${captured ? "苏打" : "话"}${place % 7}`;
    // One user writes half of what is captured.
    const user = place % 20 === 0 ? "lan" : `u${place % 190}`;
    messages.push({ text, user, conversation: Math.floor(place / 40), captured });
  }
  const found = investigate(exact, messages, { key, permutations: 99 });
  expect(found.discovered?.map(({ terms, explains }) => [terms, explains])).toEqual([
    [["苏打"], true],
  ]);
  expect(found.enrichment).toEqual([]);
  expect(found.ladder.find(({ step }) => step === "discovered")?.messages).toBe(60);
  const other = investigate(exact, messages, { key: new Uint8Array(32).fill(9), permutations: 99 });
  expect(other.discovered).toEqual(found.discovered);
  const without = investigate(exact, messages, { key, discovery: false, permutations: 99 });
  expect(without.discovered).toBeNull();
  expect(without.enrichment.filter(({ holds }) => holds)).toHaveLength(1);
});

test("messages without captures, and options out of range", () => {
  expect(investigate(exact, ["灯塔", { text: "x", captured: false }])).toMatchObject({
    captured: 0,
    notCaptured: 1,
    unknown: 1,
  });
  expect(() => investigate(exact, [], { minUsers: 0 })).toThrow(RangeError);
  expect(() => investigate(exact, [], { level: 1 })).toThrow(RangeError);
  expect(() => investigate(exact, [], { spillOver: { messages: 0 } })).toThrow(RangeError);
});

test("messages that arrive in their own time give the same", async () => {
  const messages = talk((place) => place > 2);
  async function* later(): AsyncGenerator<Message> {
    yield* messages;
  }
  expect(await investigate(exact, later(), { key, permutations: 99 })).toEqual(
    investigate(exact, messages, { key, permutations: 99 }),
  );
});

test("a step whose test concludes nothing may hold whatever stands on later ones", () => {
  const messages = Array.from({ length: 40 }, (_, place) => ({
    text: place % 4 === 0 ? "去灯塔" : "吃饭",
    conversation: place,
    user: `u${place}`,
    captured: true,
  }));
  const { ladder } = investigate(exact, messages, { key });
  const row = (step: string) => ladder.find((each) => each.step === step);
  expect(row("exact")?.messages).toBe(10);
  expect(row("rest")?.messages).toBe(30);
  expect(row("spill-over")?.interval).toEqual([0, row("rest")?.interval[1]]);
  expect(row("enrichment")?.interval).toEqual([0, row("rest")?.interval[1]]);
  expect(row("rest")?.interval[0]).toBeGreaterThan(0.5);
});

test("of captures alone it says that whoever likes a hidden word would stand out as well", () => {
  // The users of all captures without the listed word are the same one.
  const messages = talk((_, user, text) => user === "lan" || text === "去灯塔");
  const captures = messages.filter(({ captured }) => captured);
  const others = Array.from({ length: 40 }, (_, place) => ({
    text: "去灯塔",
    user: `u${place % 4}`,
    conversation: place % 20,
    captured: true,
  }));
  const found = investigate(exact, [...captures, ...others], { key, permutations: 199 });
  expect(found.enrichment.filter(({ holds }) => holds)).toHaveLength(1);
  const words = "whoever likes a word of a rule that the lists lack would stand out as well";
  expect(found.answer.join(" ")).toContain(words);
  const both = investigate(exact, messages, { key, permutations: 199 });
  expect(both.enrichment.filter(({ holds }) => holds)).toHaveLength(1);
  expect(both.answer.join(" ")).not.toContain(words);
});
