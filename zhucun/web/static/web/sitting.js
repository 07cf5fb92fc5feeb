// data-zc-sitting="seat": one question at a time; an answer is kept on the phone first and sent until the server has it. Time is the server's: the page only counts down.
const WAITS = [1, 2, 4, 8, 15, 30];
const PAUSE = 1000;
const TEXTS = /^(text|textarea)$/;

export default function sitting(form) {
  const box = kept(`sitting:${form.dataset.zcSitting}`);
  const find = (name) => form.querySelector(`[data-${name}]`);
  const questions = [...form.querySelectorAll("[data-item]")];
  const end = performance.now() + Number(form.dataset.left) * 1000;
  let sending = false, tries = 0, timer = 0, pause = 0, at = 0, opens = true, handsIn = false, left = false;

  function show(to) {
    at = Math.max(0, Math.min(to, questions.length));
    questions.forEach((one, index) => (one.hidden = index !== at));
    find("last").hidden = at < questions.length;
    find("next").hidden = at === questions.length;
    find("back").hidden = at === 0;
    dots.forEach((dot, index) => (index === at ? dot.setAttribute("aria-current", "step") : dot.removeAttribute("aria-current")));
    const blank = questions.filter((one) => !answerOf(one).length).map((one) => Number(one.dataset.item) + 1);
    find("blank").textContent = `${blank.length ? `第 ${blank.join("、")} 题还没答。` : "都答了。"}交了就不能改。`;
  }

  function say(word) {
    const done = questions.filter((one) => answerOf(one).length).length;
    find("kept").textContent = `答好 ${done} 题，共 ${questions.length} 题 · ${word}`;
  }

  function tell(sentence) {
    find("said").hidden = !sentence;
    find("said").textContent = sentence;
  }

  // On the phone at once, with every letter of a text; sent when the writing pauses, or the page goes.
  function keep(one) {
    box.sequence += 1;
    box.queue = box.queue.filter((old) => old.item !== Number(one.dataset.item));
    box.queue.push({ item: Number(one.dataset.item), answer: answerOf(one), sequence: box.sequence, made: now() });
    box.save();
    dots[Number(one.dataset.item)].classList.toggle("answered", answerOf(one).length > 0);
  }

  function give(one) {
    keep(one);
    say("存在手机");
    send();
  }

  function write(one) {
    keep(one);
    say("存在手机");
    clearTimeout(pause);
    pause = setTimeout(send, PAUSE);
  }

  function leave() {
    if (box.queue.length && !left) fetch(location.href, { ...told(), keepalive: true }).catch(() => {});
  }

  function told() {
    const answers = box.queue.map(({ made, ...rest }) => ({ ...rest, ago: Math.max(0, Math.floor((now() - made) / 1000)) }));
    return {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.csrfmiddlewaretoken.value },
      body: JSON.stringify({ device: box.device, opens, answers, hand_in: handsIn }),
    };
  }

  async function send() {
    if (sending || left) return;
    clearTimeout(timer);
    sending = true;
    say("正在送");
    const handing = handsIn;
    try {
      const answer = await fetch(location.href, told());
      const heard = await answer.json();
      tries = 0;
      hear(heard, answer.ok);
    } catch {
      say("存在手机");
      timer = setTimeout(send, WAITS[Math.min(tries++, WAITS.length - 1)] * 1000);
      if (handsIn) tell("没有信号，卷子存在手机里，有信号就自己交。这一页先别关。");
    }
    sending = false;
    if ((box.queue.length || handsIn !== handing) && !tries && !left) send(); // what came up while it was being sent
  }

  function hear(heard, isOk) {
    const kept = new Set(heard.kept || []);
    box.queue = isOk ? box.queue.filter((one) => !kept.has(one.sequence)) : [];
    box.save();
    opens = false;
    tell(heard.elsewhere ? "" : heard.sentence || "");
    find("elsewhere").hidden = !heard.elsewhere;
    find("elsewhere").querySelector("p").textContent = heard.elsewhere ? heard.sentence : "";
    say(box.queue.length ? "存在手机" : "已送达");
    if (!heard.done) return;
    left = true;
    box.forget();
    location.assign(heard.done);
  }

  function count() {
    const seconds = Math.max(0, Math.round((end - performance.now()) / 1000));
    const clock = find("left");
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("soon", seconds < 300);
    if (seconds > 0 || handsIn) return;
    questions.forEach((one) => (one.disabled = true));
    handsIn = true;
    send();
  }

  const dots = [...form.querySelectorAll("[data-to]")];
  for (const old of box.queue) fill(questions[old.item], old.answer);
  form.querySelectorAll("[data-keep]").forEach((button) => (button.hidden = true));
  find("dots").hidden = find("step").hidden = false;
  dots.forEach((dot) => dot.addEventListener("click", () => show(Number(dot.dataset.to))));
  find("next").addEventListener("click", () => show(at + 1));
  find("back").addEventListener("click", () => show(at - 1));
  find("elsewhere").querySelector("button").addEventListener("click", () => ((opens = true), send().then(() => location.reload())));
  questions.forEach((one) => one.addEventListener("change", () => give(one)));
  questions.forEach((one) => one.addEventListener("input", (event) => TEXTS.test(event.target.type) && write(one)));
  addEventListener("pagehide", leave);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    handsIn = true;
    send();
  });
  addEventListener("online", () => ((tries = 0), send()));
  setInterval(count, 1000);
  show(Math.max(0, questions.findIndex((one) => !answerOf(one).length)));
  send();
}

function answerOf(question) {
  const controls = [...question.querySelectorAll("[name^=item_]")];
  if (controls[0].type === "radio" || controls[0].type === "checkbox") return controls.filter((one) => one.checked).map((one) => Number(one.value));
  return controls.some((one) => one.value.trim()) ? controls.map((one) => one.value) : [];
}

function fill(question, answer) {
  question.querySelectorAll("[name^=item_]").forEach((one, index) => {
    if (one.type === "radio" || one.type === "checkbox") one.checked = answer.includes(Number(one.value));
    else one.value = answer[index] || "";
  });
}

// The page's own running clock; setting the phone's clock while the page is open moves nothing.
function now() {
  return performance.timeOrigin + performance.now();
}

function kept(place) {
  const old = JSON.parse(localStorage.getItem(place) || "null") || {};
  const box = { device: old.device || crypto.getRandomValues(new Uint32Array(4)).join("-"), sequence: old.sequence || 0, queue: old.queue || [] };
  box.save = () => localStorage.setItem(place, JSON.stringify({ device: box.device, sequence: box.sequence, queue: box.queue }));
  box.forget = () => localStorage.removeItem(place);
  box.save();
  return box;
}
