/**
 * Says for each term how it is legitimately spelled: itself first, then its other spellings, each once.
 * The answer has as many sets as there are terms, in their order, and the same terms always give the same
 * answer.
 *
 * `filter-audit/opencc` has one for Chinese. A filter asks at most once, for all that it wants to know.
 */
export type SpellingProvider = (terms: readonly string[]) => readonly (readonly string[])[];
