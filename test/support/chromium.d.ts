/** Chromium, for tests and benchmarks; undefined where there is none. */
export declare const CHROMIUM: string | undefined;
