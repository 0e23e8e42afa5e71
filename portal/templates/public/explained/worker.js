// Keeps visited pages of the explained study for reading without a signal; nothing signed in.
"use strict";
const STORE = "explained-{{ version }}";
// What is kept came without a cookie and is shown whatever the browser sends now.
const AS_IT_IS = { ignoreVary: true };
// Pages and static files alone: forms, sign-in and every other address go to the network.
function isPage(url) { return url.pathname.startsWith("/study/") && url.pathname !== "/study/worker.js"; }
function isFile(url) { return url.pathname.startsWith("/static/"); }

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((one) => one !== STORE).map((one) => caches.delete(one))))
      .then(() => self.clients.claim())
  );
});
// A page tells what it is made of: what was loaded before this worker was there is kept too.
self.addEventListener("message", (event) => {
  const wanted = (event.data || []).map((one) => new URL(one, self.location.origin))
    .filter((url) => url.origin === self.location.origin && (isPage(url) || isFile(url)));
  event.waitUntil(Promise.all(wanted.map(keep)));
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.headers.get("HX-Request")) return;
  if (isFile(url)) event.respondWith(file(event.request));
  else if (isPage(url)) event.respondWith(page(event.request));
});
async function keep(url) {
  const store = await caches.open(STORE);
  if (await store.match(url.href, AS_IT_IS)) return;
  // No cookie goes with it, so what is kept is what a stranger sees.
  const answer = await fetch(url.href, { credentials: "omit" });
  if (answer.ok && !answer.redirected) await store.put(url.href, answer);
}
async function file(request) {
  const store = await caches.open(STORE);
  const kept = await store.match(request.url, AS_IT_IS);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request.url, answer.clone());
  return answer;
}
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(STORE)).match(request.url, AS_IT_IS);
    if (kept) return kept;
    throw error;
  }
}
