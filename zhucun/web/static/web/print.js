// data-zc-print: opens the browser's print; without scripts the button is not shown.
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
