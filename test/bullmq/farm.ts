import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe } from "@jest/globals";

// A Redis and workers of its own for the tests of one file: processes that tests may kill.

const root = fileURLToPath(new URL("../../", import.meta.url));

function isInstalled(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Groups tests that need Redis; where it is not installed they are skipped, and say so. */
export function describeOnRedis(name: string, define: () => void): void {
  if (isInstalled()) {
    describe(name, define);
    return;
  }
  process.stderr.write(`${name}: skipped, since redis-server is not installed\n`);
  describe.skip(name, define);
}

/** A process that can be killed and started again. */
export interface Killable {
  /** Its number. */
  readonly pid: number;
  /** Ends it with SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
}

/** Redis and workers. */
export interface Farm {
  /** Where the Redis listens. */
  readonly url: string;
  /** The Redis, with an append-only file. */
  readonly redis: Killable;
  /** Kills all of it. */
  stop(): void;
  /** Starts a process of a script. */
  run(script: string, environment: Readonly<Record<string, string>>): Promise<Killable>;
}

function createKillable(launch: () => Promise<ChildProcess>): Killable & { stop(): void } {
  let child: ChildProcess | undefined;
  return {
    get pid() {
      return child?.pid ?? 0;
    },
    async start() {
      child = await launch();
    },
    async kill() {
      if (child?.exitCode === null && child.signalCode === null) {
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
      }
    },
    stop: () => void child?.kill("SIGKILL"),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a Redis in a folder. */
export async function createFarm(folder: string): Promise<Farm> {
  const started: { stop(): void }[] = [];
  // Also when the tests are ended from outside.
  const stop = (): void => {
    for (const each of started) each.stop();
  };
  process.once("exit", stop);
  const port = await freePort();
  const redis = createKillable(async () => {
    const options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "yes"];
    const child = spawn("redis-server", ["--port", String(port), "--dir", folder, ...options], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let said = "";
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => {
        said += chunk;
        if (said.includes("Ready to accept connections")) resolve();
      });
    });
    return child;
  });
  started.push(redis);
  await redis.start();
  return {
    url: `redis://127.0.0.1:${port}`,
    redis,
    stop,
    async run(script, environment) {
      const child = createKillable(async () =>
        spawn(process.execPath, [script], {
          cwd: root,
          stdio: "ignore",
          // BullMQ waits for less in tests of its own.
          env: { ...process.env, NODE_ENV: "production", ...environment },
        }),
      );
      started.push(child);
      await child.start();
      return child;
    },
  };
}

/** Waits until something is so. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) {
    await setTimeout(20);
  }
}
