export type { SpellingProvider } from "./filter/spelling.ts";
export { spellings } from "./spellings/spellings.ts";
