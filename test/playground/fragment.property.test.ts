import { deflateRawSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  decodeFragment,
  encodeFragment,
  FragmentError,
  isFragment,
  LONGEST_FRAGMENT,
  MOST_UNPACKED,
} from "../../docs/playground/model/fragment.ts";
import { OPTION_ROWS } from "../../docs/playground/model/list-options.ts";
import {
  DEFAULT_AUDIT,
  DEFAULT_FOLDING,
  emptyList,
  LONGEST_NAME,
  LONGEST_OPTION,
  type Settings,
} from "../../docs/playground/model/settings.ts";
import { LIST_ENCODINGS } from "../../src/lists/encoding.ts";
import { LIST_FORMATS } from "../../src/lists/lists.ts";
import { FOLDS } from "../../src/unicode/unicode.ts";

const anyText = fc.oneof(
  { weight: 30, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  // About the bounds of names and of options.
  ...[LONGEST_NAME, LONGEST_OPTION].map((bound) =>
    fc.integer({ min: bound - 2, max: bound + 2 }).map((length) => "茶".repeat(length)),
  ),
);

const anyList = fc.record({
  name: anyText,
  format: fc.constantFrom(...LIST_FORMATS),
  encoding: fc.constantFrom("" as const, ...LIST_ENCODINGS),
  trim: fc.boolean(),
  isAllowed: fc.boolean(),
  options: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...OPTION_ROWS.map(({ name }) => name)), anyText), {
      selector: ([name]) => name,
      maxLength: 4,
    })
    .map((entries) => Object.fromEntries(entries)),
  bytes: fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
});

const anySettings: fc.Arbitrary<Settings> = fc.record({
  lists: fc.array(anyList, { maxLength: 4 }),
  folding: fc.record({
    folds: fc.subarray([...FOLDS]),
    separatorGap: fc.integer({ min: 1, max: 16 }),
    minDigits: fc.integer({ min: 1, max: 16 }),
    hasScript: fc.boolean(),
  }),
  audit: fc.record({
    field: anyText,
    level: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    samples: fc.integer({ min: 0, max: 100 }),
    showText: fc.boolean(),
  }),
});

/** Whether a value is longer than links carry. */
function isUnfit({ lists, audit }: Settings): boolean {
  const names = [audit.field, ...lists.map(({ name }) => name)];
  const options = lists.flatMap((each) => Object.values(each.options));
  return names.some((name) => name.length > 200) || options.some((option) => option.length > 1000);
}

test("what a fragment carries comes back as it was, and none is made that would be refused", async () => {
  await fc.assert(
    fc.asyncProperty(anySettings, async (settings) => {
      if (isUnfit(settings)) {
        await expect(encodeFragment(settings)).rejects.toMatchObject({ code: "unfit" });
        return;
      }
      const fragment = await encodeFragment(settings);
      expect(fragment).toMatch(/^#[\w=-]+$/u);
      expect(isFragment(fragment)).toBe(true);
      expect(await decodeFragment(fragment)).toEqual(settings);
    }),
    { numRuns: 100 },
  );
});

test("what no link can carry is named, with its list", async () => {
  const lists = [emptyList("a.txt"), { ...emptyList("b.txt"), format: "qqmail" as const }];
  const options = { extenuating: "x".repeat(LONGEST_OPTION + 1) };
  const settings = { ...sound, lists: [lists[0], { ...lists[1], options }] } as Settings;
  await expect(encodeFragment(settings)).rejects.toThrow(
    "list 2, extenuating: expected a text of at most 1000 characters",
  );
  const many = { ...sound, lists: new Array(21).fill(lists[0]) } as Settings;
  await expect(encodeFragment(many)).rejects.toThrow("lists: expected at most 20 lists");
  // Options that pack well, and that reading would not unpack.
  const names = OPTION_ROWS.map(({ name }) => [name, "\u0001".repeat(LONGEST_OPTION)]);
  const swollen = { ...emptyList("c"), options: Object.fromEntries(names) };
  await expect(
    encodeFragment({ ...sound, lists: new Array(20).fill(swollen) } as Settings),
  ).rejects.toMatchObject({ code: "too-long" });
});

test("a fragment from anyone is read, or refused with a FragmentError and nothing else", async () => {
  const valid = await encodeFragment({
    lists: [{ ...emptyList("words.txt"), bytes: new TextEncoder().encode("tea\n") }],
    folding: DEFAULT_FOLDING,
    audit: DEFAULT_AUDIT,
  });
  const cutOrChanged = fc
    .tuple(fc.nat(valid.length), fc.nat(valid.length), fc.constantFrom("", "A", "-", "%00", "你"))
    .map(([a, b, put]) => valid.slice(0, Math.min(a, b)) + put + valid.slice(Math.max(a, b)));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        cutOrChanged,
        fc.string({ unit: "binary" }),
        fc.base64String().map((s) => `#a1=${s}`),
      ),
      async (fragment) => {
        const error = await decodeFragment(fragment).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(FragmentError);
      },
    ),
    { numRuns: 300 },
  );
});

/** A fragment of any JSON. */
function packed(value: unknown): string {
  return `#a1=${deflateRawSync(JSON.stringify(value)).toString("base64url")}`;
}

const list = {
  name: "words.txt",
  format: "lines",
  encoding: "",
  trim: false,
  isAllowed: false,
  options: {},
  bytes: "dGVhCg",
};
const sound = { lists: [list], folding: DEFAULT_FOLDING, audit: DEFAULT_AUDIT };

test("a fragment that was packed by another program is read", async () => {
  const { lists } = await decodeFragment(packed(sound));
  expect(new TextDecoder().decode(lists[0]?.bytes)).toBe("tea\n");
});

test.each<[string, unknown, string]>([
  ["no object", [], "link: expected an object"],
  ["messages", { ...sound, messages: ["secret"] }, "link: an unknown field"],
  ["a key", { ...sound, audit: { ...DEFAULT_AUDIT, key: "k" } }, "audit: an unknown field"],
  ["an unknown format", { ...sound, lists: [{ ...list, format: "constructor" }] }, "format: "],
  ["an unknown fold", { ...sound, folding: { ...DEFAULT_FOLDING, folds: ["__proto__"] } }, "fold"],
  [
    "an unknown option",
    { ...sound, lists: [{ ...list, options: { toString: "x" } }] },
    "options: ",
  ],
  ["bytes that are none", { ...sound, lists: [{ ...list, bytes: "!" }] }, "characters that"],
  ["too many lists", { ...sound, lists: new Array(21).fill(list) }, "lists: "],
  ["a level of 1", { ...sound, audit: { ...DEFAULT_AUDIT, level: 1 } }, "level: "],
  ["half a sample", { ...sound, audit: { ...DEFAULT_AUDIT, samples: 0.5 } }, "samples: "],
  [
    "a gap of 17",
    { ...sound, folding: { ...DEFAULT_FOLDING, separatorGap: 17 } },
    "separatorGap: ",
  ],
  ["a long name", { ...sound, lists: [{ ...list, name: "x".repeat(201) }] }, "name: "],
])("a fragment with %s is refused, and says why", async (_, value, reason) => {
  await expect(decodeFragment(packed(value))).rejects.toMatchObject({
    code: "damaged",
    message: expect.stringContaining(reason),
  });
});

test("names of prototypes are no options", async () => {
  const hostile = JSON.parse('{"__proto__": {"trim": true}}');
  await expect(
    decodeFragment(packed({ ...sound, lists: [{ ...list, options: hostile }] })),
  ).rejects.toMatchObject({ code: "damaged" });
});

test("a short fragment that unpacks to much is refused before it is unpacked", async () => {
  const bomb = packed({ ...sound, lists: [{ ...list, bytes: "A".repeat(2 * MOST_UNPACKED) }] });
  expect(bomb.length).toBeLessThan(LONGEST_FRAGMENT);
  await expect(decodeFragment(bomb)).rejects.toMatchObject({ code: "too-long" });
});

test("a list that is too large for a link is refused, whether or not it packs well", async () => {
  let state = 1;
  const noise = Uint8Array.from({ length: 40_000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  for (const bytes of [noise, new Uint8Array(MOST_UNPACKED)]) {
    const settings = { ...sound, lists: [{ ...emptyList("words.txt"), bytes }] } as Settings;
    await expect(encodeFragment(settings)).rejects.toMatchObject({ code: "too-long" });
  }
  await expect(decodeFragment(`#a1=${"A".repeat(LONGEST_FRAGMENT)}`)).rejects.toMatchObject({
    code: "too-long",
  });
});
