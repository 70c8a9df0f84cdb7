import { afterEach, expect, jest, test } from "@jest/globals";
import { startCounting } from "../../src/scale/web-worker.ts";

const added = ["addEventListener", "document", "postMessage"] as const;
const scope = globalThis as { [name in (typeof added)[number]]?: unknown };

afterEach(() => {
  for (const name of added) delete scope[name];
});

test("a page, which has listeners too, is no Web Worker", () => {
  const listen = jest.fn();
  Object.assign(scope, { addEventListener: listen, postMessage: () => {}, document: {} });
  expect(startCounting).toThrow(TypeError);
  expect(listen).not.toHaveBeenCalled();
  delete scope.document;
  startCounting();
  expect(listen).toHaveBeenCalledTimes(1);
});

test("nor is Node", () => {
  expect(startCounting).toThrow("startCounting was called outside of a Web Worker");
});
