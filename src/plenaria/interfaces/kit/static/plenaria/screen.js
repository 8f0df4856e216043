// The projector: nothing scrolls. What does not fit is turned over like pages, all screens at the same moment, and a
// screen that was just drawn again goes on at the page where it was: the page follows from the time of day.

const PAGE_MS = 10_000; // how long one page stands
const MOST_PAGES = 50;

function turn() {
  for (const region of document.querySelectorAll("[data-turn]")) {
    const across = region.dataset.turn === "across";
    const starts = across ? columns(region) : beginnings(region);
    const page = Math.floor(Date.now() / PAGE_MS) % starts.length;
    if (across) region.scrollLeft = starts[page];
    else region.scrollTop = starts[page];
    // A row that is cut at the bottom comes whole on the next page, and is not shown in part.
    const cut = !across && page + 1 < starts.length ? starts[page] + region.clientHeight - starts[page + 1] : 0;
    region.style.clipPath = cut > 0 ? `inset(0 0 ${cut}px 0)` : "";
    if (starts.length > 1) region.tabIndex = 0; // whoever sits at this machine turns it over with the keys
    const shown = { page: String(page + 1), pages: String(starts.length) };
    for (const [name, value] of Object.entries(shown)) if (region.dataset[name] !== value) region.dataset[name] = value;
  }
}

/** Where the pages of a list in columns begin, which grows sideways. */
function columns(region) {
  const gap = Number.parseFloat(getComputedStyle(region.firstElementChild ?? region).columnGap) || 0;
  const pages = Math.max(1, Math.ceil((region.scrollWidth - 2) / (region.clientWidth + gap)));
  return Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, page) => page * (region.clientWidth + gap));
}

/** Where the pages of a region begin: each with the first line, row or paragraph that the one before cut. */
function beginnings(region) {
  const height = region.clientHeight;
  const most = region.scrollHeight - height;
  const top = region.getBoundingClientRect().top - region.scrollTop;
  const rows = Array.from(region.querySelectorAll("li, p, h2, h3, tr"), (row) => {
    const box = row.getBoundingClientRect();
    return { at: box.top - top, end: box.bottom - top, line: Number.parseFloat(getComputedStyle(row).lineHeight) || 40 };
  });
  const found = [0];
  while (height && found.at(-1) < most - 2 && found.length < MOST_PAGES) {
    const from = found.at(-1);
    const cut = rows.find((row) => row.end > from + height + 2 && row.at < from + height);
    let next = cut ? cut.at : from + height;
    // A paragraph that is longer than the page goes on with the line that was cut.
    if (cut && cut.at <= from + height / 2) next = cut.at + Math.max(1, Math.floor((from + height - cut.at) / cut.line)) * cut.line;
    found.push(Math.max(Math.min(next, region.scrollHeight), from + height / 4));
  }
  return found;
}

const live = document.getElementById("live");
if (live) new MutationObserver(turn).observe(live, { childList: true });
addEventListener("resize", turn);
setInterval(turn, 500);
turn();
