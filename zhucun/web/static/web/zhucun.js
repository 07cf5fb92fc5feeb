// Loads one small module per behaviour, only for the data-zc-* attributes that are on the page.
const behaviours = {
  ahead: () => import("./ahead.js"),
  arrows: () => import("./arrows.js"),
  forget: () => import("./forget.js"),
  keep: () => import("./keep.js"),
  key: () => import("./key.js"),
  drop: () => import("./drop.js"),
  narrow: () => import("./narrow.js"),
  numbers: () => import("./numbers.js"),
  copy: () => import("./copy.js"),
  dialog: () => import("./dialog.js"),
  file: () => import("./file.js"),
  focus: () => import("./focus.js"),
  once: () => import("./once.js"),
  draft: () => import("./draft.js"),
  "in-view": () => import("./in-view.js"),
  pick: () => import("./pick.js"),
  print: () => import("./print.js"),
  rows: () => import("./rows.js"),
  part: () => import("./part.js"),
  sitting: () => import("./sitting.js"),
  when: () => import("./when.js"),
  voice: () => import("./voice.js"),
  "gone-after": () => import("./gone-after.js"),
};
const started = new WeakMap();

function start(root) {
  for (const [name, load] of Object.entries(behaviours)) {
    const selector = `[data-zc-${name}]`;
    const found = [...root.querySelectorAll(selector)];
    if (root.matches(selector)) found.push(root);
    for (const element of found) {
      const names = started.get(element) || started.set(element, new Set()).get(element);
      if (names.has(name)) continue;
      names.add(name);
      load().then((module) => module.default(element));
    }
  }
}

start(document.documentElement);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
