const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Deeper values are left to `JSON.parse`. */
const MOST_LEVELS = 32;

// All of these read JSON (RFC 8259) from bytes that end with a line feed, which is no part of any value: so none
// has to look for the end. What is not there as expected gives -1.

/** The place of the first byte from `place` on that is no space, tab or carriage return. */
export function skipBlank(bytes: Uint8Array, place: number): number {
  let next = place;
  while (bytes[next] === 0x20 || bytes[next] === 0x09 || bytes[next] === 0x0d) {
    next++;
  }
  return next;
}

/** The place after the string whose quote stands at `place`. */
export function skipString(bytes: Uint8Array, place: number): number {
  let next = place + 1;
  for (;;) {
    const byte = bytes[next] as number;
    if (byte === QUOTE) {
      return next + 1;
    }
    if (byte === BACKSLASH) {
      if (escapedUnit(bytes, next) < 0) {
        return -1;
      }
      next += bytes[next + 1] === 0x75 ? 6 : 2;
    } else if (byte < 0x20) {
      return -1;
    } else {
      next++;
    }
  }
}

/** The code unit that the escape at `place` stands for. It takes 6 bytes if `u` follows, else 2. */
export function escapedUnit(bytes: Uint8Array, place: number): number {
  switch (bytes[place + 1]) {
    case QUOTE:
      return QUOTE;
    case BACKSLASH:
      return BACKSLASH;
    case 0x2f:
      return 0x2f;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    case 0x75: {
      let unit = 0;
      for (let next = place + 2; next < place + 6; next++) {
        const digit = hexDigit(bytes[next] as number);
        if (digit < 0) {
          return -1;
        }
        unit = unit * 16 + digit;
      }
      return unit;
    }
    default:
      return -1;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) {
    return byte - 0x30;
  }
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function skipDigits(bytes: Uint8Array, place: number): number {
  let next = place;
  while ((bytes[next] as number) >= 0x30 && (bytes[next] as number) <= 0x39) {
    next++;
  }
  return next;
}

/** The place after the number at `place`. */
export function skipNumber(bytes: Uint8Array, place: number): number {
  const first = bytes[place] === 0x2d ? place + 1 : place;
  let end = bytes[first] === 0x30 ? first + 1 : skipDigits(bytes, first);
  if (end === first) {
    return -1;
  }
  if (bytes[end] === 0x2e) {
    const fraction = end + 1;
    end = skipDigits(bytes, fraction);
    if (end === fraction) {
      return -1;
    }
  }
  if (((bytes[end] as number) | 0x20) === 0x65) {
    const sign = bytes[end + 1];
    const exponent = sign === 0x2b || sign === 0x2d ? end + 2 : end + 1;
    end = skipDigits(bytes, exponent);
    return end === exponent ? -1 : end;
  }
  return end;
}

/** The place after `word` if it stands at `place`. */
function skipWord(bytes: Uint8Array, place: number, word: string): number {
  for (let index = 0; index < word.length; index++) {
    if (bytes[place + index] !== word.charCodeAt(index)) {
      return -1;
    }
  }
  return place + word.length;
}

/** The place after the value at `place`. */
export function skipValue(bytes: Uint8Array, place: number, levels: number = MOST_LEVELS): number {
  switch (bytes[place]) {
    case QUOTE:
      return skipString(bytes, place);
    case 0x74:
      return skipWord(bytes, place, "true");
    case 0x66:
      return skipWord(bytes, place, "false");
    case 0x6e:
      return skipWord(bytes, place, "null");
    case OPEN_OBJECT:
    case OPEN_ARRAY:
      return levels === 0 ? -1 : skipItems(bytes, place, levels);
    default:
      return skipNumber(bytes, place);
  }
}

/** The place after the object or array at `place`. */
function skipItems(bytes: Uint8Array, place: number, levels: number): number {
  const isObject = bytes[place] === OPEN_OBJECT;
  const close = isObject ? CLOSE_OBJECT : CLOSE_ARRAY;
  let next = skipBlank(bytes, place + 1);
  if (bytes[next] === close) {
    return next + 1;
  }
  for (;;) {
    if (isObject) {
      if (bytes[next] !== QUOTE) {
        return -1;
      }
      const end = skipString(bytes, next);
      next = end < 0 ? -1 : skipBlank(bytes, end);
      if (next < 0 || bytes[next] !== COLON) {
        return -1;
      }
      next = skipBlank(bytes, next + 1);
    }
    const end = skipValue(bytes, next, levels - 1);
    if (end < 0) {
      return -1;
    }
    next = skipBlank(bytes, end);
    if (bytes[next] === close) {
      return next + 1;
    }
    if (bytes[next] !== COMMA) {
      return -1;
    }
    next = skipBlank(bytes, next + 1);
  }
}
