// data-zc-copy="text": copies a short message; the office network often has no https, where only the old way works.
export default function copy(button) {
  const word = button.querySelector("span");
  const usual = word.textContent;
  button.hidden = false;
  word.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    word.textContent = (await put(button.dataset.zcCopy)) ? "已复制" : "没复制上";
    setTimeout(() => (word.textContent = usual), 3000);
  });
}

async function put(text) {
  if (!navigator.clipboard) return putByHand(text);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => putByHand(text),
  );
}

function putByHand(text) {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.className = "read-aloud";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before.focus();
  return done;
}
