// The dictionaries of opencc-js are untyped: "from to|from to|...".
declare module "opencc-js/dict/*" {
  const dictionary: string;
  // biome-ignore lint/style/noDefaultExport: it is what the package has.
  export default dictionary;
}
