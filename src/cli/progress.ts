import type { SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";

/** Shows how far a run is. */
export interface Progress {
  /** Bytes read of all inputs so far, and how many there are, if that is known. */
  update(done: number, total: number | undefined): void;
  /** Clears the line. */
  stop(): void;
}

/** A bar on standard error, if that is a terminal that can show one and on which nothing else appears; else nothing. */
export async function createProgress(
  { stderr, isQuiet = false }: Terminal,
  isAlone: boolean,
): Promise<Progress> {
  if (!stderr.isTTY || !isAlone || isQuiet || process.env.TERM === "dumb") {
    return { update: () => {}, stop: () => {} };
  }
  // Loaded where it is seen: no other run has a use for it.
  const { Presets, SingleBar } = await import("cli-progress");
  let bar: SingleBar | undefined;
  const started = process.hrtime.bigint();

  function stop(): void {
    bar?.stop();
    bar = undefined;
  }

  function start(total: number | undefined): SingleBar {
    // Standard input has no known size: there is no share to show, and no time left.
    const share = total === undefined ? "" : "{bar} {percentage} % · {eta_formatted} left · ";
    const made = new SingleBar(
      {
        stream: stderr,
        clearOnComplete: true,
        // The cursor and the wrapping of lines stay as they are: whoever ends the run at once finds them so.
        hideCursor: false,
        linewrap: true,
        format: `${share}{megabytes} MB · {rate} MB/s`,
        etaBuffer: 100,
      },
      Presets.shades_classic,
    );
    made.start(total ?? 1, 0, { megabytes: "0.0", rate: "0.0" });
    return made;
  }

  return {
    update: (done, total) => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      bar ??= start(total);
      bar.update(total === undefined ? 0 : done, {
        megabytes: (done / 1e6).toFixed(1),
        rate: (done / 1e6 / Math.max(seconds, 0.001)).toFixed(1),
      });
    },
    stop,
  };
}
