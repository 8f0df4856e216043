// The door: badges are read by the camera where the browser knows how (Shape Detection API). Without it, or without
// this script, a reader types into the field, or somebody the number of the seat.
// All words come from data- attributes, so that they are translated with the page.

const LOOK_MS = 150; // how often the camera's picture is looked at
const SAME_MS = 4_000; // a badge that is still before the camera is not sent again so soon
const TRY_MS = 8_000; // how long one try may take

const form = document.getElementById("scan");
const box = document.getElementById("camera");

async function canRead() {
  if (!form || !box || !navigator.mediaDevices || !("BarcodeDetector" in window)) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

function begin() {
  const button = document.getElementById("camera-start");
  const view = document.getElementById("camera-view");
  const line = document.getElementById("camera-said");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  let last = { text: "", at: 0 };
  box.hidden = false;

  function say(state, text) {
    line.className = `answer ${state}`;
    line.textContent = text;
  }

  async function send(text) {
    const body = new URLSearchParams(new FormData(form));
    body.set("badge", text);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(TRY_MS) });
      const said = await answer.json();
      say(said.state, said.text);
      navigator.vibrate?.(said.state === "good" ? 80 : [80, 80, 80]);
    } catch {
      last = { text: "", at: 0 }; // it is sent again as soon as it is seen again
      say("bad", form.dataset.failed);
    }
  }

  async function look() {
    if (!stream) return;
    const [code] = view.readyState >= 2 ? await detector.detect(view).catch(() => []) : [];
    if (code?.rawValue && (code.rawValue !== last.text || Date.now() - last.at > SAME_MS)) {
      last = { text: code.rawValue, at: Date.now() };
      await send(code.rawValue);
    }
    setTimeout(look, LOOK_MS);
  }

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    view.hidden = true;
    button.textContent = button.dataset.start;
  }

  button.addEventListener("click", async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      return say("bad", line.dataset.refused);
    }
    view.srcObject = stream;
    view.hidden = false;
    button.textContent = button.dataset.stop;
    await view.play();
    look();
  });
}

if (await canRead()) begin();
