import { commandOf } from "../model/command-line.ts";
import { decodeFragment, FragmentError, isFragment } from "../model/fragment.ts";
import { durationText } from "../model/numbers.ts";
import type { CompiledAnswer } from "../model/protocol.ts";
import { DEFAULT_AUDIT, DEFAULT_FOLDING, type Settings } from "../model/settings.ts";
import { RequestFailure, startClient } from "./client.ts";
import { refuseOtherDrops } from "./drop.ts";
import { byId, debounced, sayProblem } from "./element.ts";
import type { ExampleName } from "./examples.ts";
import { createFoldsView } from "./folds-view.ts";
import { currentLanguage, inEachLanguage, startLanguage, t } from "./language.ts";
import { createListsView } from "./lists-view.ts";
import { createMessagesView } from "./messages-view.ts";
import { keepOffline } from "./offline.ts";
import { startOutputs } from "./outputs-view.ts";
import { createReportView } from "./report-view.ts";
import { startTheme } from "./theme.ts";
import { createTryView } from "./try-view.ts";

/** Most bytes of messages that are audited again by themselves when something changes. */
const MOST_BY_ITSELF = 1_000_000;

const problem = byId("page-problem", HTMLElement);
const filterState = byId("filter-state", HTMLElement);
const foldsProblem = byId("folds-problem", HTMLElement);
const command = byId("command", HTMLElement);

let compiled: CompiledAnswer | undefined;
let compileId = 0;
let tryCount = 0;
let auditCount = 0;
let auditId = 0;
let isReady = false;
/** Whether a person has asked for an audit that waits until the lists are compiled. */
let isAuditWanted = false;

const client = startClient({
  linted: (id, answer) => {
    if (id === compileId) lists.showFindings(answer);
  },
  progress: (id, progress) => {
    if (id === auditId) reportView.progress(progress);
    else outputs.progress(id, progress);
  },
  ended: (reason) => sayProblem(problem, t("error.page", { reason })),
});

/** Has the lists compiled, and then all that depends on them done again. */
async function compile(): Promise<void> {
  const { id, answer } = client.ask<"compile">({
    type: "compile",
    lists: lists.read(),
    folding: folds.read(),
  });
  compileId = id;
  filterState.textContent = t("lists.working");
  try {
    const done = await answer;
    if (id !== compileId) return;
    compiled = done;
    sayProblem(foldsProblem, undefined);
    lists.sayCompiled(done);
    sayCompiled();
    void tryText();
    if (isAuditWanted) auditAsAsked();
    else auditByItself();
  } catch (error) {
    if (id !== compileId) return;
    isAuditWanted = false;
    filterState.textContent = "";
    tryView.show(undefined);
    reportView.sayStale();
    const failure = failureOf(error);
    if (failure?.at === "list") lists.sayFailure(failure);
    else if (failure?.at === "folds") sayProblem(foldsProblem, failure.reason);
    else sayFault(error);
  }
}

function sayCompiled(): void {
  if (compiled === undefined) return;
  filterState.textContent = t("lists.state", {
    rules: compiled.lists.reduce((sum, { rules }) => sum + rules, 0),
    time: durationText(compiled.milliseconds, currentLanguage()),
  });
}

async function tryText(): Promise<void> {
  const count = ++tryCount;
  try {
    const answer = await client.ask<"explain">({ type: "explain", text: tryView.read() }).answer;
    if (count === tryCount) tryView.show(answer);
  } catch (error) {
    // That a list cannot be read is said there.
    if (failureOf(error)?.at !== "list" && failureOf(error)?.at !== "folds") sayFault(error);
  }
}

function auditByItself(): void {
  const size = messages.inputs().reduce((sum, { content }) => sum + content.size, 0);
  if (size === 0 || compiled === undefined) return;
  if (size > MOST_BY_ITSELF) reportView.sayStale();
  else if (messages.check()) void audit(false);
  else reportView.sayStale();
}

/** Audits now, or as soon as the lists are compiled as they are then: they may be changed until then. */
function auditAsAsked(): void {
  isAuditWanted = messages.check();
  if (!isAuditWanted) return;
  if (compiled === undefined) {
    void compile();
    return;
  }
  isAuditWanted = false;
  void audit(true);
}

async function audit(isAsked: boolean): Promise<void> {
  const count = ++auditCount;
  const { id, answer } = client.ask<"audit">({
    type: "audit",
    inputs: messages.inputs(),
    audit: messages.read(),
    command: command.textContent ?? "",
  });
  auditId = id;
  reportView.begin(isAsked);
  try {
    const done = await answer;
    if (count !== auditCount) return;
    messages.sayFailure(undefined);
    reportView.show(done);
  } catch (error) {
    if (count !== auditCount) return;
    reportView.fail();
    const failure = failureOf(error);
    if (failure?.at === "messages") messages.sayFailure(failure.reason);
    else if (failure?.at !== "list" && failure?.at !== "folds") sayFault(error);
  }
}

function failureOf(error: unknown): RequestFailure["failure"] | undefined {
  return error instanceof RequestFailure ? error.failure : undefined;
}

function sayFault(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  sayProblem(problem, t("error.page", { reason }));
}

function settings(): Settings {
  return { lists: lists.read(), folding: folds.read(), audit: messages.read() };
}

function sayCommand(): void {
  const { line, conflicts } = commandOf(settings(), messages.inputs());
  command.textContent =
    conflicts.length === 0 ? line : t("command.conflict", { options: conflicts.join(", ") });
}

const compileSoon = debounced(() => void compile(), 200);
const tryTextSoon = debounced(() => void tryText(), 60);
const auditSoon = debounced(auditByItself, 400);

function listsChanged(): void {
  if (!isReady) return;
  // What is still being compiled, or was, is no longer what the page says.
  compileId = 0;
  compiled = undefined;
  sayCommand();
  compileSoon();
}

function messagesChanged(): void {
  if (!isReady) return;
  sayCommand();
  auditSoon();
}

function load({ lists: given, folding, audit: chosen }: Settings): void {
  folds.write(folding);
  messages.write(chosen);
  lists.write(given);
}

async function loadExample(name: ExampleName): Promise<void> {
  const { EXAMPLES } = await import("./examples.ts");
  const example = EXAMPLES[name];
  load({ lists: example.lists, folding: DEFAULT_FOLDING, audit: DEFAULT_AUDIT });
  tryView.write(example.text);
  messages.replace(example.messages, example.format);
}

async function loadLink(): Promise<void> {
  if (!isFragment(location.hash)) return;
  try {
    const { audit: chosen, ...rest } = await decodeFragment(location.hash);
    // Nobody asks by a link for the texts of another's messages.
    load({ ...rest, audit: { ...chosen, showText: false } });
    sayProblem(problem, undefined);
  } catch (error) {
    const isLong = error instanceof FragmentError && error.code === "too-long";
    const reason = error instanceof Error ? error.message : "";
    sayProblem(problem, isLong ? t("link.tooLongToRead") : t("link.damaged", { reason }));
  }
}

refuseOtherDrops();
const lists = createListsView(listsChanged);
const folds = createFoldsView(listsChanged);
const tryView = createTryView(tryTextSoon, lists.goTo, (list) => lists.read()[list]?.name ?? "");
const messages = createMessagesView(messagesChanged);
const reportView = createReportView();
const outputs = startOutputs(client, settings);
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-example]")) {
  button.addEventListener("click", () => {
    void loadExample(button.dataset.example as ExampleName);
  });
}
byId("run", HTMLButtonElement).addEventListener("click", auditAsAsked);
byId("cancel", HTMLButtonElement).addEventListener("click", () => {
  void client.ask<"cancel">({ type: "cancel", what: "audit" }).answer;
});
window.addEventListener("hashchange", () => void loadLink());

load({ lists: [], folding: DEFAULT_FOLDING, audit: DEFAULT_AUDIT });
startLanguage();
startTheme();
inEachLanguage(() => {
  sayCompiled();
  sayCommand();
});
isReady = true;
await loadLink();
listsChanged();
void keepOffline(byId("offline", HTMLElement));
document.documentElement.dataset.ready = "";
