// data-zc-in-view: rows of tabs and chips below it that run over the edge begin where the open one is seen.
const ROWS = ".views, .chips, .near-pages";
const EDGE = 40;

export default function inView(root) {
  show(root);
  document.addEventListener("htmx:afterSettle", () => show(root));
}

function show(root) {
  for (const row of root.querySelectorAll(ROWS)) {
    const open = row.querySelector("[aria-current]");
    if (!open || row.scrollWidth <= row.clientWidth) continue;
    const start = open.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft;
    const isSeen = start >= row.scrollLeft && start + open.offsetWidth <= row.scrollLeft + row.clientWidth;
    if (!isSeen) row.scrollLeft = start - EDGE;
  }
}
