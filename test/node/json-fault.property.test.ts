import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { findJsonFault } from "../../src/node/json-fault.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const tokens = fc
  .array(
    fc.constantFrom(
      ..."{}[]:,\"\\-+.0123eEtruefalsn'",
      " ",
      "\n",
      "\t",
      "\u0000",
      "\u001f",
      "\u2028",
      "\ud800",
      "true",
      "null",
      '"a"',
      "\\u00e9",
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const damaged = fc
  .tuple(fc.json(), fc.nat(), fc.constantFrom("delete", "insert", "cut"), tokens)
  .map(([json, at, how, token]) => {
    const index = at % (json.length + 1);
    return how === "cut"
      ? json.slice(0, index)
      : json.slice(0, index) + (how === "insert" ? token : "") + json.slice(index + 1);
  });

test("finds a fault exactly where JSON.parse does", () => {
  fc.assert(
    fc.property(fc.oneof(tokens, fc.json(), damaged), (text) => {
      expect(findJsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 5000 },
  );
});

test("a fault stands where a shorter text merely ends, and stays when the rest is cut off", () => {
  fc.assert(
    fc.property(damaged, (text) => {
      const index = findJsonFault(text)?.index;
      if (index !== undefined) {
        expect([undefined, index]).toContain(findJsonFault(text.slice(0, index))?.index);
        expect(findJsonFault(text.slice(0, index + 1))?.index).toBe(index);
      }
    }),
    { numRuns: 2000 },
  );
});
