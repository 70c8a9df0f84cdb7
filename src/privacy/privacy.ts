export { createPseudonyms, LEAST_KEY_BYTES, type Pseudonyms } from "./pseudonym.ts";
export { redact } from "./redaction.ts";
export { createTextHash } from "./text-hash.ts";
