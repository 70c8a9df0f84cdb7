import { Command, Option } from "commander";
import { LIST_REPORT_FORMATS, type ListReportFormat } from "../lint/diff-text.ts";
import { similarity } from "../lint/similarity.ts";
import { formatSimilarity } from "../lint/similarity-text.ts";
import { openOutput } from "../node/node.ts";
import { DEFAULT_FOLDS, type Fold } from "../unicode/unicode.ts";
import { addLoaderOptions, type LoaderChoice, loadedFiles, loadLists } from "./list-loader.ts";
import { addListArgument, type ListArgument, parseCount, parseFolds } from "./options.ts";
import { refuseOverwriting } from "./places.ts";
import { columnsOf, type Terminal } from "./terminal.ts";

interface SimilarityChoice extends LoaderChoice {
  readonly folds?: readonly Fold[];
  readonly format: ListReportFormat;
  readonly top: number;
  readonly output: string;
}

/** The command `similarity`. */
export function createSimilarityCommand(terminal: Terminal): Command {
  return addLoaderOptions(
    new Command("similarity")
      .description("Says which lists share what, and which descend from one another.")
      .argument("<lists...>", "two lists or more: FILE or FORMAT=FILE", addListArgument),
  )
    .option(
      "--folds <names>",
      "what counts as the same, as for audit (default: the default folds)",
      parseFolds,
    )
    .addOption(
      new Option("--format <name>", "form of the answer")
        .choices(LIST_REPORT_FORMATS)
        .default("text"),
    )
    .option("--top <number>", "text: most rows of a table", parseCount, 20)
    .option("--output <file>", "where to write it; - is standard output", "-")
    .addHelpText(
      "after",
      "\nExamples:\n  filter-audit similarity words/*.txt --list-format tom-skype",
    )
    .action(async (lists: readonly ListArgument[], choice: SimilarityChoice) => {
      if (lists.length < 2) {
        throw new TypeError("similarity is of one list, expected two or more");
      }
      await refuseOverwriting([choice.output], loadedFiles(lists, choice));
      const result = similarity(await loadLists(lists, choice), {
        folds: choice.folds ?? DEFAULT_FOLDS,
      });
      const output = await openOutput(choice.output, { stdout: terminal.stdout });
      await output.write(
        formatSimilarity(result, choice.format, { columns: columnsOf(terminal), top: choice.top }),
      );
      await output.close();
    });
}
