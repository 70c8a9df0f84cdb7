import { Command, Option } from "commander";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { openOutput } from "../node/node.ts";
import { explain } from "../report/explanation.ts";
import { formatExplanation } from "../report/explanation-format.ts";
import { REPORT_FORMATS, type ReportFormat } from "../report/report.ts";
import { describeFailure } from "./failure.ts";
import { addFilterOptions, type FilterChoice, filesOf, loadFilter } from "./lists.ts";
import { refuseOverwriting } from "./places.ts";
import { columnsOf, remark, type Terminal } from "./terminal.ts";

interface ExplainChoice extends FilterChoice {
  readonly format: ReportFormat;
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
    .option("--output <file>", "where to write it; - is standard output", "-")
    .addHelpText("after", `\nExample:\n  filter-audit explain "收到通知" --list words.txt`)
    .action(async (text: string, choice: ExplainChoice) => {
      await refuseOverwriting([choice.output], filesOf(choice));
      const filter = await loadFilter(choice);
      tellUnread(filter, choice, terminal);
      const output = await openOutput(choice.output, { stdout: terminal.stdout });
      await output.write(
        formatExplanation(explain(filter, text), choice.format, { columns: columnsOf(terminal) }),
      );
      await output.close();
    });
}

/** A list that could not be read, or not as a whole, explains why a text triggers nothing. */
function tellUnread({ lists, allow }: Filter, choice: FilterChoice, terminal: Terminal): void {
  const paths = filesOf(choice);
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
