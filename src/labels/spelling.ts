/** A region whose words differ from those of the mainland: Taiwan, Hong Kong. */
export type Region = "tw" | "hk";

/**
 * Says for each term how it is legitimately spelled: itself first, then its other spellings, each once.
 * The answer has as many sets as there are terms, in their order, and the same terms always give the same
 * answer.
 *
 * `filter-audit/opencc` has one for Chinese. A filter asks at most once, for all that it wants to know.
 */
export interface SpellingProvider {
  /** The spellings of each term. */
  (terms: readonly string[]): readonly (readonly string[])[];
  /**
   * The words that regions have for the same thing, and the mainland has for words of those regions: for each
   * term those in which its words are others, not only written otherwise, each once, without the term. A set
   * may be empty. Asked once, when a filter with the fold `regional` is compiled.
   */
  regional?(terms: readonly string[], regions: readonly Region[]): readonly (readonly string[])[];
  /**
   * Links what labels matches by spellings: that of `filter-audit/opencc` brings it along, so that nobody carries it
   * who has no spellings. A provider of your own needs none, but `compileFilter` of `filter-audit/filter`.
   */
  link?(): void;
}
