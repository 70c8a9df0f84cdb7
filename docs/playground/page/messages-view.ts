import {
  formatOfPath,
  MESSAGE_FORMATS,
  type MessageFormat,
} from "../../../src/node/message-format.ts";
import { levelText, sizeText } from "../model/numbers.ts";
import type { MessageInput } from "../model/protocol.ts";
import { type AuditSettings, MOST_SAMPLES } from "../model/settings.ts";
import { acceptDrops } from "./drop.ts";
import { byId, el, sayProblem } from "./element.ts";
import { currentLanguage, inEachLanguage, t } from "./language.ts";

/** The messages on the page, and how they are audited. */
export interface MessagesView {
  /** The messages: what is pasted, then files. */
  inputs(): readonly MessageInput[];
  /** How they are audited. */
  read(): AuditSettings;
  /** Sets how they are audited. */
  write(audit: AuditSettings): void;
  /** Puts messages in place of those that are there. */
  replace(text: string, format: MessageFormat): void;
  /** Whether they can be audited as they are; says at its control what is wrong. */
  check(): boolean;
  /** Says what was wrong with the reading. */
  sayFailure(reason: string | undefined): void;
}

const EXTENSIONS: Readonly<Record<MessageFormat, string>> = {
  jsonl: "jsonl",
  csv: "csv",
  text: "txt",
};

/** Makes the view; `changed` is called when messages or options have changed. */
export function createMessagesView(changed: () => void): MessagesView {
  const text = byId("messages-text", HTMLTextAreaElement);
  const format = byId("message-format", HTMLSelectElement);
  const list = byId("files", HTMLElement);
  const opener = byId("message-files", HTMLInputElement);
  const state = byId("messages-state", HTMLElement);
  const problem = byId("messages-problem", HTMLElement);
  const field = byId("field", HTMLInputElement);
  const fieldProblem = byId("field-problem", HTMLElement);
  const level = byId("level", HTMLSelectElement);
  const samples = byId("samples", HTMLInputElement);
  const showText = byId("show-text", HTMLInputElement);
  let files: { readonly file: File; format: MessageFormat }[] = [];

  function inputs(): readonly MessageInput[] {
    const pasted = format.value as MessageFormat;
    const content = new Blob([text.value]);
    return [
      ...(text.value === ""
        ? []
        : [{ name: `messages.${EXTENSIONS[pasted]}`, format: pasted, content }]),
      ...files.map(({ file, format: chosen }) => ({
        name: file.name,
        format: chosen,
        content: file,
      })),
    ];
  }

  function render(): void {
    const size = inputs().reduce((sum, { content }) => sum + content.size, 0);
    state.textContent = size === 0 ? "" : sizeText(size, currentLanguage());
    list.replaceChildren(
      ...files.map((entry) => {
        const { file } = entry;
        const chosen = el(
          "select",
          { "aria-label": t("file.format", { name: file.name }) },
          ...MESSAGE_FORMATS.map((name) =>
            el(
              "option",
              { value: name },
              name === "text" ? t("format.text") : name === "csv" ? "CSV" : "JSON Lines",
            ),
          ),
        );
        chosen.value = entry.format;
        chosen.addEventListener("input", () => {
          entry.format = chosen.value as MessageFormat;
          change();
        });
        const remove = el(
          "button",
          { type: "button", class: "quiet", "aria-label": t("file.remove", { name: file.name }) },
          t("list.remove"),
        );
        remove.addEventListener("click", () => {
          files = files.filter((other) => other !== entry);
          change();
          byId("open-messages", HTMLButtonElement).focus();
        });
        return el(
          "li",
          {},
          el("bdi", { class: "name" }, file.name),
          el("span", { class: "hint" }, sizeText(file.size, currentLanguage())),
          chosen,
          remove,
        );
      }),
    );
  }

  function change(): void {
    sayProblem(problem, undefined);
    sayProblem(fieldProblem, undefined);
    render();
    changed();
  }

  function addFiles(given: readonly File[]): void {
    files = [
      ...files,
      ...given.map((file) => ({ file, format: formatOfPath(file.name) ?? ("text" as const) })),
    ];
    change();
  }

  function isSampleCount(): boolean {
    return samples.checkValidity() && samples.value !== "";
  }

  text.addEventListener("input", change);
  for (const control of [format, field, level, samples, showText]) {
    control.addEventListener("input", change);
  }
  samples.max = `${MOST_SAMPLES}`;
  byId("open-messages", HTMLButtonElement).addEventListener("click", () => opener.click());
  opener.addEventListener("change", () => {
    addFiles([...(opener.files ?? [])]);
    opener.value = "";
  });
  acceptDrops(byId("messages", HTMLElement), addFiles);
  inEachLanguage(render);

  return {
    inputs,
    read: () => ({
      field: field.value,
      level: Number(level.value),
      samples: isSampleCount() ? Number(samples.value) : 0,
      showText: showText.checked,
    }),
    write: (audit) => {
      field.value = audit.field;
      const value = `${audit.level}`;
      // A link may have a level that is not among those to choose from.
      if (![...level.options].some((option) => option.value === value)) {
        level.append(el("option", { value }, levelText(audit.level, currentLanguage())));
      }
      level.value = value;
      samples.value = `${audit.samples}`;
      showText.checked = audit.showText;
      change();
    },
    replace: (value, chosen) => {
      text.value = value;
      format.value = chosen;
      files = [];
      change();
    },
    check: () => {
      const given = inputs();
      const name = field.value;
      const isPlain = name !== "text" && given.some((input) => input.format === "text");
      const reason =
        name === ""
          ? t("messages.noField")
          : isPlain
            ? t("messages.textField", { field: JSON.stringify(name) })
            : isSampleCount()
              ? undefined
              : t("messages.samplesRange", { most: MOST_SAMPLES });
      sayProblem(fieldProblem, reason);
      sayProblem(problem, given.length === 0 ? t("messages.none") : undefined);
      return given.length > 0 && reason === undefined;
    },
    sayFailure: (reason) => sayProblem(problem, reason),
  };
}
