// Every repetition has a bound, or is of characters that cannot stand for what follows: time is linear.
const LABEL = "[\\p{L}\\p{N}_-]{1,63}";
const DOMAIN = `(?:${LABEL}[.．。｡]){1,9}\\p{L}{2,63}`;
const SCHEME = "(?:https?|ftp|hxxps?|ｈｔｔｐｓ?)(?::|：)(?:\\/|／){2}";
const SEPARATOR = "[-\\s.．()（）\\u2010-\\u2015－·/／\\p{Default_Ignorable_Code_Point}]";

const REVEALING = new RegExp(
  `(?<url>(?:${SCHEME}|(?<![A-Za-z0-9])www[.．])\\S+)` +
    `|(?<email>[\\w.+%'-]{1,64}[@＠]${DOMAIN})` +
    `|(?<site>(?<![\\w.-])(?:[A-Za-z0-9-]{1,63}\\.){1,9}[A-Za-z]{2,63}(?:\\/[!-~]*)?)` +
    "|(?<account>[@＠][\\p{L}\\p{M}\\p{N}_.·-]+)" +
    `|(?<number>[+＋]?\\p{Nd}(?:${SEPARATOR}{0,3}\\p{Nd}){6,}|\\p{Nd}{5,})`,
  "giu",
);

/** What stands in place of what each group finds. */
const MASKS: readonly (readonly [group: string, mask: string])[] = [
  ["url", "[url]"],
  ["site", "[url]"],
  ["email", "[email]"],
  ["account", "[account]"],
  ["number", "[number]"],
];

/**
 * A text without what leads to a person by its form: URLs and names of hosts (`[url]`), e-mail addresses
 * (`[email]`), account names after an @ (`[account]`), and numbers (`[number]`): runs of five digits or more, and
 * seven digits or more with spaces, hyphens, dots or brackets between them, such as telephone numbers. Digits of
 * every script count, full-width ones too. It rather masks too much: a date as digits goes, and so does what is
 * written right after an account name. Names and addresses in words stay: this is a help for whoever reads
 * samples, and no proof that nobody can be recognised.
 *
 * @example
 * ```ts
 * import { redact } from "filter-audit/privacy";
 *
 * redact("我的电话是138-0013-8000，邮箱lan@example.org"); // => "我的电话是[number]，邮箱[email]"
 * redact("看 https://example.org/a?b=1 或者找 @lan_99 ，QQ 12345"); // => "看 [url] 或者找 [account] ，QQ [number]"
 * redact("2008年10月1日"); // => "2008年10月1日"
 * ```
 */
export function redact(text: string): string {
  return text.replace(REVEALING, (...found: readonly unknown[]) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    return MASKS.find(([group]) => groups[group] !== undefined)?.[1] ?? "";
  });
}
