import { byId } from "./element.ts";
import { inEachLanguage, t } from "./language.ts";
import { recall, remember } from "./memory.ts";

const listeners: (() => void)[] = [];

/** Has something done whenever colours are chosen. */
export function whenThemeIsChosen(act: () => void): void {
  listeners.push(act);
}

/** Starts with the colours that were chosen here before, or that the system has. */
export function startTheme(): void {
  const button = byId("theme", HTMLButtonElement);
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = recall("theme");
  const isDark = (): boolean => (chosen === undefined ? system.matches : chosen === "dark");
  const show = (): void => {
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
    button.textContent = t(isDark() ? "theme.light" : "theme.dark");
    button.setAttribute("aria-label", t(isDark() ? "theme.toLight" : "theme.toDark"));
  };
  button.addEventListener("click", () => {
    chosen = isDark() ? "light" : "dark";
    remember("theme", chosen);
    show();
    for (const act of listeners) act();
  });
  system.addEventListener("change", show);
  inEachLanguage(show);
}
