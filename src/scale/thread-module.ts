/** What a thread of Node runs. */
const MODULE = "filter-audit/scale/worker";

/** Where that is. */
export function threadModule(): URL {
  return new URL(import.meta.resolve(MODULE));
}

/** Whether it can be found: where a bundler has put the library into a file, it may be gone. */
export function hasThreadModule(): boolean {
  try {
    return threadModule().href !== "";
  } catch {
    return false;
  }
}
