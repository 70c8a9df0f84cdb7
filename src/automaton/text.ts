/** What is searched: a text, or its UTF-16 code units in an array. */
export type Text = string | Uint16Array;

/** The code unit at a place, which must be one of the text. */
export function unitAt(text: Text, place: number): number {
  return typeof text === "string" ? text.charCodeAt(place) : text[place]!;
}

/**
 * The code point at a place. A trail surrogate whose lead comes before it is half of a pair that was read as
 * a character of no pattern: -1.
 */
export function codePointAt(text: Text, place: number): number {
  const unit = unitAt(text, place);
  if ((unit & 0xf800) !== 0xd800) {
    return unit;
  }
  if (unit >= 0xdc00) {
    return place > 0 && (unitAt(text, place - 1) & 0xfc00) === 0xd800 ? -1 : unit;
  }
  const trail = place + 1 < text.length ? unitAt(text, place + 1) : 0;
  return (trail & 0xfc00) === 0xdc00 ? 0x10000 + ((unit & 0x3ff) << 10) + (trail & 0x3ff) : unit;
}
