import { wilsonInterval } from "../inference/inference.ts";
import type { Rate } from "./model.ts";

/** A share of `total` with its Wilson interval at `level`. */
export function rateOf(count: number, total: number, level: number): Rate {
  return {
    rate: total === 0 ? null : count / total,
    interval: wilsonInterval(count, total, level),
  };
}
