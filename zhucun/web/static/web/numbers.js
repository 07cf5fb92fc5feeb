// data-zc-numbers="address": a text with numbers of the ledgers in it. They stand as whole pieces that are not typed over;
// # looks one up by words. The field below stays what is sent: ⟦3:496⟧ a number, {dispatch.members} a new one.
const HELD = /⟦(\d+):?([^⟦⟧]*)⟧|\{[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+[^{}]*\}/g;
const WAIT = 200;
const LONG = 5000; // the browser takes minutes over a hundred pages

export default function numbers(form) {
  const field = form.querySelector("textarea");
  const label = form.querySelector(`label[for="${field.id}"]`);
  const place = make("div", "writing-place");
  const sheet = make("div", "sheet words");
  const list = make("ul", "choices-found");
  let kept = field.value;
  let asked = 0;
  label.id = `${field.id}_label`;
  set(sheet, { contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id });
  set(list, { role: "listbox", id: "choices-found", "aria-label": "台账里的数", hidden: "" });
  field.before(place);
  place.append(sheet, list);
  field.hidden = true;
  for (const finder of form.querySelectorAll("[data-zc-finder]")) finder.hidden = true;
  label.addEventListener("click", () => sheet.focus());
  draw();

  // ── the text ──

  function draw() {
    sheet.textContent = "";
    let at = 0;
    for (const found of field.value.matchAll(HELD)) {
      sheet.append(field.value.slice(at, found.index), chip(found[0], found[2] || "数"));
      at = found.index + found[0].length;
    }
    sheet.append(field.value.slice(at));
    if (!field.value.endsWith("\n")) return;
    sheet.append(document.createElement("br"));
  }

  function chip(token, words, about) {
    const piece = make("span", "number agreed tied");
    piece.textContent = words;
    set(piece, { contenteditable: "false", "data-token": token, title: about || "台账里的数，不能手改；要换就删掉它" });
    return piece;
  }

  function read(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\u00a0/g, " ");
    if (node.dataset && node.dataset.token) return node.dataset.token;
    if (node.nodeName === "BR") return node === sheet.lastChild ? "" : "\n";
    const words = [...node.childNodes].map(read).join("");
    const isBlock = node !== sheet && /^(DIV|P)$/.test(node.nodeName);
    return isBlock && node.previousSibling ? `\n${words}` : words;
  }

  function keep() {
    kept = read(sheet);
    field.value = kept;
  }

  sheet.addEventListener("input", () => {
    keep();
    look();
  });
  sheet.addEventListener("paste", (event) => {
    event.preventDefault();
    const words = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    if (words.length < LONG) document.execCommand("insertText", false, words);
    else put(words);
  });
  sheet.addEventListener("copy", (event) => take(event));
  sheet.addEventListener("cut", (event) => take(event) && document.execCommand("delete"));
  // what another behaviour writes into the field (接着写) is shown
  form.addEventListener("click", () => setTimeout(() => field.value !== kept && (draw(), keep()), 0));

  // What is taken along is plain words: a number is tied in its own draft only.
  function take(event) {
    const chosen = getSelection();
    if (chosen.isCollapsed) return false;
    event.preventDefault();
    event.clipboardData.setData("text/plain", chosen.toString());
    return true;
  }

  function put(words) {
    const chosen = getSelection();
    const range = chosen.getRangeAt(0);
    range.deleteContents();
    const node = document.createTextNode(words);
    range.insertNode(node);
    chosen.collapse(node, words.length);
    keep();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // ── # ──

  function sought() {
    const chosen = getSelection();
    if (!chosen.isCollapsed || !chosen.anchorNode || chosen.anchorNode.nodeType !== Node.TEXT_NODE) return null;
    const before = chosen.anchorNode.data.slice(0, chosen.anchorOffset);
    const found = before.match(/[#＃]([^#＃\n，。；]{0,30})$/);
    return found && { node: chosen.anchorNode, from: found.index, to: chosen.anchorOffset, words: found[1] };
  }

  async function look() {
    const what = sought();
    if (!what) return close();
    const turn = (asked += 1);
    await new Promise((done) => setTimeout(done, WAIT));
    if (turn !== asked) return undefined;
    const day = form.querySelector("[name=as_of]").value;
    const query = new URLSearchParams({ q: what.words || "队员", as_of: day });
    try {
      const answer = await fetch(`${form.dataset.zcNumbers}?${query}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.text();
      if (turn === asked) show(found, what);
    } catch {
      if (turn === asked) show("<li class='none'>没取到，再打一个字试试。</li>", what);
    }
    return undefined;
  }

  function show(found, what) {
    list.innerHTML = found;
    const range = document.createRange();
    range.setStart(what.node, what.from);
    range.setEnd(what.node, what.to);
    const [at, around] = [range.getBoundingClientRect(), place.getBoundingClientRect()];
    list.hidden = false;
    list.style.top = `${at.bottom - around.top + 4}px`;
    list.style.left = `${Math.max(0, Math.min(at.left - around.left, around.width - list.offsetWidth))}px`;
    choose(list.querySelector("[data-slot]"));
  }

  function choose(option) {
    for (const one of list.children) one.setAttribute("aria-selected", one === option);
    if (!option) return sheet.removeAttribute("aria-activedescendant");
    option.scrollIntoView({ block: "nearest" });
    return set(sheet, { "aria-activedescendant": option.id, "aria-controls": list.id });
  }

  function close() {
    asked += 1;
    list.hidden = true;
    sheet.removeAttribute("aria-activedescendant");
  }

  function putIn(option) {
    const what = sought();
    close();
    if (!what) return;
    const range = document.createRange();
    range.setStart(what.node, what.from);
    range.setEnd(what.node, what.to);
    range.deleteContents();
    const piece = chip(option.dataset.slot, option.dataset.words, option.dataset.about);
    range.insertNode(piece);
    getSelection().collapse(piece.parentNode, [...piece.parentNode.childNodes].indexOf(piece) + 1);
    keep();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && list.hidden) {
      event.preventDefault();
      document.execCommand("insertLineBreak");
    }
    if (list.hidden || event.isComposing) return;
    const options = [...list.querySelectorAll("[data-slot]")];
    const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step) choose(options[(now + step + options.length) % options.length]);
    else if ((event.key === "Enter" || event.key === "Tab") && now >= 0) putIn(options[now]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[data-slot]");
    if (option) putIn(option);
  });
  sheet.addEventListener("blur", close);
}

function make(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function set(element, told) {
  for (const [name, value] of Object.entries(told)) element.setAttribute(name, value);
}
