// Keeps the files of the page, and gives them when they are asked for: it works without a network once it was loaded.
// What is none of its own files is not asked for at all, and of an address nothing but the name of the file is. Another build waits until no tab has this one open: a page must
// not lose the parts that it has not loaded yet.

/** The files of the page, which are kept. */
declare const FILES: readonly string[];
/** Its other files, which the server is asked for. */
declare const OTHERS: readonly string[];
/** Names what is kept: another build has another name. */
declare const CACHE: string;

/** What a service worker has, which the types of pages do not know. */
interface Host {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(
    name: "install" | "activate",
    listen: (event: { waitUntil(done: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    name: "fetch",
    listen: (event: {
      readonly request: Request;
      respondWith(response: Promise<Response>): void;
    }) => void,
  ): void;
}

const host = globalThis as unknown as Host;

host.addEventListener("install", (event) => {
  const keep = async (): Promise<void> => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  };
  event.waitUntil(keep());
});

host.addEventListener("activate", (event) => {
  const tidy = async (): Promise<void> => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("filter-audit-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await host.clients.claim();
  };
  event.waitUntil(tidy());
});

host.addEventListener("fetch", (event) => {
  const { request } = event;
  const { scope } = host.registration;
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  const name = url.href === scope ? "index.html" : url.href.slice(scope.length);
  const isOwn = url.href.startsWith(scope) && [...FILES, ...OTHERS].includes(name);
  event.respondWith(isOwn ? give(name) : Promise.resolve(Response.error()));
});

async function give(name: string): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(name);
  return kept ?? fetch(name);
}
