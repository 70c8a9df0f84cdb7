import { Command, Option } from "commander";
import { openOutput } from "../node/node.ts";
import { explain } from "../report/explanation.ts";
import { formatExplanation } from "../report/explanation-format.ts";
import { REPORT_FORMATS, type ReportFormat } from "../report/report.ts";
import { addFilterOptions, type FilterChoice, filesOf, loadFilter } from "./lists.ts";
import { refuseOverwriting } from "./places.ts";
import { columnsOf, type Terminal } from "./terminal.ts";

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
      const output = await openOutput(choice.output, { stdout: terminal.stdout });
      await output.write(
        formatExplanation(explain(filter, text), choice.format, { columns: columnsOf(terminal) }),
      );
      await output.close();
    });
}
