import { resolve } from "node:path";
import { Command, Option } from "commander";
import { createTally, fieldOf, type TallyCounter } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import {
  MESSAGE_FORMATS,
  type MessageFormat,
  type MessageRecord,
  type Output,
  openOutput,
  readMessageBatches,
  triggersLine,
} from "../node/node.ts";
import { formatReport, REPORT_FORMATS, type ReportFormat, report } from "../report/report.ts";
import { describeFailure, STATUS } from "./failure.ts";
import { addFilterOptions, type FilterChoice, loadFilter } from "./lists.ts";
import { parseCount, parseLevel } from "./options.ts";
import { createProgress } from "./progress.ts";
import { columnsOf, type Terminal } from "./terminal.ts";

interface AuditChoice extends FilterChoice {
  readonly field: string;
  readonly messageFormat?: MessageFormat;
  readonly format: ReportFormat;
  readonly level: number;
  readonly top: number;
  readonly triggers?: string;
  readonly output?: string;
  readonly maxMessageBytes?: number;
  readonly strict?: boolean;
}

/** The command `audit`. `finish` takes its exit status. */
export function createAuditCommand(terminal: Terminal, finish: (status: number) => void): Command {
  return addFilterOptions(
    new Command("audit")
      .description("Reports which messages a filter would trigger on, by which rule, how often.")
      .argument("<messages...>", "JSON Lines, CSV or text, each also .gz; - is standard input"),
  )
    .option("--field <name>", "the field of the messages that is audited", "text")
    .addOption(
      new Option(
        "--message-format <name>",
        "form of the messages (default: by extension; needed for - and unknown ones)",
      ).choices(MESSAGE_FORMATS),
    )
    .addOption(
      new Option("--format <name>", "form of the report").choices(REPORT_FORMATS).default("text"),
    )
    .option("--level <number>", "confidence level of the intervals", parseLevel, 0.95)
    .option("--top <number>", "text: most rows of a table", parseCount, 20)
    .option(
      "--triggers <file>",
      "write the triggered messages there as JSON Lines; - is standard output, which then holds no " +
        "report unless --output names another place for it",
    )
    .option("--output <file>", "write the report there; - is standard output (default)")
    .option("--max-message-bytes <number>", "longer messages are not read", parseCount)
    .option("--strict", "stop at the first message or list entry that cannot be read")
    .addHelpText(
      "after",
      `
Examples:
  filter-audit audit messages.jsonl --list words.txt
  filter-audit audit log.csv.gz --list csv=words.csv --term-column word --format json
  zcat log.gz | filter-audit audit - --message-format text --list words.txt --folds none`,
    )
    .action(async (paths: string[], choice: AuditChoice) => {
      finish(await audit(paths, choice, terminal));
    });
}

async function audit(
  paths: readonly string[],
  choice: AuditChoice,
  terminal: Terminal,
): Promise<number> {
  const places = {
    triggers: choice.triggers,
    report: choice.output ?? (choice.triggers === "-" ? undefined : "-"),
  };
  refuseOverwriting(
    [places.triggers, places.report],
    [...paths, ...choice.list.map(({ path }) => path)],
  );
  const filter = await loadFilter(choice);
  if (choice.strict) {
    refuseListIssues(filter);
  }
  const tally = createTally(filter, { field: choice.field });
  const progress = createProgress(terminal);
  const batches = readMessageBatches(paths, {
    field: choice.field,
    stdin: terminal.stdin,
    onProgress: progress.update,
    ...(choice.messageFormat === undefined ? {} : { format: choice.messageFormat }),
    ...(choice.maxMessageBytes === undefined ? {} : { maxMessageBytes: choice.maxMessageBytes }),
  })[Symbol.asyncIterator]();
  const outputs: Output[] = [];
  const open = async (path: string): Promise<Output> => {
    const output = await openOutput(path, { stdout: terminal.stdout });
    outputs.push(output);
    return output;
  };
  try {
    // Inputs are looked at before an output replaces anything, outputs before the work begins.
    const first = await batches.next();
    const reportOutput = places.report === undefined ? undefined : await open(places.report);
    const triggersOutput = places.triggers === undefined ? undefined : await open(places.triggers);
    const failure = await countAll(first, batches, {
      isStrict: choice.strict === true,
      field: choice.field,
      filter,
      tally,
      triggersOutput,
    });
    progress.stop();
    await reportOutput?.write(
      formatReport(report(tally.finish(), { level: choice.level }), choice.format, {
        columns: columnsOf(terminal),
        top: choice.top,
      }),
    );
    if (failure !== undefined) {
      terminal.stderr.write(
        `${describeFailure(failure)}; the report covers what was read before\n`,
      );
      return STATUS.failed;
    }
    return STATUS.done;
  } finally {
    progress.stop();
    for (const output of outputs) {
      await output.close();
    }
  }
}

/** An output in the place of an input, or of another output, would destroy it. */
function refuseOverwriting(
  outputs: readonly (string | undefined)[],
  inputs: readonly string[],
): void {
  const taken = new Set(inputs.filter((path) => path !== "-").map((path) => resolve(path)));
  for (const path of outputs) {
    if (path !== undefined && path !== "-") {
      if (taken.has(resolve(path))) {
        throw new AuditError("unwritable-file", "is named twice, expected a file of its own", {
          source: path,
        });
      }
      taken.add(resolve(path));
    }
  }
}

/** An entry that cannot be read is an issue; with `--strict` it is an error. */
function refuseListIssues({ lists }: Filter): void {
  for (const { name, issues } of lists) {
    const broken = issues.find(({ severity }) => severity === "error");
    if (broken !== undefined) {
      throw new AuditError("malformed-input", broken.message, { source: name, line: broken.line });
    }
  }
}

type Batch = readonly MessageRecord[];

interface Run {
  readonly isStrict: boolean;
  readonly field: string;
  readonly filter: Filter;
  readonly tally: TallyCounter;
  readonly triggersOutput: Output | undefined;
}

/** Counts all messages. An input that fails midway is returned: what was counted before it is kept. */
async function countAll(
  first: IteratorResult<Batch, unknown>,
  batches: AsyncIterator<Batch, unknown>,
  run: Run,
): Promise<AuditError | undefined> {
  for (let next = first; !next.done; ) {
    const lines = countBatch(next.value, run);
    await run.triggersOutput?.write(lines);
    if (run.triggersOutput?.isClosed) {
      // Whoever read the triggers has seen enough.
      await batches.return?.();
      return undefined;
    }
    try {
      next = await batches.next();
    } catch (error) {
      if (!(error instanceof AuditError)) {
        throw error;
      }
      const { source = "", line = 1, reason } = error;
      run.tally.addIssue({ code: "interrupted", file: source, line, reason });
      return error;
    }
  }
  return undefined;
}

/** Counts a batch, and gives its triggers as JSON Lines if they are asked for. */
function countBatch(batch: Batch, { isStrict, field, filter, tally, triggersOutput }: Run): string {
  let lines = "";
  for (const record of batch) {
    if ("issue" in record) {
      if (isStrict) {
        const { file, reason, code: _, ...place } = record.issue;
        throw new AuditError("malformed-input", reason, { source: file, ...place });
      }
      tally.addIssue(record.issue);
    } else if (tally.add(record.message) && triggersOutput !== undefined) {
      lines += triggersLine(record.message, filter.triggers(fieldOf(record.message, field)));
    }
  }
  return lines;
}
