// data-zc-draft="name": what is typed is kept in this tab until it is sent, so that a log-out or a closed lid loses nothing.
export default function draft(form) {
  const place = `draft:${document.body.dataset.zcWho}:${location.pathname}:${form.dataset.zcDraft}`;
  const kept = JSON.parse(sessionStorage.getItem(place) || "null");
  const fresh = !document.querySelector(".errors");
  if (kept && fresh) offer(form, kept, place);
  form.addEventListener("input", () => sessionStorage.setItem(place, JSON.stringify(typed(form))));
  form.addEventListener("submit", () => sessionStorage.removeItem(place));
}

function typed(form) {
  return controls(form).map((control) => (control.type.match(/radio|checkbox/) ? control.checked : control.value));
}

function controls(form) {
  return [...form.elements].filter((control) => control.name && !/^(hidden|password|file|submit)$/.test(control.type));
}

function offer(form, kept, place) {
  const note = document.createElement("div");
  note.className = "tip draft";
  note.setAttribute("role", "status");
  note.innerHTML = "<div>上次没送出的内容还在。 <button type='button' class='button small'>接着写</button> <button type='button' class='button small'>不要了</button></div>";
  const [go, drop] = note.querySelectorAll("button");
  go.addEventListener("click", () => {
    controls(form).forEach((control, at) => fill(control, kept[at]));
    note.remove();
  });
  drop.addEventListener("click", () => {
    sessionStorage.removeItem(place);
    note.remove();
  });
  form.prepend(note);
}

function fill(control, value) {
  if (value === undefined) return;
  if (typeof value === "boolean") control.checked = value;
  else control.value = value;
}
