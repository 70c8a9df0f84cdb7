import { describe, expect, test } from "@jest/globals";
import { isolatedList, isolateTerms } from "../../src/discovery/discovery.ts";
import { createRandom } from "../../src/inference/inference.ts";

const box =
  (...terms: readonly string[]) =>
  (text: string): boolean =>
    terms.every((term) => text.includes(term));

test("terms that overlap in the text are both found", async () => {
  const { combinations } = await isolateTerms(box("调整", "整体"), "我们调整体制");
  expect(combinations).toEqual([{ terms: ["调整", "整体"], isVerified: true }]);
});

test("characters beyond the basic plane are not cut", async () => {
  const text = "x😀𠮷😀y";
  const asked: string[] = [];
  const { combinations } = await isolateTerms((each) => {
    asked.push(each);
    return each.includes("𠮷");
  }, text);
  expect(combinations.map(({ terms }) => terms)).toEqual([["𠮷"]]);
  expect(asked.filter((each) => /\p{Cs}/u.test(each))).toEqual([]);
});

test("several terms of one text, each once", async () => {
  const either = (text: string): boolean => /tea|milk/u.test(text);
  const { combinations } = await isolateTerms(either, "milk tea, tea with milk");
  expect(combinations.map(({ terms }) => terms).sort()).toEqual([["milk"], ["tea"]]);
  const one = await isolateTerms(either, "milk tea", { most: 1 });
  expect(one.combinations).toHaveLength(1);
});

test("combinations that share terms are all found", async () => {
  const pairs = [
    ["码头", "灯笼"],
    ["码头", "月亮"],
    ["灯笼", "月亮"],
  ];
  const any = (text: string): boolean => pairs.some((pair) => box(...pair)(text));
  const { status, combinations } = await isolateTerms(any, "我们在码头看灯笼和月亮吧");
  expect(status).toBe("done");
  expect(combinations.map(({ terms }) => terms.join()).sort()).toEqual(
    pairs.map((pair) => pair.join()).sort(),
  );
  const two = await isolateTerms(any, "我们在码头看灯笼和月亮吧", { most: 2 });
  expect([two.status, two.combinations.length]).toEqual(["most", 2]);
});

test("too many ways to leave combinations out end the search", async () => {
  // Twelve triples of terms of their own: three to the power of twelve ways.
  const triples = Array.from({ length: 12 }, (_, index) =>
    ["a", "b", "c"].map((letter) => `${letter}${index};`),
  );
  const any = (text: string): boolean => triples.some((triple) => box(...triple)(text));
  const { status } = await isolateTerms(any, triples.flat().join(" "), {
    most: 100,
    budget: 1_000_000,
  });
  expect(status).toBe("most");
});

test("few queries: about the logarithm of the length for each term", async () => {
  const text = `${"那天的晚饭很好吃。".repeat(60)}码头${"，后来下雨了".repeat(60)}灯笼${"再见".repeat(50)}`;
  const { combinations, queries } = await isolateTerms(box("码头", "灯笼"), text);
  expect(combinations[0]?.terms).toEqual(["码头", "灯笼"]);
  // Twice 10 for the end and 2 for the beginning, and a handful to begin, to verify and to look for more.
  expect(queries).toBeLessThan(35);
});

test("what the box says of nothing and of no term", async () => {
  expect(await isolateTerms(() => true, "tea")).toMatchObject({ status: "always", queries: 1 });
  expect(await isolateTerms(() => false, "tea")).toMatchObject({
    status: "done",
    combinations: [],
    queries: 2,
  });
});

test("answers that fit no terms are not verified", async () => {
  // Tea alone triggers, but what stands behind it must end with a word that does not trigger with it elsewhere.
  const odd = (text: string): boolean =>
    text === "tea" || (text.endsWith("please") && text.includes("tea"));
  const { combinations } = await isolateTerms(odd, "tea please", { most: 1 });
  expect(combinations.map(({ isVerified }) => isVerified)).toEqual([false]);
  // Lengths are no terms.
  const prime = (text: string): boolean => [2, 3, 5, 7, 11, 13].includes(text.length);
  const guess = await isolateTerms(prime, "abcdefg", { most: 1 });
  expect(guess.combinations.map(({ isVerified }) => isVerified)).toEqual([false]);
});

test("noise is outvoted", async () => {
  const random = createRandom(11);
  const noisy = (text: string): boolean => text.includes("码头") !== random.next() < 0.1;
  const { combinations, queries } = await isolateTerms(noisy, "我们明天去码头，好吗", {
    repeat: 9,
  });
  expect(combinations).toEqual([{ terms: ["码头"], isVerified: true }]);
  expect(queries).toBeGreaterThan(9 * 5);
});

test("each query waits, and a box that fails ends the search with what was learned", async () => {
  let waits = 0;
  let left = 6;
  const states: string[] = [];
  const failing = async (text: string): Promise<boolean> => {
    if (left-- === 0) throw new Error("gone");
    return text.includes("tea");
  };
  const wait = async (): Promise<void> => {
    waits++;
  };
  await expect(
    isolateTerms(failing, "a cup of tea", {
      wait,
      onState: ({ answers }) => states.push(answers),
    }),
  ).rejects.toThrow("gone");
  expect(waits).toBe(7);
  expect(states.map(({ length }) => length)).toEqual([1, 2, 3, 4, 5, 6]);
});

describe("refused", () => {
  const good = {
    format: "filter-audit/isolation",
    version: 1,
    hash: 0,
    answers: "",
    queries: 0,
  } as const;
  test.each([
    [{ budget: 0 }, "budget is 0"],
    [{ repeat: 2 }, "repeat is 2"],
    [{ most: 0 }, "most is 0"],
    [{ state: good }, "the state is of another text"],
    [{ state: { ...good, answers: "012" } }, "state cannot be read"],
    [{ state: { ...good, answers: "01", queries: 1 } }, "state cannot be read"],
    [{ state: null as never }, "state cannot be read"],
  ])("%j", async (options, message) => {
    await expect(isolateTerms(() => true, "tea", options)).rejects.toThrow(message);
  });
});

test("the list leaves out what was not verified, and says each combination once", () => {
  const list = isolatedList([
    { terms: ["tea"], isVerified: true },
    { terms: ["milk", "ice"], isVerified: true },
    { terms: ["milk", "ice"], isVerified: true },
    { terms: ["rum"], isVerified: false },
  ]);
  expect(list.issues).toEqual([]);
  expect(list.rules.map(({ parts }) => parts.map(({ anyOf }) => anyOf[0]?.text))).toEqual([
    ["tea"],
    ["milk", "ice"],
  ]);
});
