import { fstatSync } from "node:fs";
import { Command, Option } from "commander";
import type { Tally } from "../audit/audit.ts";
import { summarize } from "../audit/filter-summary.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { MESSAGE_FORMATS, type MessageFormat, type Output, openOutput } from "../node/node.ts";
import { outputProvenance } from "../report/provenance.ts";
import { report } from "../report/report.ts";
import { type CountingRun, countMessages } from "./counting.ts";
import { describeFailure, STATUS, statusOf } from "./failure.ts";
import { type GateChoice, judgeGates } from "./gate-options.ts";
import { listenForInterruption } from "./interruption.ts";
import { addMessageLimits, type MessageLimits, messageLimitsOf } from "./limit-options.ts";
import { addFilterOptions, type FilterChoice, filesOf, loadFilter, pathsOf } from "./lists.ts";
import { type ListArgument, parseCount, parseLevel } from "./options.ts";
import type { Origin } from "./origin.ts";
import { refuseOverwriting } from "./places.ts";
import { createProgress } from "./progress.ts";
import { provenanceOf } from "./provenance.ts";
import { COMMAND_FORMATS, type CommandFormat, writeReport } from "./report-formats.ts";
import { addScaleOptions, isScaled, type ScaleChoice, scaleOf } from "./scale-options.ts";
import { addTableOptions, checkTableOptions, type TableChoice } from "./table-options.ts";
import { columnsOf, remark, type Terminal } from "./terminal.ts";
import { addTopics, filesOfTopics, judgeTopics, prepareTopics } from "./topics.ts";

interface AuditChoice extends FilterChoice, ScaleChoice, TableChoice, GateChoice, MessageLimits {
  readonly field: string;
  readonly messageFormat?: MessageFormat;
  readonly format: CommandFormat | "triggers";
  readonly level: number;
  readonly top: number;
  readonly triggers?: string;
  readonly output?: string;
  readonly maxMatches?: number;
  readonly strict?: boolean;
  readonly labels: boolean;
  readonly against?: readonly ListArgument[];
  readonly inForce?: boolean;
}

/** A command that counts messages and reports. */
export interface CountingCommand {
  /** What it is called. */
  readonly name: string;
  /** What it does, as a sentence. */
  readonly description: string;
  /** Some uses of it. */
  readonly examples: readonly string[];
  /** Refuses options that the command has no use for, or that it lacks. */
  check?(choice: object): void;
}

const AUDIT: CountingCommand = {
  name: "audit",
  description: "Reports which messages a filter would trigger on, by which rule, how often.",
  examples: [
    "filter-audit audit messages.jsonl --list words.txt",
    "filter-audit audit log.csv.gz --list csv=words.csv --term-column word --format json",
    "filter-audit audit log.jsonl --list plus=pairs.txt --allow names.txt --folds default,digits",
    "filter-audit audit log.jsonl --filter words.filter",
    "zcat log.gz | filter-audit audit - --message-format text --list words.txt --folds none",
  ],
};

/** The command `audit`, or one of the same options. `finish` takes its exit status. */
export function createAuditCommand(
  terminal: Terminal,
  finish: (status: number) => void,
  origin: Origin,
  { name, description, examples, check }: CountingCommand = AUDIT,
): Command {
  const command = addFilterOptions(
    new Command(name)
      .description(description)
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
      new Option(
        "--format <name>",
        "form of the report; tally is what merge adds up; list holds the rules that --ladder discovered; triggers writes the messages that trigger in place of a report, as --triggers does",
      )
        .choices([...COMMAND_FORMATS, "triggers"])
        .default("text"),
    )
    .option("--level <number>", "confidence level of the intervals", parseLevel, 0.95)
    .option("--top <number>", "text, markdown: most rows of a table", parseCount, 20)
    .option(
      "--triggers <file>",
      "write the triggered messages there as JSON Lines; - is standard output, which then holds no " +
        "report unless --output names another place for it",
    )
    .option("--output <file>", "write the report there; - is standard output (default)")
    .option(
      "--max-matches <number>",
      "messages with more matches are counted, but neither labelled nor told match by match (default: 100000)",
      parseCount,
    )
    .option("--no-labels", "do not say how matches are spelled and what each fold adds; faster")
    .option("--strict", "stop at the first message or list entry that cannot be read");
  return addTopics(addTableOptions(addScaleOptions(addMessageLimits(command))))
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`)
    .action(async (paths: string[], choice: AuditChoice) => {
      check?.(choice);
      finish(await audit(paths, choice, terminal, origin));
    });
}

async function audit(
  paths: readonly string[],
  choice: AuditChoice,
  terminal: Terminal,
  origin: Origin,
): Promise<number> {
  const { format } = choice;
  const places = placesOf(choice);
  checkTableOptions(choice, format);
  await refuseOverwriting(
    [places.triggers, places.report, choice.checkpoint],
    [...paths, ...filesOf(choice), ...filesOfTopics(choice)],
  );
  refuseDirectory(paths, terminal);
  const scale = isScaled(choice, paths) ? scaleOf(choice) : undefined;
  const filter = await loadFilter(choice, {
    beside: choice.against ?? [],
    areDated: choice.inForce === true,
    areLabelled: choice.labels,
  });
  if (choice.strict) {
    refuseListIssues(filter, choice);
  }
  const asked = await prepareTopics(choice, { filter, terminal, choice });
  const provenance = provenanceOf(origin, choice);
  const observer = asked.observe?.(asked.tally);
  const progress = await createProgress(
    terminal,
    !(places.triggers === "-" && terminal.stdout.isTTY),
  );
  const interruption = listenForInterruption();
  const outputs: Output[] = [];
  const open = async (path: string): Promise<Output> => {
    const output = await openOutput(path, { stdout: terminal.stdout });
    outputs.push(output);
    return output;
  };
  try {
    let reportOutput: Output | undefined;
    const { tally: result, failure } = await countMessages({
      paths,
      reading: readingOf(choice, terminal, interruption.signal, progress.update),
      filter,
      options: {
        ...(choice.labels ? {} : { labels: false }),
        ...(choice.maxMatches === undefined ? {} : { maxMatches: choice.maxMatches }),
        provenance,
        ...asked.tally,
      },
      observer,
      isStrict: choice.strict === true,
      scale,
      workers: choice.workers,
      provenance:
        format === "triggers"
          ? outputProvenance(summarize(filter), choice.field, provenance)
          : undefined,
      open: async () => {
        reportOutput = places.report === undefined ? undefined : await open(places.report);
        const triggers = places.triggers === undefined ? undefined : await open(places.triggers);
        return { report: reportOutput, triggers };
      },
    });
    // From here on nothing can be cut short without loss: who asks again ends the run at once.
    interruption.stop();
    progress.stop();
    if (reportOutput === undefined) {
      tellIssues(result, terminal);
    }
    const concluded = report(result, {
      level: choice.level,
      provenance,
      ...asked.report,
      ...observer?.finish(),
    });
    if (format !== "triggers") {
      const written = await writeReport(concluded, format, {
        columns: columnsOf(terminal),
        top: choice.top,
        tally: result,
        table: choice,
        gates: judgeGates(concluded, choice),
        filter,
      });
      await reportOutput?.write(written);
    }
    for (const output of outputs) {
      await output.close();
    }
    if (failure !== undefined) {
      const kept = reportOutput === undefined ? "triggers cover" : "report covers";
      // Of the last checkpoint nothing hangs but the next run.
      const covered = "interrupted" in result.issueCounts ? "what was read before" : "all messages";
      terminal.stderr.write(`${describeFailure(failure)}; the ${kept} ${covered}\n`);
      return statusOf(failure);
    }
    const failed = judgeTopics(concluded, choice);
    for (const reason of failed) {
      terminal.stderr.write(`${reason}\n`);
    }
    return failed.length > 0 ? STATUS.gateFailed : STATUS.done;
  } finally {
    interruption.stop();
    progress.stop();
    for (const output of outputs) {
      await output.abandon();
    }
  }
}

/** Where triggers and report go; undefined: there are none. */
function placesOf({ format, triggers, output }: AuditChoice): {
  readonly triggers: string | undefined;
  readonly report: string | undefined;
} {
  if (format !== "triggers") {
    return { triggers, report: output ?? (triggers === "-" ? undefined : "-") };
  }
  if (triggers !== undefined) {
    throw new TypeError("--triggers stands beside --format triggers, expected one of them");
  }
  return { triggers: output ?? "-", report: undefined };
}

/** How the messages are read. */
function readingOf(
  choice: AuditChoice,
  { stdin }: Terminal,
  signal: AbortSignal,
  onProgress: (bytesRead: number, totalBytes: number | undefined) => void,
): CountingRun["reading"] {
  const { field, messageFormat } = choice;
  return {
    field,
    stdin,
    signal,
    onProgress,
    ...(messageFormat === undefined ? {} : { format: messageFormat }),
    ...messageLimitsOf(choice),
  };
}

/** A directory as standard input reads as if it were empty. */
function refuseDirectory(paths: readonly string[], { stdin }: Terminal): void {
  if (paths.includes("-") && fstatSync(stdin.fd).isDirectory()) {
    throw new AuditError("unreadable-file", "is a directory, expected a file or a pipe", {
      source: "standard input",
    });
  }
}

/** An entry that cannot be read is an issue; with `--strict` it is an error. */
function refuseListIssues({ lists, allow }: Filter, choice: FilterChoice): void {
  const paths = pathsOf(choice);
  for (const [index, { name, issues }] of [...lists, ...allow].entries()) {
    const broken = issues.find(({ severity }) => severity === "error");
    if (broken !== undefined) {
      const source = paths[index] ?? name;
      throw new AuditError("malformed-input", broken.message, { source, line: broken.line });
    }
  }
}

/** Where no report tells what could not be read, a line does. */
function tellIssues({ issueCounts, issues }: Tally, terminal: Terminal): void {
  // That an input ended early is said by itself.
  const { interrupted: _, ...counts } = issueCounts;
  const first = issues.find(({ code }) => code !== "interrupted");
  if (first !== undefined) {
    const count = Object.values(counts).reduce((sum, number) => sum + number, 0);
    const place = [first.file, first.line, first.column].filter((part) => part !== undefined);
    const reason = `issues of messages: ${count}; the first, ${place.join(":")}: ${first.reason}`;
    remark(terminal, describeFailure(new AuditError("malformed-input", reason)));
  }
}
