const PICTOGRAPH = "\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\uFE0F)?";

// A joiner or a variation selector inside an emoji hides nothing: it is part of one picture.
const EMOJI = `${PICTOGRAPH}(?:\\u200D${PICTOGRAPH})*|[0-9#*]\\uFE0F\\u20E3`;

// In this order: controls, lone surrogates, line and paragraph separators; what has no shape or turns the
// direction of what follows; annotation marks; spaces other than U+0020, and any at an end; marks that would
// sit on what is printed before, or pile up; and a backslash that looks like an escape made here.
const HIDDEN =
  "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]|[\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}]|" +
  "[\\uFFF9-\\uFFFB]|[^\\P{Zs} ]|^ | $|^\\p{M}|(?<=\\p{M}{4})\\p{M}|\\\\(?=u\\{)";

const UNPRINTABLE = new RegExp(`(${EMOJI})|${HIDDEN}`, "gu");

/**
 * Text of any origin as it can be put on one line of a terminal: what a terminal would obey, what breaks a
 * line, turns its direction or cannot be seen is written as `\u{1b}`. Other characters stay, emoji with
 * their joiners too. Different texts give different results.
 *
 * Escaped are: C0 and C1 controls and DEL, U+2028 and U+2029, bidi controls and all other
 * `Default_Ignorable_Code_Point`, U+FFF9..U+FFFB, lone surrogates, spaces other than U+0020 and any at the
 * start or end, combining marks at the start and beyond four in a row, and a backslash before `u{`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (found, emoji: string | undefined) =>
    emoji === undefined ? `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}` : found,
  );
}
