// data-zc-part: a part of the page that htmx replaces. It takes the focus afterwards; when it cannot be fetched the old one stays.
export default function part(element) {
  if (document.body.dataset.zcParts) return;
  document.body.dataset.zcParts = "watched";
  document.addEventListener("htmx:afterSettle", (event) => {
    const arrived = event.detail.elt.closest("[data-zc-part]") || document.getElementById(event.detail.target.id);
    if (arrived && arrived.matches("[data-zc-part]")) arrived.focus({ preventScroll: true });
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => say(event.detail.target));
  }
}

function say(target) {
  const told = target.querySelector("[data-zc-failed]");
  if (told) told.remove();
  const tip = document.createElement("div");
  tip.className = "tip bad";
  tip.dataset.zcFailed = "";
  tip.setAttribute("role", "alert");
  tip.textContent = "没取到，再试。";
  target.prepend(tip);
}
