import { spawn } from "node:child_process";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type BlackBox,
  type Isolation,
  type IsolationState,
  isolatedList,
  isolateTerms,
} from "../discovery/discovery.ts";
import { AuditError } from "../errors.ts";
import { formatList } from "../lists/lists.ts";
import { readKept } from "../node/kept-file.ts";
import { readWhole } from "../node/list-file.ts";
import { openOutput } from "../node/node.ts";
import { replaceFile } from "../node/replacement.ts";
import { countOf } from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { escapeJson } from "../report/report.ts";
import { STATUS } from "./failure.ts";
import { listenForInterruption } from "./interruption.ts";
import { addFilterOptions, type FilterChoice, filesOf, loadFilter } from "./lists.ts";
import { parseCount } from "./options.ts";
import { refuseOverwriting } from "./places.ts";
import type { Terminal } from "./terminal.ts";
import { takes } from "./values.ts";

interface IsolateChoice extends Omit<FilterChoice, "list"> {
  readonly list?: FilterChoice["list"];
  readonly file?: string;
  readonly exec?: string;
  readonly budget: number;
  readonly repeat: number;
  readonly rate?: number;
  readonly most: number;
  readonly state?: string;
  readonly format: "text" | "json" | "list";
  readonly output: string;
}

/** The command `isolate`: which terms of a text trigger a black box. `finish` takes its exit status. */
export function createIsolateCommand(
  terminal: Terminal,
  finish: (status: number) => void,
): Command {
  return addFilterOptions(
    new Command("isolate")
      .description("Finds out which terms of a text trigger a black box, alone or together.")
      .argument("[text]", "the text; else --file"),
    false,
  )
    .option("--file <file>", "a file with the text, as UTF-8")
    .option(
      "--exec <command>",
      "the black box, in place of --list: a command of the shell that gets each text on standard input, and ends " +
        "with status 0 if it triggers and 1 if not",
    )
    .option("--budget <number>", "most queries", parseCount, 1000)
    .option("--repeat <number>", "most queries for one answer, an odd number", parseCount, 1)
    .option("--rate <number>", "most queries a second", parseRate)
    .option("--most <number>", "most combinations to look for", parseCount, 10)
    .option("--state <file>", "keep what was learned there, and go on from it")
    .addOption(
      new Option("--format <name>", "form of the answer; list is one that audit reads as json=FILE")
        .choices(["text", "json", "list"])
        .default("text"),
    )
    .option("--output <file>", "where to write it; - is standard output", "-")
    .addHelpText(
      "after",
      `
Exit status 1 if the budget was spent.

Examples:
  filter-audit isolate "we meet at the pier with lanterns" --list plus=pairs.txt
  filter-audit isolate --file article.txt --exec ./is-blocked --rate 2 --repeat 3 --state article.state`,
    )
    .action(async (text: string | undefined, choice: IsolateChoice) => {
      checkChoice(text, choice);
      const { file, state: place } = choice;
      await refuseOverwriting(
        [choice.output, place],
        [...filesOf(withLists(choice)), ...(file === undefined ? [] : [file])],
      );
      const asked = text ?? (await readText(file as string));
      const box =
        choice.exec === undefined ? await listBox(withLists(choice)) : commandBox(choice.exec);
      const state = place === undefined ? undefined : await readState(place);
      let last = state;
      const { signal, stop } = listenForInterruption();
      try {
        const found = await isolateTerms(untilAborted(box, signal), asked, {
          budget: choice.budget,
          repeat: choice.repeat,
          most: choice.most,
          ...(choice.rate === undefined ? {} : { wait: createPause(choice.rate, signal) }),
          ...(state === undefined ? {} : { state }),
          onState: (learned) => {
            last = learned;
          },
        });
        last = found.state;
        stop();
        const output = await openOutput(choice.output, { stdout: terminal.stdout });
        await output.write(formatIsolation(found, choice.format));
        await output.close();
        finish(found.status === "budget" ? STATUS.gateFailed : STATUS.done);
      } catch (error) {
        if (!signal.aborted) throw error;
        const kept =
          place === undefined ? "nothing is kept without --state" : `${place} has what was learned`;
        const { cause } = signal.reason as AuditError;
        throw new AuditError("interrupted", `interrupted; ${kept}`, { cause });
      } finally {
        stop();
        // Queries may be dear: what they told is kept, however this ends.
        if (place !== undefined && last !== undefined) await keepState(place, last);
      }
    });
}

/**
 * The box as long as nobody has ended the run. What it is doing then is not waited for, and what becomes of it is not
 * asked: Ctrl-C in a terminal ends it too.
 */
function untilAborted(box: BlackBox, signal: AbortSignal): BlackBox {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  return async (text) => {
    // A box that answers at once would leave no time to hear of Ctrl-C.
    await turn();
    signal.throwIfAborted();
    return await Promise.race([box(text), aborted]);
  };
}

/** The choice of a filter: without `--list` there is none. */
function withLists(choice: IsolateChoice): FilterChoice {
  return { ...choice, list: choice.list ?? [] };
}

function checkChoice(text: string | undefined, { file, exec, list, filter }: IsolateChoice): void {
  if ((text === undefined) === (file === undefined)) {
    throw new TypeError("isolate is of one text, expected TEXT or --file FILE");
  }
  const hasNone = filter === undefined && (list === undefined || list.length === 0);
  if ((exec === undefined) === hasNone) {
    throw new TypeError("isolate asks one black box, expected --list, --filter or --exec");
  }
}

async function readText(path: string): Promise<string> {
  const bytes = await readWhole(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).trimEnd();
  } catch {
    throw new AuditError("malformed-input", "is no UTF-8, expected a text", { source: path });
  }
}

async function listBox(choice: FilterChoice): Promise<BlackBox> {
  const filter = await loadFilter(choice);
  return (text) => filter.test(text);
}

/** A command as a black box. The text reaches it on standard input alone: no shell reads it. */
function commandBox(command: string): BlackBox {
  return (text) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, { shell: true, stdio: ["pipe", "ignore", "ignore"] });
      const fail = (reason: string): void =>
        reject(new AuditError("unreadable-file", reason, { source: "--exec" }));
      child.on("error", () => fail("cannot be run"));
      child.on("close", (status, signal) => {
        if (status === 0 || status === 1) resolve(status === 0);
        else fail(`ended with ${signal ?? `status ${status}`}, expected 0 (triggers) or 1`);
      });
      // It may know its answer before it has read all.
      child.stdin.on("error", () => {});
      child.stdin.end(text);
    });
}

/** Waits until the next query may be made. */
function createPause(rate: number, signal: AbortSignal): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    if (now < next) await sleep(next - now, undefined, { signal }).catch(() => {});
    signal.throwIfAborted();
    next = Math.max(now, next) + 1000 / rate;
  };
}

async function readState(path: string): Promise<IsolationState | undefined> {
  const text = await readKept(path);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as IsolationState);
  } catch {
    throw new AuditError("malformed-input", "is no JSON, expected a state", { source: path });
  }
}

const keepState = (path: string, state: IsolationState): Promise<void> =>
  replaceFile(path, `${JSON.stringify(state)}\n`);

function formatIsolation(found: Isolation, format: IsolateChoice["format"]): string {
  if (format === "json") {
    const { state: _, ...rest } = found;
    const whole = { format: "filter-audit/isolated", version: 1, ...rest };
    return `${escapeJson(JSON.stringify(whole, undefined, 2))}\n`;
  }
  if (format === "list") {
    return new TextDecoder().decode(formatList(isolatedList(found.combinations)));
  }
  const { status, combinations, queries } = found;
  const lines = combinations.map(({ terms, isVerified }) => {
    const quoted = terms.map((term) => printable(JSON.stringify(term))).join(" + ");
    return isVerified
      ? quoted
      : `${quoted} (not verified: the answers fit no combination of terms)`;
  });
  const none = {
    done: "the text does not trigger",
    most: "none was looked for",
    budget: "nothing was found before the budget was spent",
    always: "the box triggers on the empty text too: no term can be told",
  };
  const told = combinations.length === 0 ? `; ${none[status]}` : "";
  const further = {
    done: "",
    most: "; there may be more (--most)",
    budget: "; the budget was spent, there may be more",
    always: "",
  };
  const more = combinations.length > 0 ? further[status] : "";
  return `${[...lines, `${countOf(queries, "query", "queries")}${told}${more}`].join("\n")}\n`;
}

function parseRate(value: string): number {
  const rate = Number(value);
  if (!(rate > 0 && rate <= 1000)) {
    throw new InvalidArgumentError("expected a number above 0, at most 1000");
  }
  return rate;
}

takes({ kind: "number", minimum: 0, maximum: 1000 }, parseRate);
