import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "@jest/globals";

const { serve } = (await import(
  new URL("../../docs/playground/serve.js", import.meta.url).href
)) as { serve(port: number, root: string): Promise<{ server: Server; url: string }> };

const parent = mkdtempSync(join(tmpdir(), "filter-audit-serve-"));
const folder = join(parent, "site");
mkdirSync(folder);
writeFileSync(join(folder, "index.html"), "<p>here");
// What must not be served: beside the folder, once with a name that begins as that of the folder.
for (const name of ["outside.txt", "site.txt"]) writeFileSync(join(parent, name), "not for you");
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(parent, { recursive: true }));

async function start(root: string): Promise<string> {
  const { server, url } = await serve(0, root);
  servers.push(server);
  return url;
}

/** The status and the body of what is asked for, as it is, or the code of the error. */
function ask(url: string, path: string, method = "GET"): Promise<readonly [unknown, string]> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    const asked = request({ port, path, method, host: "127.0.0.1", agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve([response.statusCode, body]));
      response.on("error", (error: NodeJS.ErrnoException) => resolve([error.code, body]));
    });
    asked.on("error", (error: NodeJS.ErrnoException) => resolve([error.code, ""]));
    asked.end();
  });
}

test.each([
  ["//"],
  ["http://["],
  ["/%"],
  ["/%00"],
  ["/../outside.txt"],
  ["/%2e%2e/outside.txt"],
  ["/..%2foutside.txt"],
  ["/%2e%2e%2foutside.txt"],
  ["/..%2fsite.txt"],
  ["/missing"],
])("nothing is found at %j, and the server goes on", async (path) => {
  const url = await start(folder);
  expect(await ask(url, path)).toEqual([404, "not found\n"]);
  expect(await ask(url, "/")).toEqual([200, "<p>here"]);
  expect(await ask(url, "/index.html?from=mail")).toEqual([200, "<p>here"]);
  expect(await ask(url, "/", "HEAD")).toEqual([200, ""]);
  expect(await ask(url, "/", "POST")).toEqual([404, "not found\n"]);
});

// Files of the system that are there and cannot be read.
const hasMemory = existsSync("/proc/self/mem");
if (!hasMemory) {
  process.stderr.write("skipped, since there is no /proc: a file that cannot be read\n");
}

(hasMemory ? test : test.skip)(
  "a file that cannot be read ends its answer, not the server",
  async () => {
    const url = await start("/proc/self");
    expect(await ask(url, "/mem")).toEqual(["ECONNRESET", ""]);
    expect((await ask(url, "/status"))[0]).toBe(200);
  },
);
