// data-zc-forget="households": whoever has gone out, or another who comes in, finds no copies of pages on this device.
export default function forget(element) {
  if ("caches" in window) caches.delete(element.dataset.zcForget).catch(() => {});
}
