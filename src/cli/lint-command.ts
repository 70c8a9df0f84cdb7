import { Command, Option } from "commander";
import {
  formatLint,
  LINT_FORMATS,
  LINT_SEVERITIES,
  type LintFormat,
  type LintSeverity,
  lint,
} from "../lint/lint.ts";
import { openOutput } from "../node/node.ts";
import { DEFAULT_FOLDS, type Fold } from "../unicode/unicode.ts";
import { STATUS } from "./failure.ts";
import { addLoaderOptions, type LoaderChoice, loadedFiles, loadLists } from "./list-loader.ts";
import { addListArgument, type ListArgument, parseFolds } from "./options.ts";
import type { Origin } from "./origin.ts";
import { refuseOverwriting } from "./places.ts";
import { provenanceOf } from "./provenance.ts";
import type { Terminal } from "./terminal.ts";

interface LintChoice extends LoaderChoice {
  readonly allow?: readonly ListArgument[];
  readonly folds?: readonly Fold[];
  readonly format: LintFormat;
  readonly failOn?: LintSeverity;
  readonly output: string;
}

/** The command `lint`. `finish` takes its exit status; `origin` is what makes the output. */
export function createLintCommand(
  terminal: Terminal,
  finish: (status: number) => void,
  origin: Origin,
): Command {
  return addLoaderOptions(
    new Command("lint")
      .description(
        "Says what is wrong with lists: broken entries, rules that can never matter, failed captures.",
      )
      .argument("<lists...>", "one list or more: FILE or FORMAT=FILE", addListArgument),
  )
    .option(
      "--folds <names>",
      "what counts as the same, as for audit (default: the default folds)",
      parseFolds,
    )
    .option("--allow <file>", "a list of allowed phrases, as for audit", addListArgument)
    .addOption(
      new Option("--format <name>", "form of the findings; sarif is for editors and code hosts")
        .choices(LINT_FORMATS)
        .default("text"),
    )
    .addOption(
      new Option(
        "--fail-on <severity>",
        "end with status 1 if there is a finding of this severity or a graver one",
      ).choices(LINT_SEVERITIES),
    )
    .option("--output <file>", "where to write them; - is standard output", "-")
    .addHelpText(
      "after",
      `
Examples:
  filter-audit lint words.txt
  filter-audit lint plus=rules.txt --fail-on error --format sarif --output lint.sarif`,
    )
    .action(async (named: readonly ListArgument[], choice: LintChoice) => {
      const { allow = [], folds = DEFAULT_FOLDS, failOn } = choice;
      const all = [...named, ...allow];
      await refuseOverwriting([choice.output], loadedFiles(all, choice));
      const lists = await loadLists(all, choice, named.length);
      const paths = new Map(lists.map(({ name }, index) => [name, all[index]?.path ?? name]));
      // A megabyte of dictionaries, which only this fold needs.
      const { spellings } = folds.includes("regional")
        ? await import("../spellings/spellings.ts")
        : { spellings: undefined };
      const result = lint(lists.slice(0, named.length), {
        folds,
        allow: lists.slice(named.length),
        fileNames: paths,
        ...(spellings === undefined ? {} : { spellings }),
      });
      const output = await openOutput(choice.output, { stdout: terminal.stdout });
      await output.write(
        formatLint(result, choice.format, { paths, provenance: provenanceOf(origin, choice) }),
      );
      await output.close();
      const isGrave = (severity: LintSeverity): boolean =>
        failOn !== undefined &&
        LINT_SEVERITIES.indexOf(severity) <= LINT_SEVERITIES.indexOf(failOn);
      if (result.findings.some(({ severity }) => isGrave(severity))) {
        finish(STATUS.gateFailed);
      }
    });
}
