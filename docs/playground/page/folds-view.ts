import { DEFAULT_FOLDS, FOLDS, type Fold } from "../../../src/unicode/unicode.ts";
import type { FoldSettings } from "../model/settings.ts";
import type { TextKey } from "../model/texts.ts";
import { byId, el } from "./element.ts";

/** The switches of what counts as the same. */
export interface FoldsView {
  /** What they say. */
  read(): FoldSettings;
  /** Sets them. */
  write(folding: FoldSettings): void;
}

/** Makes the switches; `changed` is called when one is. */
export function createFoldsView(changed: () => void): FoldsView {
  const place = byId("folds", HTMLElement);
  const switches = new Map<Fold, HTMLInputElement>();
  const gap = numberInput("separator-gap", 1, 16);
  const digits = numberInput("min-digits", 1, 16);
  const script = el("input", { type: "checkbox", id: "has-script" });

  function addSwitch(fold: Fold): HTMLElement {
    const input = el("input", { type: "checkbox", id: `fold-${fold}`, value: fold });
    switches.set(fold, input);
    return el(
      "label",
      { class: "fold", for: `fold-${fold}` },
      input,
      el(
        "span",
        {},
        el("span", { class: "fold-name", "data-t": `fold.${fold}` satisfies TextKey }),
        el("span", { class: "fold-what", "data-t": `fold.${fold}.what` satisfies TextKey }),
      ),
    );
  }

  function group(key: TextKey, folds: readonly Fold[]): HTMLElement {
    return el(
      "fieldset",
      {},
      el("legend", { "data-t": key }),
      el("div", { class: "folds" }, ...folds.map(addSwitch)),
    );
  }

  place.append(
    group("folds.byDefault", DEFAULT_FOLDS),
    group(
      "folds.more",
      FOLDS.filter((fold) => !DEFAULT_FOLDS.includes(fold)),
    ),
    el(
      "div",
      { class: "row bounds" },
      el("label", { class: "bound" }, gap, el("span", { "data-t": "folds.gap" })),
      el("label", { class: "bound" }, digits, el("span", { "data-t": "folds.digits" })),
    ),
    el("label", { class: "check" }, script, el("span", { "data-t": "folds.script" })),
  );
  const showBounds = (): void => {
    (gap.parentElement as HTMLElement).hidden = switches.get("separators")?.checked !== true;
    (digits.parentElement as HTMLElement).hidden = switches.get("digits")?.checked !== true;
  };
  place.addEventListener("input", () => {
    showBounds();
    changed();
  });
  return {
    read: () => ({
      folds: FOLDS.filter((fold) => switches.get(fold)?.checked === true),
      separatorGap: numberOf(gap, 4),
      minDigits: numberOf(digits, 2),
      hasScript: script.checked,
    }),
    write: ({ folds, separatorGap, minDigits, hasScript }) => {
      for (const [fold, input] of switches) input.checked = folds.includes(fold);
      gap.value = `${separatorGap}`;
      digits.value = `${minDigits}`;
      script.checked = hasScript;
      showBounds();
    },
  };
}

function numberInput(id: string, min: number, max: number): HTMLInputElement {
  return el("input", { type: "number", id, min: `${min}`, max: `${max}`, inputmode: "numeric" });
}

/** What a control says; while it says nothing that can be, what stands there by default. */
function numberOf(input: HTMLInputElement, byDefault: number): number {
  return input.checkValidity() && input.value !== "" ? Number(input.value) : byDefault;
}
