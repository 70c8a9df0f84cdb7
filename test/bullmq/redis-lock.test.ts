import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Redis } from "ioredis";
import { withLock } from "../../src/bullmq/redis-lock.ts";
import { connect } from "../../src/bullmq/redis-store.ts";
import { createTemporary } from "../node/temporary.ts";
import { createFarm, describeOnRedis, type Farm } from "./farm.ts";

const temporary = createTemporary();
const KEY = "lock";

describeOnRedis("a lock", () => {
  let farm: Farm;
  let client: Redis;

  beforeAll(async () => {
    mkdirSync(temporary.path("redis"));
    farm = await createFarm(temporary.path("redis"));
    client = connect(farm.url);
  });

  afterAll(() => {
    client.disconnect();
    farm.stop();
  });

  test("lets one act at a time, and is given back, after a failure too", async () => {
    const steps: string[] = [];
    const act = (name: string) =>
      withLock(client, KEY, async (renew) => {
        steps.push(name);
        await renew();
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(name);
        throw new Error(name);
      }).catch(({ message }) => message);
    expect(await Promise.all([act("a"), act("b")])).toEqual(["a", "b"]);
    expect(steps).toEqual(["a", "a", "b", "b"]);
    expect(await client.exists(KEY)).toBe(0);
  });

  test("lasts as long as it is renewed", async () => {
    await withLock(client, KEY, async (renew) => {
      await client.pexpire(KEY, 1000);
      await renew();
      expect(await client.pttl(KEY)).toBeGreaterThan(1000);
    });
  });

  test("that ran out, and that another has taken, stays that of the other", async () => {
    await withLock(client, KEY, async (renew) => {
      await client.set(KEY, "of another", "PX", 1000);
      await renew();
      expect(await client.get(KEY)).toBe("of another");
      expect(await client.pttl(KEY)).toBeLessThanOrEqual(1000);
    });
    expect(await client.get(KEY)).toBe("of another");
    await client.del(KEY);
    await withLock(client, KEY, async (renew) => {
      await client.del(KEY);
      await renew();
      expect(await client.exists(KEY)).toBe(0);
    });
  });
});
