declare module "*.csv" {
  /** The file as text. */
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is how the build gives the text of a file.
  export default text;
}
declare module "*.jsonl" {
  /** The file as text. */
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is how the build gives the text of a file.
  export default text;
}
