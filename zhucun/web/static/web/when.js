// data-zc-when="kind:visit,practical": a part of a form that is asked only where the control of that name has one of the
// values (an empty one: where nothing is chosen; *: whatever is chosen). What is not asked is not sent; without scripts all
// of it stands there.
export default function when(part) {
  const [name, values] = part.dataset.zcWhen.split(":");
  const wanted = values.split(",");
  const form = part.closest("form");
  const inside = part.matches("fieldset") ? [part] : [...part.querySelectorAll("input, select, textarea")];
  const show = () => {
    const control = form.elements[name];
    const value = control ? control.value : "";
    part.hidden = !(wanted.includes(value) || (value && wanted.includes("*")));
    for (const one of inside) one.disabled = part.hidden;
  };
  form.addEventListener("change", (event) => event.target.name === name && show());
  show();
}
