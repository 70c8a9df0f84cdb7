import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { dataPath, describeOnData } from "../support/data.ts";
import { readAll } from "./reading.ts";

describeOnData("reading real messages", () => {
  test.each([
    ["messages/nus-sms/zh.jsonl", 25_100],
    ["messages/nus-sms/en.jsonl", 22_292],
  ])("%s: %i messages, each as JSON.parse has it", async (name, count) => {
    const path = dataPath(name);
    const { records, error } = await readAll(path);
    expect(error).toBeUndefined();
    expect(records.length).toBe(count);
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    const expected = lines.map((line, index) => {
      const message = { ...JSON.parse(line), source: { file: path, line: index + 1 } };
      return JSON.stringify({ message });
    });
    expect(records.map((record) => JSON.stringify(record))).toEqual(expected);
  });

  test("blocked-words.csv: 4256 records, 318 of them over several lines", async () => {
    const path = dataPath("lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv");
    const { records, error } = await readAll(path, { field: "word" });
    expect(error).toBeUndefined();
    const starts = records.map((record) => ("message" in record ? record.message.source?.line : 0));
    expect(starts.length).toBe(4256);
    expect(starts[0]).toBe(2);
    const lines = readFileSync(path, "utf8").split("\n").length;
    const ends = [...starts.slice(1), lines];
    expect(starts.filter((start = 0, index) => (ends[index] ?? 0) - start > 1).length).toBe(318);
  });
});
