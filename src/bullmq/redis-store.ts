import { Redis } from "ioredis";
import type { AuditStore } from "./audit-store.ts";

/**
 * Keeps audits in Redis, each in a hash of its own, until they are removed.
 *
 * @param url - As in `redis://user:password@host:6379/0`; `rediss:` encrypts.
 */
export function createRedisStore(url: string): AuditStore {
  const client = connect(url);
  const keyOf = (audit: string): string => `filter-audit:${audit}`;
  return {
    list: async (audit) => new Set(await client.hkeys(keyOf(audit))),
    has: async (audit, name) => (await client.hexists(keyOf(audit), name)) === 1,
    get: async (audit, name) => (await client.hgetBuffer(keyOf(audit), name)) ?? undefined,
    async put(audit, name, content) {
      await client.hset(keyOf(audit), name, Buffer.from(content));
    },
    async remove(audit, names) {
      if (names.length > 0) {
        await client.hdel(keyOf(audit), ...names);
      }
    },
    async drop(audit) {
      await client.unlink(keyOf(audit));
    },
    async close() {
      client.disconnect();
    },
  };
}

/** A connection that waits while Redis is away. */
export function connect(url: string): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: null });
  // It connects again by itself; without a listener each try would be printed.
  client.on("error", () => {});
  return client;
}
