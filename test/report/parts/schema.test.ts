import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { createTally, type Message, type Tally } from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { formatReport, report } from "../../../src/report/report.ts";

type Schema = Readonly<Record<string, unknown>>;

const schema = JSON.parse(
  readFileSync(new URL("../../../docs/report.schema.json", import.meta.url), "utf8"),
) as Schema;
const PARTS = ["captures", "cards", "falsePositives"] as const;

/** The schema, in which every object has only the properties that are described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return copy.type === "object" && copy.properties !== undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}

/** One part alone, whatever else a report has. */
const partOf = (name: string): Schema => {
  const { properties = {}, $defs } = closed(schema) as Record<string, Schema>;
  return { $defs, ...(properties[name] as Schema) };
};

const filter = compileFilter(
  parseList("term,kind\n通知,x\n电话,y\n开会,\n", {
    format: "csv",
    name: "words",
    termColumn: "term",
    categoryColumn: "kind",
  }),
);

const MESSAGES: readonly Message[] = [
  { id: "m1", text: "收到通知", time: "2031-05-01", user: "ann", captured: true },
  { id: "m2", text: "通知和電話", user: "ben", captured: false },
  { id: "m3", text: "明天", time: "2031-05-03", captured: true },
  { id: "m4", text: "早", captured: false },
  { text: "开会" },
];

function count(messages: readonly Message[]): Tally {
  const tally = createTally(filter, { cards: 5, key: new Uint8Array(32), samples: 1 });
  for (const message of messages) tally.add(message);
  return tally.finish();
}

const labelled = [
  { stratum: "words:通知", size: 1, rules: ["words:通知"], falsePositive: true },
  { stratum: "words:电话", size: 1, rules: ["words:通知", "words:电话"], falsePositive: false },
];

test.each([
  ["both classes", MESSAGES],
  ["captures alone", MESSAGES.filter(({ captured }) => captured !== false)],
  ["no captures", MESSAGES.filter(({ captured }) => captured !== true)],
])("the schema describes the parts: %s", (name, messages) => {
  const found = report(count(messages), {
    benign: count(messages.slice(0, 1)),
    ...(name === "both classes" ? { labelled } : {}),
  });
  const json = JSON.parse(formatReport(found, "json")) as Record<string, Schema>;
  const compile = (part: string): ((value: unknown) => boolean) => {
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(partOf(part));
    return (value) => validate(value);
  };
  for (const part of PARTS) {
    if (json[part] === undefined) continue;
    expect({ part, valid: compile(part)(json[part]) }).toEqual({ part, valid: true });
    const [first = "", value] = Object.entries(json[part])[0] ?? [];
    expect(compile(part)({ ...json[part], [first]: [value] })).toBe(false);
  }
  expect(json).toHaveProperty("captures");
  expect(json).toHaveProperty("cards");
  expect(json.falsePositives !== undefined).toBe(name === "both classes");
});
