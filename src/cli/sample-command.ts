import { Command, Option } from "commander";
import { createSample, createTally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import {
  MESSAGE_FORMATS,
  type MessageFormat,
  type MessageReaderOptions,
  openOutput,
} from "../node/node.ts";
import { redact } from "../privacy/privacy.ts";
import { describeFailure } from "./failure.ts";
import { addMessageLimits, type MessageLimits, messageLimitsOf } from "./limit-options.ts";
import { addFilterOptions, type FilterChoice, filesOf, loadFilter } from "./lists.ts";
import { parseCount } from "./options.ts";
import { refuseOverwriting } from "./places.ts";
import { addSeedOption } from "./privacy-options.ts";
import { formatSample, SAMPLE_FORMATS, type SampleFormat } from "./sample-file.ts";
import { readEach } from "./second-input.ts";
import { remark, type Terminal } from "./terminal.ts";

interface SampleChoice extends FilterChoice, MessageLimits {
  readonly field: string;
  readonly messageFormat?: MessageFormat;
  readonly perRule: number;
  readonly seed?: number;
  readonly showText?: boolean;
  readonly redact?: boolean;
  readonly format: SampleFormat;
  readonly output: string;
}

/** The command `sample`. */
export function createSampleCommand(terminal: Terminal): Command {
  const command = addFilterOptions(
    new Command("sample")
      .description("Draws messages that trigger, for a person to say which ought not to.")
      .argument("<messages...>", "files as for audit; they are read twice"),
  )
    .option("--field <name>", "the field of the messages that is audited", "text")
    .addOption(
      new Option("--message-format <name>", "form of the messages (default: by extension)").choices(
        MESSAGE_FORMATS,
      ),
    )
    .option(
      "--per-rule <number>",
      "messages that are drawn of those of which a rule is the narrowest that fires",
      parseCount,
      10,
    );
  return addSeedOption(addMessageLimits(command))
    .option("--show-text", "with the texts of the messages")
    .option("--redact", "--show-text: mask numbers, addresses, account names and URLs")
    .addOption(
      new Option("--format <name>", "form of the sample").choices(SAMPLE_FORMATS).default("csv"),
    )
    .option("--output <file>", "write it there; - is standard output", "-")
    .addHelpText(
      "after",
      `
A person writes yes or no in the column falsePositive; audit --labelled FILE takes it back.

Examples:
  filter-audit sample log.jsonl --list words.txt --per-rule 20 --seed 7 --output sample.csv
  filter-audit audit log.jsonl --list words.txt --labelled sample.csv`,
    )
    .action(async (paths: string[], choice: SampleChoice) => {
      await sample(paths, choice, terminal);
    });
}

async function sample(
  paths: readonly string[],
  choice: SampleChoice,
  terminal: Terminal,
): Promise<void> {
  if (paths.includes("-")) {
    throw new AuditError("unreadable-file", "cannot be read twice, expected files", {
      source: "standard input",
    });
  }
  if (choice.redact === true && choice.showText !== true) {
    throw new TypeError("--redact masks what --show-text shows, expected it beside it");
  }
  await refuseOverwriting([choice.output], [...paths, ...filesOf(choice)]);
  const filter: Filter = await loadFilter(choice);
  const { field, messageFormat, perRule, seed } = choice;
  const options: MessageReaderOptions = {
    field,
    ...(messageFormat === undefined ? {} : { format: messageFormat }),
    ...messageLimitsOf(choice),
  };
  const tally = createTally(filter, { field, labels: false });
  await readEach(paths, options, (record) => {
    if ("message" in record) tally.add(record.message);
    else tally.addIssue(record.issue);
  });
  const counted = tally.finish();
  const drawer = createSample(filter, counted, {
    perRule,
    ...(seed === undefined ? {} : { seed }),
  });
  await readEach(paths, options, (record) => {
    if ("message" in record) drawer.add(record.message);
  });
  const shown = (text: string): string | undefined =>
    choice.showText !== true ? undefined : choice.redact === true ? redact(text) : text;
  const output = await openOutput(choice.output, { stdout: terminal.stdout });
  await output.write(formatSample(drawer.finish(), filter, choice.format, shown));
  await output.close();
  const [first] = counted.issues;
  if (first !== undefined) {
    const { file: source, line, reason } = first;
    const told = new AuditError("malformed-input", `not all was read; the first, ${reason}`, {
      source,
      line,
    });
    remark(terminal, describeFailure(told));
  }
}
