import {
  type Isolation,
  type IsolationState,
  isolateTerms,
} from "../../../src/discovery/discovery.ts";
import { AuditError } from "../../../src/errors.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { audit, formatReport, report } from "../../../src/report/report.ts";
import { bytesOf, type FuzzTarget, hold, holdDocumented, holdEqual } from "../target.ts";
import { JSON_TOKENS, parsed } from "./json.ts";
import { conclude, tallyOf } from "./tallies.ts";

const TALLY = tallyOf({ labels: false, distinctCapacity: 16 });

const baseline: FuzzTarget = {
  name: "baseline",
  seeds: bytesOf(
    formatReport(
      audit(compileFilter(parseList("tea\nrum\n", { format: "lines", name: "words" })), [
        "tea",
        "green tea",
        "",
      ]),
      "json",
    ),
    formatReport(report(TALLY), "json"),
  ),
  tokens: [...JSON_TOKENS, '"id":', '"rules":[', '"unfired":', '"ids":["', '"messages":', "1.5"],
  run(bytes) {
    const value = parsed(bytes);
    if (value === undefined) return;
    try {
      conclude(TALLY, { baseline: value });
    } catch (error) {
      holdDocumented(error, [AuditError]);
    }
  },
};

const TEXT = "a cup of tea without milk, 茶😀 please";
const box = (text: string): boolean =>
  (text.includes("milk") && text.includes("tea")) || text.includes("😀");

/** States of runs that were broken off early, late and not at all. */
const KEPT = await Promise.all(
  [3, 17, 1_000].map(async (budget) => (await isolateTerms(box, TEXT, { budget })).state),
);

const isolation: FuzzTarget = {
  name: "isolation",
  seeds: bytesOf(
    ...KEPT.map((state) => JSON.stringify(state)),
    // Answers that no box of terms would give: that all triggers, and by turns.
    ...["01".padEnd(4_000, "1"), "01".repeat(2_000)].map((answers) =>
      JSON.stringify({ ...KEPT[0], answers, queries: answers.length }),
    ),
  ),
  tokens: [...JSON_TOKENS, '"answers":"', '"queries":', '"hash":', "01", "10101010", "1111"],
  async run(bytes) {
    const state = parsed(bytes) as IsolationState | undefined;
    if (state === undefined) return;
    let asked = 0;
    const ask = (text: string): boolean => {
      asked++;
      return box(text);
    };
    let found: Isolation;
    try {
      found = await isolateTerms(ask, TEXT, { state, budget: 500 });
    } catch (error) {
      holdDocumented(error, [AuditError]);
      return;
    }
    hold(asked <= 500 && found.queries === state.queries + asked, "queries that are counted");
    for (const { terms } of found.combinations) {
      // Answers that are made up may lead to where a term was broken.
      const isKnown = (character: string): boolean => `${TEXT}\n`.includes(character);
      hold([...terms.join("")].every(isKnown), "terms that are of the text");
    }
    // What it keeps takes it to the same end without a question, but for the one that the budget did not allow.
    const again = await isolateTerms(ask, TEXT, { state: found.state, budget: 500 });
    holdEqual(again, found, "a run that goes on from its own state");
  },
};

/** What runs leave behind for others to hold themselves against, or to go on from. */
export const STATE_TARGETS: readonly FuzzTarget[] = [baseline, isolation];
