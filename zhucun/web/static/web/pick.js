// data-zc-pick: boxes before rows; one box for all of the page; the button names the number it will act on.
export default function pick(form) {
  const all = form.querySelector("[data-zc-pick-all]");
  const boxes = [...form.querySelectorAll("tbody .pick input")];
  const count = form.querySelector("[data-zc-picked]");
  const button = count.closest("button");
  const isPicked = (box) => box.checked;
  const show = () => {
    const chosen = boxes.filter(isPicked);
    const picked = chosen.length;
    count.textContent = chosen.reduce((rows, box) => rows + Number(box.dataset.rows || 1), 0);
    button.setAttribute("aria-disabled", picked === 0);
    all.checked = picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
    for (const box of boxes) box.closest("tr").classList.toggle("chosen", box.checked);
  };
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("change", show);
  // Before every other listener, whichever module was started first: once must not count what is not sent.
  const refuseNone = (event) => boxes.some(isPicked) || event.preventDefault();
  form.addEventListener("submit", refuseNone, { capture: true });
  show();
}
