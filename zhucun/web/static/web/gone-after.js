// data-zc-gone-after="10": the line 已存 leaves after so many seconds, but not under the pointer or the focus.
export default function goneAfter(line) {
  let left = Number(line.dataset.zcGoneAfter);
  const clock = setInterval(() => {
    if (line.matches(":hover") || line.contains(document.activeElement)) return;
    left -= 1;
    if (left > 0) return;
    clearInterval(clock);
    line.remove();
  }, 1000);
}
