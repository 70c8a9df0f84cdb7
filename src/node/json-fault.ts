/** Where a text stops being JSON. */
export interface JsonFault {
  /** Offset of the first character that cannot stand there, in UTF-16 code units; the length at the end. */
  readonly index: number;
  /** What could have stood there. */
  readonly expected: string;
}

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const LITERALS = ["true", "false", "null"];

const OBJECT = 1;
const ARRAY = 2;

/** What the grammar waits for. */
type State = "value" | "value or ]" | "name" | "name or }" | "colon" | "next";

/**
 * Finds what keeps a text from being JSON (RFC 8259); undefined if nothing does, which is exactly where
 * `JSON.parse` takes it.
 *
 * The error of `JSON.parse` itself is no help: it quotes the text and often has no position. A level of
 * nesting costs a byte, and no stack.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const containers = new Uint8Array(text.length + 1);
  let depth = 0;
  let state: State = "value";
  let index = skip(BLANK, text, 0);
  while (state !== "next" || depth > 0 || index < text.length) {
    const character = text[index];
    const isInObject = containers[depth] === OBJECT;
    let end: number | JsonFault = index + 1;
    if (canClose(state, depth) && character === (isInObject ? "}" : "]")) {
      depth--;
      state = "next";
    } else if (state === "next" && depth > 0 && character === ",") {
      state = isInObject ? "name" : "value";
    } else if (state === "colon" && character === ":") {
      state = "value";
    } else if ((state === "name" || state === "name or }") && character === '"') {
      end = scanString(text, index);
      state = "colon";
    } else if (isValue(state) && (character === "{" || character === "[")) {
      depth++;
      containers[depth] = character === "{" ? OBJECT : ARRAY;
      state = character === "{" ? "name or }" : "value or ]";
    } else if (isValue(state)) {
      end = character === '"' ? scanString(text, index) : scanAtom(text, index);
      if (end === index) {
        return { index, expected: expectedIn(state, depth, isInObject) };
      }
      state = "next";
    } else {
      return { index, expected: expectedIn(state, depth, isInObject) };
    }
    if (typeof end !== "number") {
      return end;
    }
    index = skip(BLANK, text, end);
  }
  return undefined;
}

function isValue(state: State): boolean {
  return state === "value" || state === "value or ]";
}

function canClose(state: State, depth: number): boolean {
  return (state === "next" && depth > 0) || state === "value or ]" || state === "name or }";
}

function expectedIn(state: State, depth: number, isInObject: boolean): string {
  switch (state) {
    case "value":
    case "value or ]":
      return `a ${state}`;
    case "name":
    case "name or }":
      return state === "name" ? "a name in quotes" : "a name in quotes or }";
    case "colon":
      return "a colon";
    case "next":
      return depth === 0 ? "the end of the line" : `a comma or ${isInObject ? "}" : "]"}`;
  }
}

/** Where the string that starts at `start` ends, or what is wrong in it. */
function scanString(text: string, start: number): number | JsonFault {
  let index = start + 1;
  for (;;) {
    while (isPlain(text.charCodeAt(index))) {
      index++;
    }
    if (text[index] === '"') {
      return index + 1;
    }
    const end = skip(ESCAPE, text, index);
    if (end === index) {
      const expected = text[index] === "\\" ? "a valid escape" : "the closing quote of a string";
      return { index, expected };
    }
    index = end;
  }
}

/** Whether a character may stand in a string as it is; not, if there is none (`NaN`). */
function isPlain(codeUnit: number): boolean {
  return codeUnit >= 0x20 && codeUnit !== 0x22 && codeUnit !== 0x5c;
}

/** Where the number or literal at `start` ends; `start` if there is none. */
function scanAtom(text: string, start: number): number {
  const literal = LITERALS.find((word) => text.startsWith(word, start));
  return literal === undefined ? skip(NUMBER, text, start) : start + literal.length;
}

/** Where a sticky expression that matches at `index` ends; `index` itself if it does not match. */
function skip(expression: RegExp, text: string, index: number): number {
  expression.lastIndex = index;
  return expression.test(text) ? expression.lastIndex : index;
}
