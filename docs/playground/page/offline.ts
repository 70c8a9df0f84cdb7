import type { TextKey } from "../model/texts.ts";
import { t } from "./language.ts";

/** Has the files of the page kept by the browser, so that it works without a network, and says whether it does. */
export async function keepOffline(state: HTMLElement): Promise<void> {
  const say = (key: TextKey): void => {
    state.dataset.t = key;
    state.textContent = t(key);
  };
  try {
    await navigator.serviceWorker.register("service-worker.js");
    await navigator.serviceWorker.ready;
    say("promise.ready");
  } catch {
    // Not on a page that is no secure context, nor where the browser keeps nothing.
    say("promise.never");
  }
}
