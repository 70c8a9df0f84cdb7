/** Remembers what was made last for each of a bounded number of keys. */
export interface Recent<K, V> {
  /** What was made for `key`, else what `make` makes now. */
  get(key: K, make: () => V): V;
}

/** Makes a memory of at most `limit` values; the one that was not asked for the longest is forgotten first. */
export function createRecent<K, V>(limit: number): Recent<K, V> {
  // A Map keeps the order in which keys were set.
  const values = new Map<K, { readonly value: V }>();
  return {
    get(key, make) {
      const known = values.get(key) ?? { value: make() };
      values.delete(key);
      values.set(key, known);
      if (values.size > limit) {
        for (const oldest of values.keys()) {
          values.delete(oldest);
          break;
        }
      }
      return known.value;
    },
  };
}
