import { Refusal } from "./refusal.ts";

/** An expression of dialect `pcre` in the syntax of JavaScript. */
export interface Rewritten {
  /** The source, for a parser of JavaScript without flag u. */
  readonly source: string;
  /** The flags of the expression and those at the head of its source. */
  readonly flags: string;
  /** For each UTF-16 code unit of `source`, and for its end, where it comes from. */
  readonly origins: readonly number[];
  /** What the comments say. */
  readonly comments: readonly string[];
}

const LEADING_FLAGS = /^\(\?([a-zJUX]+)\)/u;
const INLINE_FLAGS = /^\(\?[a-zJUX]*(?:-[a-zJUX]*)?\)/u;
const SCOPED_FLAGS = /^\(\?(?:[ims]+(?:-[ims]+)?|-[ims]+):/u;
const GROUP = /^\((?:\?(?::|=|!|<=|<!|<[A-Za-z_]))?/u;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})/u;

/** Escapes that mean in JavaScript what they mean in PCRE. */
const SHARED_ESCAPES = "dDwWsSbBnrtf0cux123456789";

/** What other escapes are in JavaScript; those of a class stand in brackets elsewhere. */
const ESCAPES: Readonly<Record<string, string>> = {
  a: "\\x07",
  e: "\\x1b",
  h: "\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000",
  v: "\\n-\\r\\x85\\u2028\\u2029",
};

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7f",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\t-\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/**
 * Rewrites what PCRE has and JavaScript has not, where the meaning is the same: flags at the head, comments,
 * `\Q...\E`, `\A`, `\z`, `\Z`, `\h`, `\v`, `\a`, `\e`, `\x{...}`, `(?P<name>`, POSIX classes, `]` first in a class.
 *
 * @throws Refusal for what has no counterpart
 * @see PCRE2 10.44, pcre2pattern(3)
 */
export function rewritePcre(source: string, flags: string): Rewritten {
  let output = "";
  const origins: number[] = [];
  const comments: string[] = [];
  let at = 0;
  let inline = flags;
  const emit = (text: string): void => {
    output += text;
    for (let unit = 0; unit < text.length; unit += 1) {
      origins.push(at);
    }
  };
  const refuse: (what: string) => never = (what) => {
    throw new Refusal(`it holds ${what} (at ${at}), which JavaScript does not have`);
  };

  for (let head = LEADING_FLAGS.exec(source); head; head = LEADING_FLAGS.exec(source.slice(at))) {
    for (const flag of head[1] ?? "") {
      if (!"ims".includes(flag)) {
        refuse(`the flag ${flag}`);
      }
      inline += inline.includes(flag) ? "" : flag;
    }
    at += head[0].length;
  }

  const ofText = (edge: string): void => {
    if (inline.includes("m")) {
      refuse("an edge of the text under flag m");
    }
    emit(edge);
  };

  /** Copies the escape at `at`. */
  const copyEscape = (inClass: boolean): void => {
    const letter = source[at + 1] ?? "";
    const rewritten = ESCAPES[letter];
    if (letter === "Q") {
      const end = source.indexOf("\\E", at + 2);
      const last = end === -1 ? source.length : end;
      for (at += 2; at < last; at += 1) {
        emit((source[at] ?? "").replace(/[\\^$.*+?()[\]{}|/-]/u, "\\$&"));
      }
      at = end === -1 ? last : last + 2;
      return;
    }
    if (letter === "x" && source[at + 2] === "{") {
      const digits = /^\\x\{([0-9A-Fa-f]{1,6})\}/u.exec(source.slice(at, at + 11));
      const codePoint = Number.parseInt(digits?.[1] ?? "", 16);
      if (digits === null || codePoint > 0x10ffff) {
        refuse("a broken \\x{...}");
      }
      // An astral character is written out: the parser has no escape for it without flag u.
      emit(
        codePoint > 0xffff
          ? String.fromCodePoint(codePoint)
          : `\\u${codePoint.toString(16).padStart(4, "0")}`,
      );
      at += digits[0].length;
      return;
    }
    if (rewritten !== undefined && Object.hasOwn(ESCAPES, letter)) {
      emit(inClass ? rewritten : `[${rewritten}]`);
    } else if (!inClass && (letter === "A" || letter === "z" || letter === "Z")) {
      ofText(letter === "A" ? "^" : "$");
    } else if (letter === "E") {
      // The end of a quotation that never began means nothing.
    } else if (/[A-Za-z1-9]/u.test(letter) && !SHARED_ESCAPES.includes(letter)) {
      refuse(`\\${letter}`);
    } else {
      emit(source.slice(at, at + 2));
    }
    at += 2;
  };

  const copyClass = (): void => {
    emit(source[at + 1] === "^" ? "[^" : "[");
    at += source[at + 1] === "^" ? 2 : 1;
    if (source[at] === "]") {
      emit("\\]");
      at += 1;
    }
    while (at < source.length && source[at] !== "]") {
      const posix = /^\[([:.=])([a-z^]*)\1\]/u.exec(source.slice(at, at + 16));
      if (source[at] === "\\") {
        copyEscape(true);
      } else if (posix) {
        const name = posix[2] ?? "";
        emit(
          Object.hasOwn(CLASSES, name) ? (CLASSES[name] ?? "") : refuse(`the class ${posix[0]}`),
        );
        at += posix[0].length;
      } else {
        emit(source[at] ?? "");
        at += 1;
      }
    }
    emit(source.slice(at, at + 1));
    at += 1;
  };

  const openGroup = (): void => {
    const rest = source.slice(at, at + 32);
    if (rest.startsWith("(?#")) {
      const end = source.indexOf(")", at);
      if (end === -1) {
        refuse("a comment without end");
      }
      comments.push(source.slice(at + 3, end));
      at = end + 1;
      return;
    }
    const named = rest.startsWith("(?P<");
    const group = SCOPED_FLAGS.exec(rest) ?? GROUP.exec(named ? `(?${rest.slice(3)}` : rest);
    const opened = group?.[0] ?? "(";
    if (INLINE_FLAGS.test(rest)) {
      refuse("flags in the middle");
    }
    if (rest.startsWith("(?>")) {
      refuse("an atomic group");
    }
    if (rest.startsWith("(*") || (opened === "(" && rest[1] === "?")) {
      refuse(`a group ${JSON.stringify(rest.slice(0, 3))}`);
    }
    emit(opened);
    at += opened.length + (named ? 1 : 0);
  };

  while (at < source.length) {
    const quantifier = QUANTIFIER.exec(source.slice(at, at + 24))?.[0];
    const unit = source[at];
    if (unit === "\\") {
      copyEscape(false);
    } else if (unit === "[") {
      copyClass();
    } else if (unit === "(") {
      openGroup();
    } else if (quantifier !== undefined) {
      emit(quantifier);
      at += quantifier.length;
      if (source[at] === "+") {
        refuse("a possessive quantifier");
      }
      if (source[at] === "?") {
        emit("?");
        at += 1;
      }
    } else {
      emit(unit ?? "");
      at += 1;
    }
  }
  origins.push(at);
  return { source: output, flags: inline, origins, comments };
}
