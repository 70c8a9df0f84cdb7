export type { CapturedMessage } from "./captured-message.ts";
