export {
  type BinarySource,
  type Container,
  malformed,
  readContainer,
  type Section,
  type Sections,
  writeContainer,
} from "./container.ts";
export { allOf, type LazyRecords, lazyRecords } from "./lazy-records.ts";
export { readRecords, writeRecords } from "./record-table.ts";
export {
  below,
  listOf,
  NAMED_STRINGS,
  type Optional,
  oneOf,
  optional,
  type Properties,
  REAL,
  recordOf,
  type Shape,
  STRING,
  type ValueReader,
  type ValueWriter,
  WORD,
} from "./shapes.ts";
export {
  checkRange,
  checkStarts,
  createStringWriter,
  readStrings,
  type StringTable,
  type StringWriter,
  sectionOf,
} from "./strings.ts";
