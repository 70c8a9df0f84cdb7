import { expect, test } from "@jest/globals";
import type { Message } from "../../src/audit/message.ts";
import type { Trigger } from "../../src/filter/match.ts";
import { triggersLine } from "../../src/node/node.ts";

/** A trigger of the rule with this id, with matches at these spans. */
function trigger(id: string, ...spans: [number, number][]): Trigger {
  const rule = {
    id,
    parts: [],
    ordered: false,
    overlap: "shared",
    exceptions: [],
    action: "unknown",
    metadata: {},
    source: { list: "list", line: 1, start: 0, end: 0, raw: "term" },
  } as const;
  return {
    rule,
    matches: spans.map(([start, end]) => ({ start, end, term: { text: "term" }, rules: [rule] })),
  } as unknown as Trigger;
}

function read(message: Message, ...triggers: Trigger[]): unknown {
  const line = triggersLine(message, triggers);
  expect(line.endsWith("\n")).toBe(true);
  return JSON.parse(line);
}

test("is one line with the name, the rules and the spans, and not the text", () => {
  const message = { text: "a secret", id: "m1", user: "someone" };
  const line = triggersLine(message, [trigger("list:a", [0, 1]), trigger("list:secret", [2, 8])]);
  expect(line).toBe('{"message":"m1","rules":["list:a","list:secret"],"matches":[[0,1],[2,8]]}\n');
});

test("is named by id, else by place, else by nothing", () => {
  const source = { file: "a.jsonl", line: 12 };
  expect(read({ text: "", id: 7, source })).toMatchObject({ message: 7 });
  expect(read({ text: "", id: 0, source })).toMatchObject({ message: 0 });
  expect(read({ text: "", id: "", source })).toMatchObject({ message: "" });
  expect(read({ text: "", source })).toMatchObject({ message: "a.jsonl:12" });
  expect(read({ text: "" })).toMatchObject({ message: null });
});

test("has each span once, by start, then longer first; rules as they come", () => {
  const triggers = [
    trigger("z", [10, 12], [2, 4]),
    trigger("a", [2, 9], [2, 4], [9, 10]),
    trigger("m", [10, 12]),
  ];
  expect(read({ text: "", id: 1 }, ...triggers)).toEqual({
    message: 1,
    rules: ["z", "a", "m"],
    matches: [
      [2, 9],
      [2, 4],
      [9, 10],
      [10, 12],
    ],
  });
});

test("escapes what a terminal would obey or hide, and lone surrogates", () => {
  const hidden = "\u0000\u001b[2J\u007f\u009b\u202e\u2066\u200f\u2028\ud800\n";
  const line = triggersLine({ text: "", id: hidden }, [trigger(`list:${hidden}`)]);
  expect(line).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(line)).toMatchObject({ message: hidden, rules: [`list:${hidden}`] });
});
