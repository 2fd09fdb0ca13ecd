/**
 * Lets the pages for reporting open without a connection, once they were visited with one. Registered by report.js for
 * the addresses below /report alone.
 *
 * Kept are the empty pages for choosing an office and for telling of one, and the files of the program that they use;
 * never an answer to a form, a receipt, the way for workers, or what was searched. The form's token is taken out of the
 * kept page: the service gives it a new one when it arrives.
 */
const PAGES = "report-pages";
const FILES = "report-files";
const MOST_PAGES = 12;
const MOST_FILES = 40;

/** Whether a page may be kept: /report and /report/OFFICE, with nothing in the query but the language. */
function isPage(url) {
  if (!/^\/report(\/[a-z0-9-]+)?$/.test(url.pathname) || url.pathname === "/report/worker") return false;
  return [...url.searchParams.keys()].every((name) => name === "lang");
}

const isFile = (url) => /^\/assets\/[0-9a-f]{12}\//.test(url.pathname);

async function keep(name, request, response, most) {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

/** The page without its token, and without headers that no longer fit its bytes. */
async function blank(response) {
  const text = (await response.text()).replace(/(name="token" value=")[^"]*"/, '$1"');
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "set-cookie"]) headers.delete(name);
  return new Response(text, { status: response.status, headers });
}

async function page(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected && response.type === "basic") {
      const copy = response.clone();
      event.waitUntil(blank(copy).then((kept) => keep(PAGES, event.request.url, kept, MOST_PAGES)).catch(() => {}));
    }
    return response;
  } catch (offline) {
    const kept = await caches.match(event.request.url, { cacheName: PAGES });
    if (kept) return kept;
    throw offline;
  }
}

async function file(event) {
  const kept = await caches.match(event.request.url, { cacheName: FILES });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) {
    event.waitUntil(keep(FILES, event.request.url, response.clone(), MOST_FILES).catch(() => {}));
  }
  return response;
}

/** What a page asks to be kept, unless it is there already. */
async function asked({ page: address, files }) {
  const url = new URL(address);
  if (!isPage(url)) return;
  url.hash = "";
  if (!(await caches.match(url.href, { cacheName: PAGES }))) {
    const response = await fetch(url.href);
    if (response.ok && !response.redirected) await keep(PAGES, url.href, await blank(response), MOST_PAGES);
  }
  for (const href of files.filter((file) => isFile(new URL(file, address)))) {
    if (await caches.match(href, { cacheName: FILES })) continue;
    const response = await fetch(href);
    if (response.ok) await keep(FILES, href, response, MOST_FILES);
  }
}

self.addEventListener("message", (event) => event.waitUntil(asked(event.data).catch(() => {})));
self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && isPage(url)) event.respondWith(page(event));
  else if (request.mode !== "navigate" && isFile(url)) event.respondWith(file(event));
});
