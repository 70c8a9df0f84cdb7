import { existsSync } from "node:fs";

/** Where that is which a thread of Node runs. */
export function threadModule(): URL {
  return new URL(import.meta.resolve("filter-audit/scale/worker"));
}

/**
 * Whether threads can be started: where a bundler has put the library into a file, what they run may be gone, and a
 * process may have been started without the permission.
 */
export function mayStartThreads(): boolean {
  const { permission } = process as { readonly permission?: { has(scope: string): boolean } };
  try {
    return permission?.has("worker") !== false && existsSync(threadModule());
  } catch {
    return false;
  }
}
