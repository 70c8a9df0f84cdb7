import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

// Serves the playground on this machine alone: `npm run playground`, or `npm run playground -- 8080` for another port.

const folder = join(dirname(fileURLToPath(import.meta.url)), "dist");

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** Starts to serve; resolves with the address. @param {number} port @param {string} [root] */
export function serve(port, root = folder) {
  const server = createServer((request, response) => {
    const file = fileOf(request.url ?? "/", root);
    if (file === undefined || !["GET", "HEAD"].includes(request.method ?? "")) {
      sayMissing(response);
      return;
    }
    const content = createReadStream(file);
    content.once("open", () => {
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
      });
      content.pipe(response);
    });
    // A file that is gone meanwhile, or breaks off: a new build is written while the old one is served.
    content.once("error", () => {
      if (response.headersSent) response.destroy();
      else sayMissing(response);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const used = typeof address === "object" && address !== null ? address.port : port;
      resolve({ server, url: `http://127.0.0.1:${used}/` });
    });
  });
}

/** @param {import("node:http").ServerResponse} response */
function sayMissing(response) {
  response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
}

/** The file that is asked for; undefined if there is none, or it lies elsewhere. @param {string} asked @param {string} root */
function fileOf(asked, root) {
  try {
    // What anyone may ask for: not all of it is an address.
    const { pathname } = new URL(asked, "http://localhost");
    const path = decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const file = join(root, path);
    return file.startsWith(root + sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.argv[2] ?? 4280));
  process.stdout.write(`the playground is at ${url}\n`);
}
