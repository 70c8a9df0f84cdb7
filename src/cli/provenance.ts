import type { Provenance, ProvenanceOption } from "../audit/audit.ts";
import { commandLine, type Origin } from "./origin.ts";

/** What a run of the command says of itself: versions, the command as typed, and the options in force. */
export function provenanceOf(origin: Origin, choice: object): Provenance {
  const options: Record<string, ProvenanceOption> = {};
  for (const [name, value] of Object.entries(choice)) {
    const said = optionOf(value);
    if (said !== undefined) {
      options[name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)] = said;
    }
  }
  return {
    version: origin.version,
    ...(process.versions.icu === undefined ? {} : { icu: process.versions.icu }),
    command: commandLine(origin),
    options,
  };
}

/** The value of an option as it can be typed. */
function optionOf(value: unknown): ProvenanceOption | undefined {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.flatMap((each) => textOf(each) ?? []) : textOf(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return value === undefined || value === null ? undefined : String(value);
  }
  // A list with its format, and a gate.
  if ("path" in value && typeof value.path === "string") {
    const format = "format" in value && value.format !== undefined ? `${value.format}=` : "";
    return `${format}${value.path}`;
  }
  return "text" in value && typeof value.text === "string" ? value.text : undefined;
}
