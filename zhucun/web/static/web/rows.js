// data-zc-rows: anywhere on a row opens what its first cell leads to; the arrow keys go from row to row.
export default function rows(table) {
  const link = (row) => row && row.querySelector("th[scope=row] a");
  table.addEventListener("click", (event) => {
    const own = event.target.closest("a, button, input, label, summary");
    const to = link(event.target.closest("tbody tr"));
    if (own || !to || String(getSelection())) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    to.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
  });
  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...table.querySelectorAll("tbody th[scope=row] a")];
    const at = links.indexOf(document.activeElement);
    if (!step || at < 0 || !links[at + step]) return;
    event.preventDefault();
    links[at + step].focus();
  });
}
