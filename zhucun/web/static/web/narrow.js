// data-zc-narrow: typing leaves only the choices below that contain the words.
export default function narrow(field) {
  const choices = [...field.parentElement.querySelectorAll("li")];
  field.hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.trim();
    for (const choice of choices) choice.hidden = !choice.textContent.includes(words);
  });
}
