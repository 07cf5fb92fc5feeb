// data-zc-once: a second press while the form is on its way does nothing; the server carries it out once anyway.
export default function once(form) {
  const buttons = form.querySelectorAll("button:not([type=button])");
  const say = (busy) => buttons.forEach((button) => button.setAttribute("aria-disabled", busy));
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    say(true);
  });
  addEventListener("pageshow", () => {
    sent = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  });
}
