// data-zc-once: a second press while the form is on its way does nothing; the server carries it out once anyway.
export default function once(form) {
  const buttons = form.querySelectorAll("button:not([type=button])");
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sent) return event.preventDefault();
    sent = true;
    buttons.forEach((button) => button.setAttribute("aria-disabled", true));
  });
  addEventListener("pageshow", () => {
    if (!sent) return;
    sent = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  });
}
