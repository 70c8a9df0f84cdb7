import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Redis } from "ioredis";

/** Milliseconds for which a lock keeps others out if nobody holds on to it. */
const LOCK = 5000;

/** Milliseconds between two tries to get a lock. */
const PAUSE = 100;

// One step of Redis each, since a lock may run out and be taken by another between two.
const RENEW = `return redis.call("get", KEYS[1]) == ARGV[1] and redis.call("pexpire", KEYS[1], ARGV[2]) or 0`;
const GIVE_BACK = `return redis.call("get", KEYS[1]) == ARGV[1] and redis.call("del", KEYS[1]) or 0`;

/**
 * Does something that only one at a time may do, of all who name the same key.
 *
 * @param act - Says that it still goes on by calling `renew`, at least every five seconds; else another may begin.
 */
export async function withLock<T>(
  client: Redis,
  key: string,
  act: (renew: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const token = randomUUID();
  while ((await client.set(key, token, "PX", LOCK, "NX")) === null) {
    await setTimeout(PAUSE);
  }
  try {
    return await act(async () => {
      await client.eval(RENEW, 1, key, token, LOCK);
    });
  } finally {
    await client.eval(GIVE_BACK, 1, key, token);
  }
}
