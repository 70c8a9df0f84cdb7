/** Variants of Chinese characters. The package has no types of its own. */
declare module "yitizi" {
  const yitizi: {
    /** The variants of each character, as one string. */
    readonly yitiziData: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/style/noDefaultExport: it is what the package has.
  export default yitizi;
}
