import { Presets, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";

/** Shows how far a run is. */
export interface Progress {
  /** Bytes read of all inputs so far, and how many there are, if that is known. */
  update(done: number, total: number | undefined): void;
  /** Clears the line. */
  stop(): void;
}

/** A bar on standard error, if that is a terminal; else nothing. */
export function createProgress({ stderr }: Terminal): Progress {
  if (!stderr.isTTY) {
    return { update: () => {}, stop: () => {} };
  }
  const bar = new SingleBar(
    {
      stream: stderr,
      clearOnComplete: true,
      hideCursor: true,
      format: "{bar} {percentage} % · {megabytes} MB · {rate} MB/s · {eta_formatted} left",
      etaBuffer: 100,
    },
    Presets.shades_classic,
  );
  const started = process.hrtime.bigint();
  let isShown = false;
  return {
    update: (done, total) => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const payload = {
        megabytes: (done / 1e6).toFixed(1),
        rate: (done / 1e6 / Math.max(seconds, 0.001)).toFixed(1),
      };
      if (!isShown) {
        isShown = true;
        bar.start(total ?? done, done, payload);
      }
      // Standard input has no known size: the bar stays full and the figures tell.
      bar.setTotal(total ?? done);
      bar.update(done, payload);
    },
    stop: () => {
      if (isShown) {
        bar.stop();
      }
    },
  };
}
