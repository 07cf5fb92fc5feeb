// data-zc-file: a file may be dropped on the place, which then names it; without scripts the file field alone does.
export default function file(place) {
  const field = place.querySelector("input[type=file]");
  const title = place.querySelector("label b");
  const hint = place.querySelector("[data-zc-file-hint]");
  hint.hidden = false;
  place.classList.add("scripted");
  const over = (is) => (event) => {
    event.preventDefault();
    place.classList.toggle("over", is);
  };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    field.files = one.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.addEventListener("change", () => {
    if (!field.files.length) return;
    title.textContent = field.files[0].name;
    hint.textContent = `${Math.max(1, Math.round(field.files[0].size / 1024))} KB，换一份就再选一次`;
    place.classList.add("chosen");
  });
}
