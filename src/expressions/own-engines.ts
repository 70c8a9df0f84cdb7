import type { ExpressionProvider } from "../lists/expression.ts";

const own = new WeakSet<ExpressionProvider>();

/** Remembers that a provider is the library's: in another thread, or on another machine, there is the same. */
export function keepOwnEngine(provider: ExpressionProvider): ExpressionProvider {
  own.add(provider);
  return provider;
}

/** Whether a provider runs expressions as that of the library does. */
export function isOwnEngine(provider: ExpressionProvider): boolean {
  return own.has(provider);
}
