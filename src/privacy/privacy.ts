/**
 * What protects the people in messages: `filter-audit/privacy`.
 *
 * @module
 */
export { createPseudonyms, LEAST_KEY_BYTES, type Pseudonyms } from "./pseudonym.ts";
export { redact } from "./redaction.ts";
