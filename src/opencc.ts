export type { SpellingProvider } from "./labels/spelling.ts";
export { spellings } from "./spellings/spellings.ts";
