// data-zc-focus: takes the focus when the page arrives (the summary of errors); its links put the cursor into the field.
export default function focus(box) {
  box.focus();
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const control = field.matches("fieldset, form") ? field.querySelector("input:not([type=hidden])") : field;
    (field.closest(".field") || field).scrollIntoView({ block: "start" });
    (control || field).focus({ preventScroll: true });
  });
}
