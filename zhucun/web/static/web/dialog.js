// data-zc-dialog="id": the link to the page of an irreversible act opens its dialog here instead.
export default function dialog(opener) {
  const box = document.getElementById(opener.dataset.zcDialog);
  if (!box) return;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    box.showModal();
  });
  for (const close of box.querySelectorAll("[data-zc-close]")) {
    close.addEventListener("click", (event) => {
      event.preventDefault();
      box.close();
    });
  }
  box.addEventListener("close", () => opener.focus());
}
