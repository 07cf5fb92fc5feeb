// data-zc-keep="/list/worker.js": the script there keeps a copy of this page for when there is no signal; said once it does.
export default function keep(note) {
  const keeper = navigator.serviceWorker;
  if (!keeper) return;
  const wasSeen = Boolean(keeper.controller); // asked at once: it may take the page over before it says that it is ready
  keeper.register(note.dataset.zcKeep).then(() => keeper.ready).then(() => wasSeen || copy()).then(() => {
    note.hidden = false;
  }).catch(() => {});
}

// The first time the page was there before its keeper: it is fetched once more, so that the keeper has it.
async function copy() {
  const looks = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  const kept = await caches.open("households");
  await kept.addAll([location.pathname, ...looks]);
}
