import { createHash } from "node:crypto";
import { createTransformer } from "@swc/jest";

// TypeScript to JavaScript, and the builtins that a file names as constants of that file. Jest runs files in a context of
// their own, where each look at a global such as `Math` costs about 200 ns in place of nothing: loops that name one took
// up to 200 times the time.

const BUILTINS = [
  ...["Array", "ArrayBuffer", "BigInt", "Boolean", "DataView", "Error", "Infinity", "JSON", "Map"],
  ...["Math", "NaN", "Number", "Object", "Promise", "RangeError", "Reflect", "RegExp", "Set"],
  ...["String", "Symbol", "TextDecoder", "TextEncoder", "TypeError", "WeakMap", "WeakSet"],
  ...["BigInt64Array", "BigUint64Array", "Float32Array", "Float64Array", "Int8Array", "Int16Array"],
  ...["Int32Array", "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array"],
];

/** Changes with what this file does, since results are kept. */
const VERSION = "2";

/** The builtins that a module names and does not declare. */
function namedIn(code) {
  return BUILTINS.filter((name) => {
    const declared = `\\b(?:as|class|const|function|import|let|var)\\s+${name}\\b|[{,]\\s*${name}\\s*[,}=]`;
    return new RegExp(`(?<![.\\w$])${name}\\b`).test(code) && !new RegExp(declared).test(code);
  });
}

function withConstants(transformed) {
  const names = namedIn(transformed.code);
  // On the first line, so that lines keep their numbers.
  return names.length === 0
    ? transformed
    : { ...transformed, code: `const{${names.join()}}=globalThis;${transformed.code}` };
}

const swc = createTransformer({
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
  module: { type: "es6" },
  swcrc: false,
});

export default {
  ...swc,
  process: (...args) => withConstants(swc.process(...args)),
  processAsync: async (...args) => withConstants(await swc.processAsync(...args)),
  getCacheKey: (...args) =>
    createHash("sha256")
      .update(swc.getCacheKey(...args))
      .update(VERSION)
      .digest("hex"),
};
