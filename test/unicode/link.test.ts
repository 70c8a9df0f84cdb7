import { expect, test } from "@jest/globals";
import { createLink } from "../../src/unicode/link.ts";

test("what is linked is found, and asked for before is refused by name", () => {
  const link = createLink<{ readonly name: string }>("a table", "linkTables");
  expect(link.found()).toBeUndefined();
  expect(() => link.get()).toThrow(new TypeError("a table is not linked, expected linkTables"));
  const table = { name: "case" };
  link.link(table);
  link.link(table);
  expect(link.get()).toBe(table);
  expect(link.found()).toBe(table);
});

test("each link is one of its own", () => {
  const [one, other] = [createLink<number>("one", "linkOne"), createLink<number>("two", "linkTwo")];
  one.link(1);
  expect(other.found()).toBeUndefined();
});
