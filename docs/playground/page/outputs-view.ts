import { encodeFragment, FragmentError } from "../model/fragment.ts";
import type { OutputName } from "../model/protocol.ts";
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

/** Makes the buttons that save outputs, and the link. */
export function startOutputs(client: Client, settings: () => Settings): void {
  const state = byId("output-state", HTMLElement);
  const problem = byId("output-problem", HTMLElement);

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
    sayProblem(problem, undefined);
    state.textContent = t("take.working", { name: label });
    try {
      const { name, content } = await client.ask<"export">({ type: "export", output }).answer;
      const link = el("a", { href: URL.createObjectURL(content), download: name });
      link.click();
      // The browser takes what it saves when it gets to it.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      state.textContent = t("take.saved", { name });
    } catch (error) {
      state.textContent = "";
      const reason = error instanceof RequestFailure ? error.failure.reason : String(error);
      sayProblem(problem, reason === NOT_YET ? t("take.first") : t("error.page", { reason }));
    }
  }

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
      const isLong = error instanceof FragmentError && error.code === "too-long";
      sayProblem(
        linkProblem,
        isLong ? t("link.tooLong") : t("error.page", { reason: String(error) }),
      );
    }
  });

  addButtons("report-outputs", OF_REPORT);
  addButtons("list-outputs", OF_LISTS);
}

/** What the worker says of outputs of messages before any were audited. */
const NOT_YET = "no messages have been audited yet";
