import { escapeJson } from "../report/json.ts";

/** Most UTF-16 code units of a name that are told. */
const MOST = 200;

/**
 * The name of an input as an error tells it, which may come from a stranger: in quotes, with what a terminal would obey or
 * hide escaped as in JSON, and of a long one both ends.
 */
export function shownName(name: string): string {
  const half = MOST / 2;
  const told = name.length <= MOST ? name : `${name.slice(0, half)}…${name.slice(-half)}`;
  return escapeJson(JSON.stringify(told));
}
