import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { listHistory, type RuleHistory } from "../../src/lint/history.ts";
import { parseList } from "../../src/lists/lists.ts";

// Each condition looked up in each version, one by one.
function naive(versions: readonly { date: string; words: readonly string[] }[]): RuleHistory[] {
  const words = [...new Set(versions.flatMap((version) => version.words))];
  return words.map((raw) => {
    const has = versions.map((version) => version.words.includes(raw));
    const dates = versions.map(({ date }) => date);
    const first = has.indexOf(true);
    const last = has.lastIndexOf(true);
    const absences: { gone: string; back: string }[] = [];
    for (let place = first + 1; place <= last; place++) {
      if (has[place - 1] && !has[place]) absences.push({ gone: dates[place] ?? "", back: "" });
      const open = absences.pop();
      if (open !== undefined) {
        absences.push(
          has[place] && open.back === "" ? { ...open, back: dates[place] ?? "" } : open,
        );
      }
    }
    return {
      raw,
      id: `list:${raw}`,
      first: dates[first] ?? "",
      last: dates[last] ?? "",
      gone: last === dates.length - 1 ? null : (dates[last + 1] ?? ""),
      absences,
      versions: has.filter(Boolean).length,
    };
  });
}

test("a history says what looking up each condition says", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(..."abcdefgh"), { maxLength: 8 }), { maxLength: 7 }),
      (all) => {
        const versions = all.map((words, index) => ({ date: `day ${index}`, words }));
        const history = listHistory(
          versions.map(({ date, words }) => ({
            date,
            list: parseList(words.map((word) => `${word}\n`).join(""), { format: "lines" }),
          })),
          { trusted: versions.map(({ date }) => date) },
        );
        expect(history.rules).toEqual(naive(versions));
        expect(history.versions.every(({ isLeftOut }) => !isLeftOut)).toBe(true);
        let before: readonly string[] = [];
        for (const [place, { words }] of versions.entries()) {
          const summary = history.versions[place];
          expect(summary?.added).toBe(new Set(words.filter((word) => !before.includes(word))).size);
          expect(summary?.removed).toBe(
            new Set(before.filter((word) => !words.includes(word))).size,
          );
          before = words;
        }
      },
    ),
  );
});
