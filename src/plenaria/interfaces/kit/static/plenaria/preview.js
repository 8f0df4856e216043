/* The preview of a paper, made quicker: a press changes the page in its place, keys do what the buttons do, and each side
   shows its counterpart on the other. Without this file every button works as a form does. */

"use strict";

(() => {
  const STORED = "plenaria-preview-keys";
  const page = document.getElementById("preview");
  const announced = document.getElementById("announced");
  if (!page) return;
  let busy = false;
  let cursor = null;

  const form = () => page.querySelector("form.preview");
  const pieces = () => [...page.querySelectorAll("fieldset.piece[id^=clause-]")];
  const letters = (text) => [...text.replace(/[\s\u00ad\u200b\ufeff\u2060]/g, "")].length;
  const button = (value) => form().querySelector(`button[name=do][value="${value}"]`);
  const place = (piece) => piece.id.slice("clause-".length);
  const isField = (node) => node.matches("textarea, select, input:not([type=checkbox], [type=radio])");

  function say(words) {
    announced.textContent = "";  // a reader notices words that come anew
    requestAnimationFrame(() => { announced.textContent = words; });
  }

  /* A press: sent, and the page that comes back takes the place of this one. */

  async function press(submitter) {
    if (busy) return;
    if (!submitter || submitter.disabled) return say(page.dataset.none);
    const focused = document.activeElement?.id;
    busy = page.inert = true;  // what is typed until the answer would be lost
    const body = new FormData(form(), submitter);
    const anchor = new URL(submitter.formAction || form().action).hash.slice(1);
    const scrolled = [".source", ".read"].map((name) => [name, page.querySelector(name).scrollTop]);
    const current = pieces().find((each) => each.tabIndex === 0)?.id;
    const open = [...page.querySelectorAll("fieldset details[open]")].map((each) => each.closest("fieldset").id);
    try {
      const answer = await fetch(form().action, { method: "POST", body });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("preview");
      page.inert = false;
      if (!fresh) throw new Error(String(answer.status));
      page.replaceChildren(...fresh.childNodes);
      for (const id of open) page.querySelector(`#${CSS.escape(id)} details`)?.setAttribute("open", "");
      dress(current);
      for (const [name, top] of scrolled) page.querySelector(name).scrollTop = top;
      refocus(submitter.value, anchor, focused);
      say(page.querySelector("#said, .errorlist")?.textContent.trim() || "");
    } catch {
      page.inert = false;
      document.getElementById(focused)?.focus();
      say(page.dataset.lost);
      page.querySelector("#said")?.remove();
      const lost = { id: "said", className: "said unsaid", textContent: page.dataset.lost };
      page.querySelector(".toolbar.save").append(Object.assign(document.createElement("p"), lost));
    } finally {
      busy = false;
    }
  }

  function refocus(value, anchor, focused) {
    const wanted = document.getElementById(anchor);
    const again = document.getElementById(focused) || button(value);
    if (wanted?.matches(".piece")) go(wanted);
    else if (again && !again.disabled) again.focus({ preventScroll: true });
    else go(pieces().find((each) => each.tabIndex === 0) || page.querySelector(".source"));
  }

  page.addEventListener("submit", (event) => {
    const submitter = event.submitter;
    if (!submitter || ["save", "again"].includes(submitter.value)) return;
    event.preventDefault();
    remember(submitter.value);
    press(submitter);
  });

  /* Where the cursor or the selection is goes with the press, counted in letters. */

  function remember(value) {
    const [verb, at] = value.split(":");
    form().elements.behind.value = "";
    form().elements.skip.value = "";
    note();
    if (verb === "split" && cursor?.id === `id_clause-${at}-text`) {
      const area = document.getElementById(cursor.id);
      form().elements.behind.value = letters(area.value.slice(0, cursor.at));
    }
    const chosen = selected();
    if (verb === "line-clause" && chosen) {
      chosen.item.querySelector("input[name=line]").checked = true;
      form().elements.skip.value = chosen.skip;
    }
  }

  /* The line of the paper in which words are selected, and the letters before them. */
  function selected() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const words = range && !range.collapsed && range.startContainer.parentElement?.closest(".source .words");
    if (!words) return null;
    const before = range.cloneRange();
    before.setStart(words, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { item: words.closest("li"), skip: letters(before.toString()) };
  }

  /* A button that is pressed takes the focus, so the cursor is noted while it moves. */
  function note() {
    const area = document.activeElement;
    if (area?.matches?.(".piece textarea[id$=-text]")) cursor = { id: area.id, at: area.selectionStart };
  }

  document.addEventListener("selectionchange", note);

  /* Counterparts: what is pointed at, or has the focus, lights up on the other side. */

  function counterpart(node) {
    const line = node.closest?.("[data-of]");
    const piece = node.closest?.("fieldset.piece");
    page.querySelectorAll(".here").forEach((each) => each.classList.remove("here"));
    const id = line ? line.dataset.of : piece?.id;
    if (!id) return [];
    const lines = [...page.querySelectorAll(`[data-of="${id}"]`)];
    [...lines, document.getElementById(id)].forEach((each) => each?.classList.add("here"));
    return line ? [document.getElementById(id)] : lines;
  }

  /* Into view within its own side; the page itself stays where it is. */
  function show(node) {
    const side = node?.closest(".source, .read");
    if (!side || side.scrollHeight <= side.clientHeight) return;
    const [outer, inner] = [side.getBoundingClientRect(), node.getBoundingClientRect()];
    if (inner.top < outer.top) side.scrollTop -= outer.top - inner.top + 8;
    else if (inner.bottom > outer.bottom) side.scrollTop += Math.min(inner.bottom - outer.bottom + 8, inner.top - outer.top);
  }

  page.addEventListener("mouseover", (event) => counterpart(event.target));
  page.addEventListener("focusin", (event) => {
    show(counterpart(event.target)[0]);
    rove(event.target.closest("fieldset.piece[id^=clause-]"));
  });
  page.addEventListener("click", (event) => {
    const also = event.target.closest("a[data-also]");
    if (also) requestAnimationFrame(() => show(document.getElementById(also.dataset.also)));
    const words = event.target.closest(".source .words, .source .nothing");
    if (words) words.closest("li").querySelector("input[name=line]")?.click();
  });

  /* Keys: one clause at a time can be reached by Tab, and the arrows go from one to the next. */

  function rove(piece) {
    if (piece?.matches("[id^=clause-]")) pieces().forEach((each) => { each.tabIndex = each === piece ? 0 : -1; });
  }

  function go(piece) {
    if (!piece) return;
    rove(piece);
    const side = piece.closest(".source, .read");
    if (side?.scrollHeight > side?.clientHeight) side.closest(".two").scrollIntoView({ block: "nearest" });
    piece.focus();
  }

  function step(by) {
    const all = pieces();
    const at = all.findIndex((each) => each.contains(document.activeElement));
    go(at < 0 ? all.find((each) => each.tabIndex === 0) || all[0] : all[Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  function kind(piece, digit) {
    const select = piece.querySelector("select[id$=-kind]");
    const option = select?.options[(digit + 9) % 10];
    if (!option) return;
    select.value = option.value;
    say(`${page.dataset.kind} ${option.textContent}`);
  }

  const run = (value) => { remember(value); press(button(value)); };

  const ON_PIECE = {
    KeyS: (piece) => run(selected() ? "line-clause" : `split:${place(piece)}`),
    KeyM: (piece) => run(`join:${place(piece)}`),
    KeyR: (piece, event) => run(`${event.shiftKey ? "restart" : "number"}:${place(piece)}`),
    KeyF: (piece) => run(`out:${place(piece)}`),
    ArrowRight: (piece) => run(`deeper:${place(piece)}`),
    ArrowLeft: (piece) => run(`higher:${place(piece)}`),
    Enter: (piece) => piece.querySelector("textarea[id$=-text]").focus(),
    KeyL: (piece) => page.querySelector(`[data-of="${piece.id}"] input`)?.focus(),
  };
  const ON_LINE = {
    KeyC: () => run("line-clause"),
    KeyG: () => run("line-continuation"),
    KeyF: () => run("line-furniture"),
    KeyL: (item) => go(document.getElementById(item.dataset.of)),
    Enter: () => page.querySelector("#line-as").focus(),
  };
  const ANYWHERE = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyU: (_, event) => run(event.shiftKey ? "redo" : "undo"),
  };

  document.addEventListener("keydown", (event) => {
    const node = event.target;
    const piece = node.closest?.("fieldset.piece[id^=clause-]");
    if (!keysOn() || busy || event.isComposing) return;
    let act = null;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "Enter") act = () => form().requestSubmit(button("save"));
    } else if (event.altKey || isField(node)) {
      if (event.altKey && piece && ["KeyS", "KeyM"].includes(event.code)) act = () => ON_PIECE[event.code](piece, event);
      else if (event.key === "Escape" && piece) act = () => go(piece);
    } else if (event.key === "?") {
      act = () => { const list = page.querySelector(".keys"); list.open = true; list.querySelector("summary").focus(); };
    } else {
      act = deed(event, node, piece);
    }
    if (!act) return;
    event.preventDefault();
    act();
  });

  function deed(event, node, piece) {
    const line = node.matches("input[name=line]") ? node.closest("li") : null;
    const digit = /^Digit(\d)$/.exec(event.code);
    if (line && ON_LINE[event.code]) return () => ON_LINE[event.code](line);
    if (node.matches("a, button, summary, input") && !event.code.startsWith("Key")) return null;
    if (node.matches(".source") && event.code.startsWith("Arrow")) return null;
    if (piece && digit && !event.shiftKey) return () => kind(piece, Number(digit[1]));
    if (piece && ON_PIECE[event.code]) return () => ON_PIECE[event.code](piece, event);
    if (ANYWHERE[event.code]) return () => ANYWHERE[event.code](piece, event);
    if (piece && event.code === "ArrowDown") return () => step(1);
    return piece && event.code === "ArrowUp" ? () => step(-1) : null;
  }

  const keysOn = () => { try { return localStorage.getItem(STORED) !== "off"; } catch { return true; } };
  page.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") try { localStorage.setItem(STORED, event.target.checked ? "on" : "off"); } catch { /* it holds for this page */ }
  });

  /* What only makes sense with this file. */
  function dress(current = "clause-0") {
    cursor = null;
    page.querySelector(".keys").hidden = false;
    page.querySelector("#keys-on").checked = keysOn();
    rove(document.getElementById(current) || pieces()[0]);
    page.querySelectorAll("button[data-cursor]").forEach((each) => { each.textContent = each.dataset.cursor; });
  }

  dress();
})();
