import { AuditError } from "../../../src/errors.ts";
import { explain } from "../../../src/report/report.ts";
import {
  type Answers,
  type AuditAnswer,
  type ExplainAnswer,
  type LintAnswer,
  type MessageInput,
  MOST_MATCHES,
  type Reply,
  type Request,
  type RulePlace,
} from "../model/protocol.ts";
import type { AuditSettings } from "../model/settings.ts";
import { type Compiled, compile, failureAt, PageFailure } from "./compiling.ts";
import { type CountingRun, count } from "./counting.ts";
import {
  type Audited,
  conclude,
  needsMessages,
  pageOf,
  writeFilter,
  writeLint,
  writeReport,
  writeTriggers,
} from "./outputs.ts";
import { untilHeard } from "./reading.ts";

// The worker of the page: holds the lists compiled, and what was counted last. It asks nobody for anything: its policy
// is that of the page.

/** Most findings of a list that are told. */
const MOST_FINDINGS = 300;

/** Of chance, for as long as the page is open: it is never told, not even to the page. */
const key: Uint8Array = crypto.getRandomValues(new Uint8Array(32));

let compiled: Promise<Compiled> = compile([], {
  folds: [],
  separatorGap: 4,
  minDigits: 2,
  hasScript: false,
});
let audited: Audited | undefined;
let running = new AbortController();
let writing = new AbortController();
const latest = new Map<Request["type"], number>();

function tell(reply: Reply): void {
  postMessage(reply);
}

async function handle(id: number, request: Request): Promise<Answers[keyof Answers]> {
  switch (request.type) {
    case "compile": {
      // While somebody types, all but the last are passed over.
      await untilHeard();
      if (latest.get("compile") !== id) return undefined;
      const began = performance.now();
      const next = compile(request.lists, request.folding);
      compiled = next;
      const { lists } = await next;
      const answer = {
        lists: lists.map(({ rules }) => ({ rules: rules.length })),
        milliseconds: performance.now() - began,
      };
      void tellFindings(id, next);
      return answer;
    }
    case "explain":
      return explainText(await compiled, request.text);
    case "audit":
      return audit(id, await compiled, request);
    case "export":
      return write(id, request.output);
    case "cancel":
      (request.what === "audit" ? running : writing).abort(interruption());
      return undefined;
  }
}

async function tellFindings(id: number, of: Promise<Compiled>): Promise<void> {
  await untilHeard();
  if (latest.get("compile") !== id) return;
  const { lists, lint } = await of;
  const { findings } = await lint();
  const byList = lists.map(({ name }) => findings.filter(({ list }) => list === name));
  const answer: LintAnswer = {
    findings: byList.map((own) => own.slice(0, MOST_FINDINGS)),
    counts: byList.map(({ length }) => length),
  };
  tell({ type: "linted", id, answer });
}

function explainText({ filter, placeOf }: Compiled, text: string): ExplainAnswer {
  const explanation = explain(filter, text, { maxMatches: MOST_MATCHES });
  const ids = [
    ...explanation.matches.flatMap(({ rules }) => rules),
    ...explanation.disarmed.map(({ rule }) => rule),
  ];
  const rules = new Map<string, RulePlace>();
  for (const id of ids) {
    const place = placeOf(id);
    if (place !== undefined) rules.set(id, place);
  }
  return { explanation, rules };
}

async function audit(
  id: number,
  of: Compiled,
  request: {
    readonly inputs: readonly MessageInput[];
    readonly audit: AuditSettings;
    readonly command: string;
  },
): Promise<AuditAnswer> {
  const { inputs, audit: settings } = request;
  running.abort(interruption());
  running = new AbortController();
  const began = performance.now();
  const run: CountingRun = {
    filter: of.filter,
    inputs,
    audit: settings,
    key,
    provenance: { version: VERSION, command: request.command },
    signal: running.signal,
    onProgress: (progress) => tell({ type: "progress", id, progress }),
  };
  try {
    const counted = await count(run);
    const next: Audited = { ...counted, compiled: of, inputs, audit: settings, run };
    const { messages, rules, filter } = conclude(next);
    const html = pageOf(next);
    if (latest.get("audit") === id) audited = next;
    const { failure } = counted;
    return {
      html,
      messages: messages.total,
      triggered: messages.triggered,
      rate: messages.rate,
      interval: messages.interval,
      level: messages.level,
      fired: rules.length,
      rules: filter.rules,
      unreadable: messages.unreadable,
      failure: failure === undefined ? undefined : failure.message,
      isCancelled: failure?.code === "interrupted",
      milliseconds: performance.now() - began,
      bytes: counted.bytes,
    };
  } catch (error) {
    throw failureAt("messages", error);
  }
}

/** Why something ends that is asked to end: as the command has it. */
function interruption(): AuditError {
  return new AuditError("interrupted", "interrupted");
}

async function write(
  id: number,
  output: Extract<Request, { type: "export" }>["output"],
): Promise<Answers["export"]> {
  if (needsMessages(output) && audited === undefined) {
    const reason = "no messages have been audited yet";
    throw new PageFailure({ at: "output", code: "not-audited", reason });
  }
  const done = audited as Audited;
  switch (output) {
    case "triggers":
      writing.abort(interruption());
      writing = new AbortController();
      return writeTriggers(done, {
        signal: writing.signal,
        onProgress: (progress) => tell({ type: "progress", id, progress }),
      });
    case "lint-text":
    case "lint-json":
    case "sarif":
      return writeLint(await compiled, output);
    case "filter":
      return writeFilter(await compiled);
    default:
      return writeReport(done, output);
  }
}

addEventListener(
  "message",
  async ({ data }: MessageEvent<{ readonly id: number; readonly request: Request }>) => {
    const { id, request } = data;
    latest.set(request.type, id);
    try {
      tell({ type: "answer", id, answer: await handle(id, request) });
    } catch (error) {
      const known = error instanceof PageFailure ? error : failureAt("output", error);
      const failure =
        known instanceof PageFailure
          ? known.failure
          : { at: "output" as const, reason: `a fault of this page: ${String(known)}` };
      tell({ type: "failure", id, failure });
    }
  },
);
