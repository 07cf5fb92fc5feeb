// data-zc-voice: in place of a field for sound files a button that records, up to a minute; pressed again it stops.
// Where the browser cannot record, or may not, the field stays.
const LONGEST = 60;

export default function voice(place) {
  const field = place.querySelector("input[type=file]");
  const button = place.querySelector("button");
  const words = button.querySelector("span");
  if (!navigator.mediaDevices || !window.MediaRecorder) return;
  let running = null;
  field.hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => (running ? running.stop() : start()));

  async function start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      running = record(stream, keep);
    } catch {
      field.hidden = false;
      words.textContent = "没有话筒，或没允许用；可以选一个录好的";
    }
  }

  function record(stream, done) {
    const pieces = [];
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    const since = Date.now();
    const tick = setInterval(() => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      words.textContent = `在录 ${seconds} 秒，再按一下停`;
      if (seconds >= LONGEST) recorder.stop();
    }, 250);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(tick);
      stream.getTracks().forEach((track) => track.stop());
      done(new Blob(pieces, { type: recorder.mimeType }), Math.max(1, Math.round((Date.now() - since) / 1000)));
    });
    recorder.start();
    words.textContent = "在录，再按一下停";
    return recorder;
  }

  function keep(sound, seconds) {
    running = null;
    const one = new DataTransfer();
    one.items.add(new File([sound], "sound", { type: sound.type }));
    field.files = one.files;
    words.textContent = `录了 ${seconds} 秒，再按一下重录`;
  }
}
