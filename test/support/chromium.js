import { existsSync } from "node:fs";

/** Where Debian and others put Chromium. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Chromium, for tests and benchmarks; undefined where there is none. */
export const CHROMIUM = PLACES.find((place) => existsSync(place));
