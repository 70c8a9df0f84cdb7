import { formatHtml } from "../../../src/html/html.ts";
import type { LintFormat } from "../../../src/lint/lint.ts";
import { formatCsv, formatMarkdown, formatTsv } from "../../../src/outputs/outputs.ts";
import { explain, formatReport, formatTally, report } from "../../../src/report/report.ts";
import type { ExportAnswer, MessageInput, OutputName } from "../model/protocol.ts";
import type { AuditSettings } from "../model/settings.ts";
import type { Compiled } from "./compiling.ts";
import { CARDS, type Counted, type CountingRun, count } from "./counting.ts";

/** An audit that was made. */
export interface Audited extends Counted {
  /** The filter, and what it was made of. */
  readonly compiled: Compiled;
  /** The messages. */
  readonly inputs: readonly MessageInput[];
  /** How they were audited. */
  readonly audit: AuditSettings;
  /** What it was made with. */
  readonly run: CountingRun;
}

/** Most rows of a table in the forms for people: as many as the command has there. */
const MOST_ROWS = 20;

/** Columns of the text: those that the command has where there is no terminal. */
const COLUMNS = 80;

/** The report of what was counted, as the command concludes it. */
export function conclude({ tally, audit, run }: Audited, cards = CARDS): ReturnType<typeof report> {
  return report(tally, { level: audit.level, provenance: run.provenance, cards });
}

/** The report as a page. */
export function pageOf(audited: Audited): string {
  const { filter } = audited.compiled;
  return formatHtml(conclude(audited), { explain: (text) => explain(filter, text) });
}

type ReportOutput = Exclude<OutputName, "triggers" | "filter" | "sarif" | `lint-${string}`>;

interface Form {
  readonly extension: string;
  readonly type: string;
  write(audited: Audited): string;
}

const FORMS: Readonly<Record<ReportOutput, Form>> = {
  text: {
    extension: "txt",
    type: "text/plain",
    write: (audited) =>
      formatReport(conclude(audited, 0), "text", { columns: COLUMNS, top: MOST_ROWS }),
  },
  json: {
    extension: "json",
    type: "application/json",
    write: (audited) => formatReport(conclude(audited), "json"),
  },
  csv: { extension: "csv", type: "text/csv", write: (audited) => formatCsv(conclude(audited)) },
  tsv: {
    extension: "tsv",
    type: "text/tab-separated-values",
    write: (audited) => formatTsv(conclude(audited)),
  },
  markdown: {
    extension: "md",
    type: "text/markdown",
    write: (audited) => formatMarkdown(conclude(audited), { top: MOST_ROWS }),
  },
  html: { extension: "html", type: "text/html", write: pageOf },
  tally: {
    extension: "tally.json",
    type: "application/json",
    write: ({ tally }) => formatTally(tally),
  },
};

/** Whether an output is of messages, and not of the lists alone. */
export function needsMessages(output: OutputName): boolean {
  return output in FORMS || output === "triggers";
}

/** A report in one of its forms. */
export function writeReport(audited: Audited, output: ReportOutput): ExportAnswer {
  const { extension, type, write } = FORMS[output];
  return fileOf(`report.${extension}`, [write(audited)], type);
}

/**
 * The messages that trigger, found in a second pass over as many bytes as the first has counted.
 *
 * @throws AuditError `interrupted` if it is asked to end: half of them are no output
 */
export async function writeTriggers(
  audited: Audited,
  { signal, onProgress }: Pick<CountingRun, "signal" | "onProgress">,
): Promise<ExportAnswer> {
  const pieces: Blob[] = [];
  let lines: string[] = [];
  const keep = (): void => {
    // What is kept as a blob need not be kept in memory.
    pieces.push(new Blob(lines));
    lines = [];
  };
  const { failure } = await count({
    ...audited.run,
    signal,
    onProgress: ({ bytes, milliseconds }) => {
      const total = audited.bytes;
      onProgress({ bytes: Math.min(bytes, total), total, milliseconds });
    },
    mostBytes: audited.counted,
    onTriggers: (more) => {
      lines.push(more);
      if (lines.length > 100) keep();
    },
  });
  signal.throwIfAborted();
  if (failure !== undefined && audited.failure === undefined) throw failure;
  keep();
  return fileOf("triggers.jsonl", pieces, "application/jsonl");
}

/** What is wrong with the lists, in one of its forms. */
export async function writeLint(compiled: Compiled, output: OutputName): Promise<ExportAnswer> {
  const { formatLint } = await import("../../../src/lint/lint.ts");
  const format: LintFormat =
    output === "sarif" ? "sarif" : output === "lint-json" ? "json" : "text";
  const paths = new Map(compiled.lists.map(({ name }) => [name, name]));
  const written = formatLint(await compiled.lint(), format, {
    paths,
    provenance: { version: VERSION },
  });
  const extension = { text: "txt", json: "json", sarif: "sarif" }[format];
  return fileOf(`lint.${extension}`, [written], "text/plain");
}

/** The filter, for the option `--filter` of the command. */
export function writeFilter({ filter }: Compiled): ExportAnswer {
  return fileOf("words.filter", [filter.serialize()], "application/octet-stream");
}

function fileOf(name: string, content: readonly BlobPart[], type: string): ExportAnswer {
  return { name, content: new Blob([...content], { type }) };
}
