import { countText, durationText, levelText, shareText, sizeText } from "../model/numbers.ts";
import type { AuditAnswer, ProgressReport } from "../model/protocol.ts";
import { byId, sayProblem } from "./element.ts";
import { currentLanguage, inEachLanguage, t } from "./language.ts";
import { whenThemeIsChosen } from "./theme.ts";

/** What an audit says while it runs, and what it found. */
export interface ReportView {
  /** An audit has begun; `isAsked`: by a person, who is told of its course. */
  begin(isAsked: boolean): void;
  /** Says how far it has come. */
  progress(progress: ProgressReport): void;
  /** Shows what was found. */
  show(answer: AuditAnswer): void;
  /** It came to nothing. */
  fail(): void;
  /** What is shown is no longer what the page says. */
  sayStale(): void;
}

/** Every how many percent progress is read out. */
const TOLD_EVERY = 25;

/** Makes the view. */
export function createReportView(): ReportView {
  const panel = byId("report", HTMLElement);
  const frame = byId("frame", HTMLIFrameElement);
  const run = byId("run", HTMLButtonElement);
  const cancel = byId("cancel", HTMLButtonElement);
  const bar = byId("bar", HTMLProgressElement);
  const told = byId("progress", HTMLElement);
  const announce = byId("announce", HTMLElement);
  const partial = byId("partial", HTMLElement);
  const larger = byId("larger", HTMLButtonElement);
  let shown: AuditAnswer | undefined;
  let percent = 0;
  let isAsked = false;
  let isRunning = false;
  let isStale = false;

  function put(id: string, text: string): void {
    byId(id, HTMLElement).textContent = text;
  }

  function render(): void {
    frame.title = t("report.title");
    tellStale();
    if (shown === undefined) return;
    const language = currentLanguage();
    const count = (value: number): string => countText(value, language);
    const { rate, interval, level } = shown;
    put("rate", rate === null ? "–" : shareText(rate, language));
    put(
      "rate-more",
      rate === null
        ? t("report.none")
        : t("report.rate", {
            triggered: count(shown.triggered),
            messages: count(shown.messages),
            level: levelText(level, language),
            low: shareText(interval[0], language),
            high: shareText(interval[1], language),
          }),
    );
    put("fired", count(shown.fired));
    put("fired-more", t("report.fired", { rules: count(shown.rules) }));
    put("unreadable", count(shown.unreadable));
    put(
      "report-state",
      t("report.state", {
        size: sizeText(shown.bytes, language),
        time: durationText(shown.milliseconds, language),
      }),
    );
    sayProblem(
      partial,
      shown.isCancelled
        ? t("report.cancelled")
        : shown.failure === undefined
          ? undefined
          : `${t("report.failed")} ${shown.failure}`,
    );
  }

  /** Shows a page in the frame, which has an origin of its own and none of the rights of this page. */
  function showPage(html: string): void {
    const { theme } = document.documentElement.dataset;
    frame.srcdoc =
      theme === undefined ? html : html.replace("<html ", `<html data-theme="${theme}" `);
  }

  /** While an audit runs its progress stands there; whether it is of what the page says now is told when it ends. */
  function tellStale(): void {
    if (!isRunning) told.textContent = isStale && shown !== undefined ? t("run.stale") : "";
  }

  function settle(): void {
    const hadFocus = document.activeElement === cancel;
    isRunning = false;
    cancel.hidden = true;
    bar.hidden = true;
    tellStale();
    if (hadFocus) run.focus();
  }

  larger.addEventListener("click", () => {
    const isLarge = panel.classList.toggle("large-frame");
    larger.setAttribute("aria-pressed", `${isLarge}`);
  });
  inEachLanguage(render);
  whenThemeIsChosen(() => {
    if (shown !== undefined) showPage(shown.html);
  });

  return {
    begin: (asked) => {
      isAsked = asked;
      isRunning = true;
      isStale = false;
      told.textContent = "";
      percent = 0;
      bar.value = 0;
      bar.hidden = !asked;
      cancel.hidden = !asked;
      if (asked) announce.textContent = t("run.started");
    },
    progress: ({ bytes, total, milliseconds }) => {
      const language = currentLanguage();
      const rate = (bytes / Math.max(milliseconds, 1)) * 1000;
      bar.hidden = false;
      cancel.hidden = false;
      bar.value = total === 0 ? 1 : bytes / total;
      told.textContent = t("run.progress", {
        done: sizeText(bytes, language),
        total: sizeText(total, language),
        rate: sizeText(rate, language),
        left: durationText(((total - bytes) / Math.max(rate, 1)) * 1000, language),
      });
      const now = Math.floor(((bytes / total) * 100) / TOLD_EVERY) * TOLD_EVERY;
      if (isAsked && now > percent && now < 100) {
        percent = now;
        announce.textContent = t("run.percent", { percent: `${now} %` });
      }
    },
    show: (answer) => {
      shown = answer;
      settle();
      panel.hidden = false;
      showPage(answer.html);
      render();
      const language = currentLanguage();
      announce.textContent = t(answer.isCancelled ? "run.cancelled" : "run.ended", {
        triggered: countText(answer.triggered, language),
        messages: countText(answer.messages, language),
      });
    },
    fail: settle,
    sayStale: () => {
      isStale = true;
      tellStale();
    },
  };
}
