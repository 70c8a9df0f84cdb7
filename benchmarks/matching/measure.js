// Timing by turns: what is compared runs in one process, once in every repeat, in a changing order, and what counts is
// the ratio within a repeat. A machine that is slow for a while is slow for all of them.

/** Shortest and longest time of one sample, in milliseconds. */
const SHORTEST = 12;
const LONGEST = 80;

let loops = 0;

/**
 * A loop of its own for each engine: of a loop that all share, the engine of the day would be called, not inlined.
 * Each has a source of its own, too: functions made of one source share what V8 learns of them, and its code.
 * Adds up what the engine returns for each message.
 */
export function createLoop(engine) {
  loops++;
  const source = `return (messages) => { let sum = 0; for (let at = 0; at < messages.length; at++) sum += +engine(messages[at]); return sum; } // ${loops}`;
  return new Function("engine", source)(engine);
}

/** The least that any search has to do: one look into a table for each code unit. */
export function createFloor() {
  const table = new Uint16Array(0x10000).fill(1);
  return (text) => {
    let sum = 0;
    for (let at = 0; at < text.length; at++) {
      sum += table[text.charCodeAt(at)];
    }
    return sum;
  };
}

/**
 * What a run takes, in milliseconds: the time on the clock, or that of the processor if it is less. On a busy machine
 * the clock also runs for others; on a quiet one the processor also counts what other threads do beside the run.
 */
export function time(run) {
  const before = process.cpuUsage();
  const started = performance.now();
  run();
  const took = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return Math.min(took, (user + system) / 1000);
}

/** So many messages, and so many passes over them, as make a sample of the right length. */
function plan(loop, messages) {
  // Twice, so that what is timed is compiled code.
  let some = messages.slice(0, 64);
  time(() => loop(some));
  let took = time(() => loop(some));
  while (took < SHORTEST && some.length < messages.length) {
    some = messages.slice(0, 4 * some.length);
    loop(some);
    took = time(() => loop(some));
  }
  if (took > LONGEST) {
    some = some.slice(0, Math.max(16, Math.floor((some.length * LONGEST) / took)));
    return { messages: some, passes: 1 };
  }
  return { messages: some, passes: Math.max(1, Math.ceil(SHORTEST / took)) };
}

/**
 * Times engines, functions of one text. Gives nanoseconds per code unit: by name one for each repeat.
 */
export function measure(engines, messages, repeats) {
  const plans = Object.entries(engines).map(([name, engine]) => {
    const loop = createLoop(engine);
    const { messages: own, passes } = plan(loop, messages);
    const units = own.reduce((sum, message) => sum + message.length, 0);
    return { name, loop, own, passes, units };
  });
  const times = Object.fromEntries(plans.map(({ name }) => [name, []]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let turn = 0; turn < plans.length; turn++) {
      const { name, loop, own, passes, units } = plans[(turn + repeat) % plans.length];
      const took = time(() => {
        for (let pass = 0; pass < passes; pass++) {
          loop(own);
        }
      });
      times[name].push((took * 1e6) / (passes * units));
    }
  }
  return times;
}

/** The value below which a share of numbers lies. */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** The ratios of two series, repeat by repeat. */
export function ratiosOf(times, base) {
  return times.map((one, repeat) => one / base[repeat]);
}

/** A median with its quartiles, as text. */
export function spread(numbers, digits = 2) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
    quantile(numbers, share).toFixed(digits),
  );
  return `${middle} (${low}–${high})`;
}
