/** Something that reads bytes from anywhere. Plain code without the test runner, since the long runs use it too. */
export interface FuzzTarget {
  /** What it is called: `lists/json`. */
  readonly name: string;
  /** Made-up inputs that it reads, from which others are made. */
  readonly seeds: readonly Uint8Array[];
  /** What means something to it, to be put in anywhere. */
  readonly tokens: readonly string[];
  /** Reads an input. Throws if what comes of it is neither a result that holds together nor an error that is documented. */
  run(input: Uint8Array): void | Promise<void>;
}

/** Stands in inputs where a message would: no error and no issue may hold it. */
export const SECRET = "SECRETWORD";

/** Longest input that is made, in bytes. */
export const MOST_BYTES: number = 16_384;

/** Names that are properties of every object. */
export const NASTY_NAMES: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "length",
];

/** The bytes of texts. */
export const bytesOf = (...texts: readonly string[]): readonly Uint8Array[] =>
  texts.map((text) => Buffer.from(text));

/** Throws if something does not hold. */
export function hold(condition: boolean, what: string): asserts condition {
  if (!condition) {
    throw new Error(`does not hold: ${what}`);
  }
}

/** Throws if two values differ as JSON. */
export function holdEqual(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  hold(left === right, `${what}: ${left?.slice(0, 600)} is not ${right?.slice(0, 600)}`);
}

/** What an error of V8 says where nobody foresaw it. */
const UNFORESEEN =
  /^(?:Cannot |Invalid |Maximum call|.*is not (?:a function|iterable|defined)|.*of (?:undefined|null)|offset is out|.*out of memory)/u;

/** Whether an error says what V8 says, and not what this library does. */
export const isUnforeseen = (message: string): boolean => UNFORESEEN.test(message);

/** Throws an error on that is none of those that are documented, or that shows what it should not. */
export function holdDocumented(
  error: unknown,
  kinds: readonly (abstract new (...args: never[]) => Error)[],
): void {
  if (!kinds.some((kind) => error instanceof kind) || isUnforeseen((error as Error).message)) {
    throw error;
  }
  const { message } = error as Error;
  hold(!message.includes(SECRET), "an error that quotes no message");
  hold(message.length < 2000, "an error that is short");
}

/** Throws if reading changed what all objects share. */
export function holdUnpolluted(): void {
  for (const name in {}) {
    throw new Error(`every object has a property ${name}`);
  }
}
