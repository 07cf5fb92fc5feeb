// 村户名单 without signal: the last copy of the page with its looks, for {{ days }} days; nothing else is kept.
const LIST = "{% url 'mobile:households' %}";
const KEPT = "households";
const LOOKS = ["style", "script", "font"];
const MOST = {{ days }} * 24 * 3600 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isList = request.mode === "navigate" && new URL(request.url).pathname === LIST;
  if (request.method === "GET" && (isList || LOOKS.includes(request.destination))) event.respondWith(answer(request, isList));
});

async function answer(request, isList) {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await kept.put(request.url.split("?")[0], fresh.clone());
    else if (isList) await caches.delete(KEPT);
    return fresh;
  } catch (noSignal) {
    const copy = await kept.match(request.url.split("?")[0]);
    if (copy && isList && Date.now() - Date.parse(copy.headers.get("Date")) > MOST) {
      await caches.delete(KEPT);
      return new Response("<!doctype html><meta charset=utf-8><p>名单存了 {{ days }} 天，已经删掉。有信号时再打开一次。</p>", { headers: { "Content-Type": "text/html" } });
    }
    if (copy) return copy;
    throw noSignal;
  }
}
