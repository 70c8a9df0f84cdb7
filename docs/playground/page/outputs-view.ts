import { encodeFragment, FragmentError } from "../model/fragment.ts";
import type { OutputName, ProgressReport } from "../model/protocol.ts";
import type { Settings } from "../model/settings.ts";
import type { TextKey } from "../model/texts.ts";
import { type Client, RequestFailure } from "./client.ts";
import { byId, el, sayProblem } from "./element.ts";
import { t } from "./language.ts";

interface OutputButton {
  readonly output: OutputName;
  /** Its name, where that is no name of a format that is the same in all languages. */
  readonly key?: TextKey;
  readonly name: string;
}

const OF_REPORT: readonly OutputButton[] = [
  { output: "html", name: "HTML" },
  { output: "json", name: "JSON" },
  { output: "csv", name: "CSV" },
  { output: "tsv", name: "TSV" },
  { output: "markdown", name: "Markdown", key: "output.markdown" },
  { output: "text", name: "Text", key: "output.text" },
  { output: "tally", name: "Tally", key: "output.tally" },
  { output: "triggers", name: "Triggers", key: "output.triggers" },
];

const OF_LISTS: readonly OutputButton[] = [
  { output: "lint-text", name: "Findings", key: "output.lint" },
  { output: "lint-json", name: "JSON" },
  { output: "sarif", name: "SARIF" },
  { output: "filter", name: "Filter", key: "output.filter" },
];

/** Why no link could be made. */
function whyNoLink(error: unknown): string {
  if (!(error instanceof FragmentError)) return t("error.page", { reason: String(error) });
  return error.code === "too-long" ? t("link.tooLong") : t("link.unfit", { reason: error.message });
}

/** What writes outputs. */
export interface OutputsView {
  /** Says how far the writing has come that a request asked for. */
  progress(id: number, progress: ProgressReport): void;
}

/** Makes the buttons that save outputs, and the link. */
export function startOutputs(client: Client, settings: () => Settings): OutputsView {
  const state = byId("output-state", HTMLElement);
  const problem = byId("output-problem", HTMLElement);
  const bar = byId("output-bar", HTMLProgressElement);
  const cancel = byId("cancel-output", HTMLButtonElement);
  /** The request whose output is being written. */
  let written: number | undefined;

  function addButtons(place: string, buttons: readonly OutputButton[]): void {
    for (const { output, key, name } of buttons) {
      const button = el(
        "button",
        { type: "button", "data-output": output, ...(key === undefined ? {} : { "data-t": key }) },
        key === undefined ? name : t(key),
      );
      button.addEventListener("click", () => void save(output, button.textContent ?? name));
      byId(place, HTMLElement).append(button);
    }
  }

  async function save(output: OutputName, label: string): Promise<void> {
    settle();
    sayProblem(problem, undefined);
    state.textContent = t("take.working", { name: label });
    const { id, answer } = client.ask<"export">({ type: "export", output });
    written = id;
    try {
      const { name, content } = await answer;
      const link = el("a", { href: URL.createObjectURL(content), download: name });
      link.click();
      // The browser takes what it saves when it gets to it.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      if (id !== written) return;
      settle();
      state.textContent = t("take.saved", { name });
    } catch (error) {
      const failure = error instanceof RequestFailure ? error.failure : undefined;
      const isCancelled = failure?.code === "cancelled";
      if (id === written) {
        settle();
        state.textContent = isCancelled ? t("take.cancelled") : "";
      }
      if (isCancelled) return;
      const reason = failure?.reason ?? String(error);
      sayProblem(
        problem,
        failure?.code === "not-audited" ? t("take.first") : t("error.page", { reason }),
      );
    }
  }

  function settle(): void {
    const hadFocus = document.activeElement === cancel;
    written = undefined;
    bar.hidden = true;
    cancel.hidden = true;
    if (hadFocus) byId("report-outputs", HTMLElement).querySelector("button")?.focus();
  }

  cancel.addEventListener("click", () => {
    void client.ask<"cancel">({ type: "cancel", what: "export" }).answer;
  });

  const field = byId("link", HTMLInputElement);
  const linkState = byId("link-state", HTMLElement);
  const linkProblem = byId("link-problem", HTMLElement);
  byId("make-link", HTMLButtonElement).addEventListener("click", async () => {
    sayProblem(linkProblem, undefined);
    linkState.textContent = "";
    try {
      const address = new URL(location.href);
      address.hash = await encodeFragment(settings());
      field.value = address.href;
      field.hidden = false;
      field.focus();
      field.select();
      await navigator.clipboard?.writeText(field.value).then(
        () => {
          linkState.textContent = t("link.copied");
        },
        // It stands there to be copied by hand.
        () => {},
      );
    } catch (error) {
      field.hidden = true;
      sayProblem(linkProblem, whyNoLink(error));
    }
  });

  addButtons("report-outputs", OF_REPORT);
  addButtons("list-outputs", OF_LISTS);
  return {
    progress: (id, { bytes, total }) => {
      if (id !== written) return;
      bar.hidden = false;
      cancel.hidden = false;
      bar.value = total === 0 ? 1 : bytes / total;
    },
  };
}
