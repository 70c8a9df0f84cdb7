import { Command, Option } from "commander";
import { readMaxMatches } from "../audit/max-matches.ts";
import { AuditError } from "../errors.ts";
import type { Filter, SpellingKind } from "../filter/filter.ts";
import { openOutput } from "../node/node.ts";
import { cellOf } from "../report/cell.ts";
import { type Explanation, explain, omittedText } from "../report/explanation.ts";
import { formatExplanation } from "../report/explanation-format.ts";
import { formatCount } from "../report/number.ts";
import { REPORT_FORMATS, type ReportFormat } from "../report/report.ts";
import { wrap } from "../report/wrap.ts";
import { describeFailure } from "./failure.ts";
import { addFilterOptions, type FilterChoice, filesOf, loadFilter, pathsOf } from "./lists.ts";
import { parseCount } from "./options.ts";
import { refuseOverwriting } from "./places.ts";
import { columnsOf, remark, type Terminal } from "./terminal.ts";

interface ExplainChoice extends FilterChoice {
  readonly format: ReportFormat;
  readonly spellings?: boolean;
  readonly maxMatches?: number;
  readonly output: string;
}

/** The command `explain`. */
export function createExplainCommand(terminal: Terminal): Command {
  return addFilterOptions(
    new Command("explain")
      .description("Says which rules fire on one text, where and why.")
      .argument("<text>", "the text"),
  )
    .addOption(
      new Option("--format <name>", "form of the answer").choices(REPORT_FORMATS).default("text"),
    )
    .option(
      "--spellings",
      "also how else the terms of the rules that fire may be written, so that they fire all the same",
    )
    .option(
      "--max-matches <number>",
      "a text with more matches is not explained (default: 100000)",
      parseCount,
    )
    .option("--output <file>", "where to write it; - is standard output", "-")
    .addHelpText(
      "after",
      `
Examples:
  filter-audit explain "收到通知" --list words.txt
  filter-audit explain "收到通知" --list words.txt --spellings --format json`,
    )
    .action(async (text: string, choice: ExplainChoice) => {
      await refuseOverwriting([choice.output], filesOf(choice));
      const filter = await loadFilter(choice);
      tellUnread(filter, choice, terminal);
      const explanation = explainWithin(filter, text, choice);
      const output = await openOutput(choice.output, { stdout: terminal.stdout });
      const spelled = choice.spellings ? spellingsOf(filter, explanation) : undefined;
      await output.write(
        choice.format === "json"
          ? formatExplanation(
              { ...explanation, ...(spelled === undefined ? {} : { spellings: spelled }) },
              "json",
            )
          : formatExplanation(explanation, "text", { columns: columnsOf(terminal) }) +
              spellingLines(spelled, columnsOf(terminal)),
      );
      await output.close();
    });
}

/** Refuses a text of which memory would not hold the matches: terms within terms make many of a short one. */
function explainWithin(filter: Filter, text: string, choice: ExplainChoice): Explanation {
  const maxMatches = readMaxMatches(choice.maxMatches);
  const explanation = explain(filter, text, { maxMatches });
  const { omitted } = explanation;
  if (omitted !== undefined) {
    throw new AuditError(
      "limit",
      `the text has ${omittedText(omitted)}, expected at most ${formatCount(maxMatches)} (option maxMatches)`,
      { limit: maxMatches, actual: omitted },
    );
  }
  return explanation;
}

/** A way to write a term of a rule that fires. */
interface ExplainedSpelling {
  readonly rule: string;
  readonly term: string;
  readonly spelling: string;
  readonly kind: SpellingKind;
}

function spellingsOf(filter: Filter, { triggers }: Explanation): readonly ExplainedSpelling[] {
  const fired = new Set(triggers.map(({ rule }) => rule));
  return filter.rules
    .filter(({ id }) => fired.has(id))
    .flatMap((rule) =>
      filter
        .spellings(rule)
        .map(({ spelling, kind, term }) => ({ rule: rule.id, term: term.text, spelling, kind })),
    );
}

/** Each rule with the spellings of its terms, as a paragraph. */
function spellingLines(spelled: readonly ExplainedSpelling[] | undefined, columns: number): string {
  if (spelled === undefined) return "";
  const lines = [...new Set(spelled.map(({ rule }) => rule))].flatMap((id) => {
    const ways = spelled
      .filter(({ rule }) => rule === id)
      .map(({ spelling, kind }) => `${cellOf(spelling, columns)} (${kind})`);
    return wrap(`${cellOf(id, columns)}: ${ways.join(", ")}`, columns, "  ");
  });
  return lines.length === 0
    ? "\nNo other way to write the terms of these rules is known.\n"
    : `\nThe rules that fire also catch:\n${lines.join("\n")}\n`;
}

/** A list that could not be read, or not as a whole, explains why a text triggers nothing. */
function tellUnread({ lists, allow }: Filter, choice: FilterChoice, terminal: Terminal): void {
  const paths = pathsOf(choice);
  for (const [index, { name, rules, issues }] of [...lists, ...allow].entries()) {
    const errors = issues.filter(({ severity }) => severity === "error");
    const [first] = errors;
    const told = first ?? (rules.length === 0 ? issues.at(-1) : undefined);
    if (told !== undefined) {
      const count = errors.length > 1 ? ` (${errors.length} such entries)` : "";
      const issue = new AuditError("malformed-input", `${told.message}${count}`, {
        source: paths[index] ?? name,
        line: told.line,
      });
      remark(terminal, describeFailure(issue));
    }
  }
}
