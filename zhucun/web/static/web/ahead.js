// data-zc-ahead: what sending would mean is looked up at every change, so that one press is enough; without it the button looks first.
const WAIT = 400;

export default function ahead(form) {
  let last = 0;
  let timer = 0;
  const look = async () => {
    const asked = (last += 1);
    const told = new FormData(form);
    told.set("step", "look");
    const answer = await fetch(form.action || location.href, { method: "POST", body: told, credentials: "same-origin" });
    if (!answer.ok || asked !== last) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of form.dataset.zcAhead.split(" ")) {
      const fresh = page.getElementById(name);
      const shown = document.getElementById(name);
      if (fresh && shown && !page.querySelector(".errors")) shown.replaceChildren(...fresh.childNodes);
    }
  };
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look().catch(() => {}), WAIT);
  });
}
