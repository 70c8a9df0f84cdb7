// The matchers of the npm registry that filter-audit is compared with, and V8's own. They are installed beside this
// file, not with the library: `npm ci` in `benchmarks/`. Each is used as its page says. `test` says whether any term is
// in a text, `all` how many matches it reports.

const MODULE_NOT_FOUND = "ERR_MODULE_NOT_FOUND";

/** Characters that mean something in a regular expression. */
const SYNTAX = /[$()*+.?[\\\]^{|}/-]/gu;

/** Characters that mean something in a pattern of obscenity. */
const OBSCENITY_SYNTAX = /[[\]?|\\]/gu;

/** Every rival: what it loses, if anything, and how it is made of terms. */
export const RIVALS = [
  {
    name: "@monyone/aho-corasick/fast",
    load: async () => {
      const { AhoCorasick } = await import("@monyone/aho-corasick/fast");
      return (terms) => {
        const matcher = new AhoCorasick(terms);
        return {
          test: (text) => matcher.hasKeywordInText(text),
          all: (text) => matcher.matchInText(text).length,
        };
      };
    },
  },
  {
    name: "@monyone/aho-corasick",
    load: async () => {
      const { AhoCorasick } = await import("@monyone/aho-corasick");
      return (terms) => {
        const matcher = new AhoCorasick(terms);
        return {
          test: (text) => matcher.hasKeywordInText(text),
          all: (text) => matcher.matchInText(text).length,
        };
      };
    },
  },
  {
    name: "fastscan",
    load: async () => {
      const { default: FastScanner } = await import("fastscan");
      return (terms) => {
        const matcher = new FastScanner(terms);
        const quick = { quick: true };
        return {
          test: (text) => matcher.search(text, quick).length > 0,
          all: (text) => matcher.search(text).length,
        };
      };
    },
  },
  {
    name: "ahocorasick",
    load: async () => {
      const { default: AhoCorasick } = await import("ahocorasick");
      return (terms) => {
        const matcher = new AhoCorasick(terms);
        return {
          test: (text) => matcher.search(text).length > 0,
          all: (text) => matcher.search(text).reduce((sum, [, words]) => sum + words.length, 0),
        };
      };
    },
  },
  {
    name: "modern-ahocorasick",
    loses: "matches that begin or end within a grapheme cluster",
    load: async () => {
      const { default: AhoCorasick } = await import("modern-ahocorasick");
      return (terms) => {
        const matcher = new AhoCorasick(terms);
        return {
          test: (text) => matcher.match(text),
          all: (text) => matcher.search(text).length,
        };
      };
    },
  },
  {
    name: "mint-filter",
    loses: "words that end another one; ignores letter case",
    load: async () => {
      const { default: mint } = await import("mint-filter");
      const Mint = mint.Mint ?? mint;
      return (terms) => {
        const matcher = new Mint(terms);
        const keep = { replace: false };
        return {
          test: (text) => !matcher.verify(text),
          all: (text) => matcher.filter(text, keep).words.length,
        };
      };
    },
  },
  {
    name: "sensitive-word-tool",
    loses: "all but the first occurrence of a word; ignores letter case",
    load: async () => {
      const { SensitiveWordTool } = await import("sensitive-word-tool");
      return (terms) => {
        // Without noise words it would pass over its own choice of characters.
        const matcher = new SensitiveWordTool({ noiseWords: "\0", wordList: terms });
        return {
          test: (text) => matcher.verify(text),
          all: (text) => matcher.match(text).length,
        };
      };
    },
  },
  {
    name: "obscenity",
    isSmallOnly: true,
    load: async () => {
      const { parseRawPattern, RegExpMatcher } = await import("obscenity");
      return (terms) => {
        const matcher = new RegExpMatcher({
          blacklistedTerms: terms.map((term, id) => ({
            id,
            pattern: parseRawPattern(term.replace(OBSCENITY_SYNTAX, "\\$&")),
          })),
        });
        return {
          test: (text) => matcher.hasMatch(text),
          all: (text) => matcher.getAllMatches(text).length,
        };
      };
    },
  },
  {
    name: "RegExp (V8)",
    isPackage: false,
    loses: "matches that overlap",
    isSmallOnly: true,
    load: async () => (terms) => {
      const source = terms.map((term) => term.replace(SYNTAX, "\\$&")).join("|");
      const [one, every] = [new RegExp(source), new RegExp(source, "g")];
      return {
        test: (text) => one.test(text),
        all: (text) => text.match(every)?.length ?? 0,
      };
    },
  },
];

/** The rivals of some names, as far as they are installed, each with `make`; and the names of those that are not. */
export async function loadRivals(isWanted = () => true) {
  const rivals = [];
  const missing = [];
  for (const rival of RIVALS.filter(isWanted)) {
    try {
      rivals.push({ ...rival, make: await rival.load() });
    } catch (error) {
      if (error.code !== MODULE_NOT_FOUND) {
        throw error;
      }
      missing.push(rival.name);
    }
  }
  return { rivals, missing };
}

/** What a user of the others has to do first, for script, width and case: opencc-js, NFKC, lower case. */
export async function loadNormalizer() {
  try {
    const { Converter } = await import("opencc-js");
    const simplify = Converter({ from: "t", to: "cn" });
    return (text) => simplify(text).normalize("NFKC").toLowerCase();
  } catch (error) {
    if (error.code !== MODULE_NOT_FOUND) {
      throw error;
    }
    return undefined;
  }
}
