// data-zc-keep="/list/worker.js": the script there keeps a copy of this page for when there is no signal; said once it does.
export default function keep(note) {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(note.dataset.zcKeep).then(() => navigator.serviceWorker.ready).then(() => {
    note.hidden = false;
    if (!navigator.serviceWorker.controller) return copy();
  }).catch(() => {});
}

// The first time the page was there before its keeper: it is fetched once more, so that the keeper has it.
function copy() {
  navigator.serviceWorker.addEventListener("controllerchange", () => caches.open("households").then((kept) => {
    const looks = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
    return kept.addAll([location.pathname, ...looks]);
  }).catch(() => {}), { once: true });
}
