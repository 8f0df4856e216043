// The live room in the browser: follows the meeting, sends a vote until it is answered, runs the clocks.
// Nothing here is needed to read or to vote: without it the page is the snapshot and the form posts.
// All words come from data- attributes, so that they are translated with the page.

const POLL_MS = 10_000; // how often the snapshot is asked for while the stream is down
const SILENT_MS = 30_000; // how long a table waits to be told something before it asks whether anybody is there
const GAP_MS = 250; // the least time between two snapshots
const TRY_MS = 8_000; // how long one try of a vote may take
const LONGEST_MS = 8_000; // the longest wait between two tries
const SAID_MS = 8_000; // how long what a press did is said at least
const BACK_MS = 5_000; // how long it is said that the connection is back

// --- Following -------------------------------------------------------------------------------------------------------

function follow(region) {
  const { liveUrl, fragmentUrl } = region.dataset;
  if (!fragmentUrl) return;
  let busy = false;
  let wanted = false;
  let timer = 0;
  let last = 0;
  let shown = null;
  let recorded = -1; // the number of this phone's last vote in the journal; of what has none, until it is shown, all

  function show(html) {
    if (html !== shown) swap(region, html);
    // "The vote is open" would stand above its result. What was said a while ago gives way to what is.
    if (performance.now() > SAID_MS) document.getElementById("messages")?.replaceChildren();
    shown = html;
    lineState(true);
  }

  async function load() {
    timer = 0;
    if (busy) {
      wanted = true;
      return;
    }
    busy = true;
    wanted = false;
    last = Date.now();
    try {
      const answer = await fetch(fragmentUrl, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(TRY_MS) });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      show(await answer.text());
      if (recorded === Infinity) recorded = -1;
    } catch {
      lineState(false);
    }
    busy = false;
    if (wanted) soon();
  }

  // Several facts that arrive together ask for one snapshot; the first of them asks at once.
  function soon() {
    if (!timer) timer = setTimeout(load, Math.max(0, last + GAP_MS - Date.now()));
  }

  /** The page as the stream brings it, after the fact of that number: it may have been made before our own vote. */
  function take(event) {
    if (busy || Number(event.lastEventId) < recorded) return soon();
    clearTimeout(timer);
    timer = 0;
    last = Date.now();
    show(event.data);
  }

  let stream = null;
  function connect() {
    stream = new EventSource(liveUrl);
    let before = false;
    stream.onopen = () => {
      // The browser resumes with Last-Event-ID; the snapshot covers what the stream no longer holds.
      if (before) soon();
      before = true;
      lineState(true);
    };
    stream.onmessage = soon;
    stream.addEventListener("page", take);
    for (const name of (region.dataset.liveEvents ?? "").split(" ").filter(Boolean)) stream.addEventListener(name, soon);
    stream.onerror = () => lineState(false);
  }

  if (liveUrl && "EventSource" in window) connect();
  setInterval(() => {
    // A machine that lost its power closes no stream: tables and projector ask by themselves where nothing is told.
    const silent = region.dataset.liveEvents && Date.now() - last > SILENT_MS;
    if (stream?.readyState === EventSource.OPEN && !silent) return;
    soon();
    if (stream?.readyState === EventSource.CLOSED) connect(); // a refused stream is not tried again by the browser
  }, POLL_MS);
  addEventListener("online", soon);
  addEventListener("offline", () => lineState(false)); // an open stream would notice only after minutes
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  document.addEventListener("plenaria:answered", (event) => {
    recorded = event.detail?.leaf ?? Infinity;
    soon();
  });
}

/** Puts `html` into `region`; what is marked data-keep and is being sent stays; so do focus, typed words and what is unfolded. */
function swap(region, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const focus = document.activeElement;
  const inside = region.contains(focus) && focus !== region;
  const typed = new Map();
  for (const input of region.querySelectorAll("input[id], textarea[id], select[id]")) {
    if (input.type === "hidden") continue;
    const started = input.type === "checkbox" || input.type === "radio" ? input.checked !== input.defaultChecked : input.value !== (input.defaultValue ?? "");
    // What came back with a refusal is written into the page, and was typed all the same.
    if (started || "typed" in input.dataset) typed.set(input.id, input);
  }
  const kept = [];
  for (const old of region.querySelectorAll("[data-keep][id][data-sending]")) {
    const place = fresh.content.getElementById(old.id);
    if (place) kept.push([old, place]);
  }
  for (const [old, place] of kept) place.replaceWith(old);
  for (const said of region.querySelectorAll("form[data-vote] [data-answer]:not(:empty)")) {
    // The line itself moves, so that a reader who is hearing it is not cut short.
    const place = fresh.content.getElementById(said.closest("form").id)?.querySelector("[data-answer]:empty");
    if (place) place.replaceWith(said);
  }
  const opened = Array.from(region.querySelectorAll("details[id][open]"), (details) => details.id);
  const path = inside ? focusKey(focus) : null;
  const from = inside && "selectionStart" in focus ? safeSelection(focus) : null;
  region.replaceChildren(fresh.content);
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, old] of typed) {
    const input = document.getElementById(id);
    if (!input || input === old) continue;
    if (old.type === "checkbox" || old.type === "radio") input.checked = old.checked;
    else input.value = old.value;
  }
  if (inside) restoreFocus(region, focus, path, from);
  runClocks();
  startVotes();
}

function focusKey(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.localName === "summary" && element.parentElement.id) return `#${CSS.escape(element.parentElement.id)} > summary`;
  if (!element.name) return null;
  const form = element.form?.id ? `#${CSS.escape(element.form.id)} ` : "";
  return `${form}[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
}

function safeSelection(input) {
  try {
    return input.selectionStart === null ? null : [input.selectionStart, input.selectionEnd];
  } catch {
    return null;
  }
}

function restoreFocus(region, focus, path, selection) {
  const again = region.contains(focus) ? focus : path && region.querySelector(path);
  if (!again) {
    // What had the focus is gone (the poll closed, say): the reader goes on from the top of what is new.
    region.tabIndex = -1;
    region.focus({ preventScroll: true });
    return;
  }
  again.focus({ preventScroll: true });
  if (selection) again.setSelectionRange(...selection);
}

let connected = true;
function lineState(now) {
  const line = document.querySelector("[data-line-state]");
  if (!line || now === connected) return;
  connected = now;
  line.classList.toggle("lost", !now);
  line.textContent = now ? line.dataset.back : line.dataset.lost;
  // That it is back is news for a moment; a projector would show it to the end of the meeting.
  if (now) setTimeout(() => connected && line.replaceChildren(), BACK_MS);
}

// --- Voting ----------------------------------------------------------------------------------------------------------

/** 128 bits, so that the same press is the same vote however often it is sent. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pending = {
  name: (form) => `vote:${form.id}:${form.action}`,
  read(form) {
    try {
      return JSON.parse(sessionStorage.getItem(this.name(form)));
    } catch {
      return null;
    }
  },
  write(form, vote) {
    try {
      if (vote) sessionStorage.setItem(this.name(form), JSON.stringify(vote));
      else sessionStorage.removeItem(this.name(form));
    } catch {
      // Storage may be forbidden; then only a reload in mid-vote is not resumed.
    }
  },
};

/** A secret ballot that got in although its answer was lost leaves no trace on the phone: its form is not asked again. */
function forgetSecrets() {
  try {
    for (const name of Object.keys(sessionStorage).filter((name) => name.startsWith("vote:"))) {
      const form = Array.from(document.querySelectorAll("form[data-vote]")).some((form) => pending.name(form) === name);
      if (!form && JSON.parse(sessionStorage.getItem(name))?.secret) sessionStorage.removeItem(name);
    }
  } catch {
    // Storage may be forbidden, or hold what is not ours.
  }
}

function startVotes() {
  forgetSecrets();
  for (const form of document.querySelectorAll("form[data-vote]:not([data-started])")) {
    form.dataset.started = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if ("sending" in form.dataset || !event.submitter) return;
      send(form, { key: newKey(), choice: event.submitter.value, secret: "secret" in form.dataset });
    });
    const left = pending.read(form);
    if (left) send(form, left);
  }
}

async function send(form, vote) {
  pending.write(form, vote);
  form.dataset.sending = "";
  const buttons = form.querySelectorAll("button[name=choice]");
  for (const button of buttons) {
    button.setAttribute("aria-disabled", "true");
    button.setAttribute("aria-pressed", String(button.value === vote.choice));
  }
  say(form, "waiting", form.dataset.waiting);
  const body = new URLSearchParams(new FormData(form));
  body.set("key", vote.key);
  body.set("choice", vote.choice);
  let answer = null;
  for (let tries = 0; !(answer = await tryOnce(form.action, body)); tries++) {
    say(form, "waiting", form.dataset.again);
    await pause(Math.min(LONGEST_MS, 500 * 2 ** tries) * (0.75 + Math.random() / 2));
  }
  pending.write(form, null);
  delete form.dataset.sending;
  for (const button of buttons) button.removeAttribute("aria-disabled");
  if (vote.secret) for (const button of buttons) button.removeAttribute("aria-pressed");
  if (answer.recorded) {
    if (vote.secret) for (const button of buttons) button.disabled = true;
    say(form, "recorded", answer.text || form.dataset.recorded);
  } else {
    for (const button of buttons) button.removeAttribute("aria-pressed");
    say(form, "refused", answer.text || form.dataset.refused);
  }
  document.dispatchEvent(new CustomEvent("plenaria:answered", { detail: { form: form.id, ...answer } }));
}

/**
 * One try. Returns null when it is not known whether the vote is recorded: no answer, a busy server, or an answer that
 * is not the hall's own JSON (a hotel's log-in page says 200 to everything). The same key is then sent again.
 */
async function tryOnce(url, body) {
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(TRY_MS) });
    const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    const said = json ? await answer.json() : {};
    if (answer.ok && json && said.state === "recorded") return { recorded: true, text: said.text, leaf: said.leaf };
    if (answer.ok || answer.status >= 500 || [408, 425, 429].includes(answer.status)) return null;
    return { recorded: false, text: said.text };
  } catch {
    return null;
  }
}

function pause(ms) {
  return new Promise((go) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      go();
    }
    addEventListener("online", done);
  });
}

function say(form, state, text) {
  const line = form.querySelector("[data-answer]");
  if (!line) return;
  line.className = `answer ${state}`;
  if (line.textContent !== text) line.textContent = text;
}

// --- The roll-call -----------------------------------------------------------------------------------------------------

/** A digit presses the answer that bears it, unless something is being typed; nothing is pressed twice. */
function pressDigits() {
  addEventListener("keydown", (event) => {
    if (event.repeat || event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    if (event.target.closest("input, textarea, select")) return;
    const button = document.querySelector(`button[data-digit="${event.key}"]`);
    if (!button || "pressed" in button.form.dataset) return;
    button.form.dataset.pressed = "";
    event.preventDefault();
    button.click();
  });
}

// --- Clocks ----------------------------------------------------------------------------------------------------------

// A phone's clock may be wrong by minutes: data-now is the server's time when the clock was written.
let ticking = 0;
function runClocks() {
  for (const clock of document.querySelectorAll("[data-until]:not([data-skew]), [data-since]:not([data-skew])")) {
    clock.dataset.skew = clock.dataset.now ? String(Date.now() - Date.parse(clock.dataset.now)) : "0";
  }
  const any = document.querySelector("[data-until], [data-since]");
  if (any && !ticking) ticking = setInterval(tick, 250);
  if (!any && ticking) ticking = clearInterval(ticking) ?? 0;
  tick();
}

function tick() {
  for (const clock of document.querySelectorAll("[data-skew]")) {
    const now = Date.now() - Number(clock.dataset.skew);
    const { until, since } = clock.dataset;
    const left = until ? Math.ceil((Date.parse(until) - now) / 1000) : Math.floor((now - Date.parse(since)) / 1000);
    const text = minutes(left);
    if (clock.textContent !== text) clock.textContent = text;
    clock.classList.toggle("soon", Boolean(until) && left <= 30 && left >= 0);
    clock.classList.toggle("over", Boolean(until) && left < 0);
    const up = clock.parentElement.querySelector("[data-time-up]");
    const said = until && left < 0 ? up?.dataset.timeUp : "";
    if (up && up.textContent !== said) up.textContent = said;
  }
}

function minutes(seconds) {
  const whole = Math.abs(seconds);
  const hours = Math.floor(whole / 3600);
  const rest = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return (seconds < 0 ? "−" : "") + (hours ? `${hours}:${rest}` : rest);
}

const region = document.getElementById("live");
if (region) follow(region);
startVotes();
runClocks();
pressDigits();
