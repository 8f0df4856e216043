// The projector: nothing scrolls. What does not fit is turned over like pages, all screens at the same moment, and a
// screen that was just drawn again goes on at the page where it was: the page follows from the time of day.

const PAGE_MS = 10_000; // how long one page stands

function turn() {
  for (const region of document.querySelectorAll("[data-turn]")) {
    const height = region.clientHeight;
    const line = Number.parseFloat(getComputedStyle(region.querySelector(".paper, ul, ol") ?? region).lineHeight) || 0;
    // The next page begins with the last line of the one before: nothing is cut in two without being shown whole.
    const step = Math.max(height - line, height / 2);
    const pages = height ? Math.max(1, 1 + Math.ceil((region.scrollHeight - height - 2) / step)) : 1;
    const page = Math.floor(Date.now() / PAGE_MS) % pages;
    region.scrollTop = page * step;
    const shown = { page: String(page + 1), pages: String(pages) };
    for (const [name, value] of Object.entries(shown)) if (region.dataset[name] !== value) region.dataset[name] = value;
  }
}

const live = document.getElementById("live");
if (live) new MutationObserver(turn).observe(live, { childList: true });
addEventListener("resize", turn);
setInterval(turn, 500);
turn();
