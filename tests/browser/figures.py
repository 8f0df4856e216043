"""The numbers on the pages, each against what the journal alone gives (``tests.browser.records``)."""

import re
from collections import Counter
from datetime import date

from tests.browser import records
from tests.browser.chronicle import Chronicle
from tests.browser.desk import PICTURES, Visitor

PROPOSALS = {
    "close": "закрыть как исполненный",
    "continue": "продолжить",
    "change": "продолжить с изменениями",
    "declare-unachieved": "признать неисполненным",
    "rejected": "не согласились",
    "note": "принять к сведению",
}
REACHED = re.compile(r"достигнут\s")
CHOICES = {"for": "За", "against": "Против", "abstain": "Воздержались"}


def check_progress(told: Chronicle, day: str, *sizes: str) -> None:
    """The public page of the first resolution: how many are done and overdue, the bar, the rows, the milestones."""
    today, record = date.fromisoformat(day), records.read(told.environment)
    mine = record.of(told.resolution, public=True)
    counts = records.shown(mine, today)
    late, done = counts.get("overdue", 0), sum(each.state in records.DONE for each in mine)
    # What goes on has its promises in the second resolution, once that has a plan.
    assert late > 0 or counts["carried-on"] > 0
    for size in sizes:
        reader = told.visitor(size)
        page = reader.go("/ru/b/gardens/r/vii-1/progress")
        assert numbers(page.locator("main > p").first.inner_text()) == [done, len(mine), *([late] if late else [])]
        assert bars(reader) == [{records.STATES[state]: count for state, count in counts.items()}]
        assert page.locator("main ul.rows > li[id]").count() == len(mine)
        public = [key for key, each in record.promises.items() if each in mine]
        assert page.locator("main ul.rows > li[id] li", has_text=REACHED).count() == sum(
            record.milestones[each] for each in public
        )
        reader.look("two-progress")


def check_board(told: Chronicle, secretary: Visitor, day: str) -> None:
    """The desk's board: all commitments, those too that the public does not see; and under each heading as many."""
    today, record = date.fromisoformat(day), records.read(told.environment)
    mine = record.of(told.resolution, public=False)
    counts = records.shown(mine, today)
    page = secretary.go(f"/desk/r/{told.resolution}/follow")
    done = sum(each.state in records.DONE for each in mine)
    secretary.says(f"исполнено {done} из {len(mine)}")
    assert bars(secretary) == [{records.STATES[state]: count for state, count in counts.items()}]
    headed = sorted(int(each) for each in page.locator("main h2 .num").all_inner_texts())
    settled = sum(counts.get(each, 0) for each in ("noted-done", "carried-on", "declared-unachieved"))
    alone = [counts.get(each, 0) for each in ("overdue", "blocked", "reported-done")]
    begun = sum(counts.get(each, 0) for each in ("well-advanced", "begun"))
    waiting = sum(counts.get(each, 0) for each in ("no-word", "not-started"))
    assert headed == sorted(each for each in (*alone, begun, waiting, settled) if each)
    secretary.look("two-board")


def check_report(told: Chronicle, day: str) -> None:
    """The public page of the report: what was decided of how many clauses, and how the commitments stood."""
    record = records.read(told.environment)
    ((report, decisions),) = record.decisions.items()
    counted = Counter(decisions.values())
    seen = [each for each in record.frozen[report] if each.seen == "public"]
    states = records.shown(seen, date.fromisoformat(day))
    for size in ("laptop", "phone"):
        reader = told.visitor(size)
        page = reader.go("/ru/b/gardens/m/viii/report/")
        assert bars(reader) == [
            {PROPOSALS[each]: counted[each] for each in PROPOSALS if counted[each]},
            {records.STATES[state]: count for state, count in states.items()},
        ]
        assert page.locator(".report-section").count() == record.sections[report] == len(decisions)
        reader.look("two-report-public")
    paper = reader.page.request.get(f"{told.base}/ru/b/gardens/m/viii/report/pdf")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    if PICTURES is not None:
        (PICTURES / "two-report.pdf").write_bytes(paper.body())


def check_votes(told: Chronicle) -> None:
    """The votes of the second conference: on three clauses of the report, and on its own text as a whole."""
    record = records.read(told.environment)
    reader = told.visitor("laptop")
    for number in (1, 2, 3, max(record.votes)):
        page = reader.go(f"/ru/b/gardens/m/viii/votes/{number}/")
        cast = record.ballots[record.votes[number]]
        said = page.locator("main").inner_text()
        for choice, word in CHOICES.items():
            if cast[choice]:
                assert f"{word}: {cast[choice]}" in said, (number, word)


def bars(reader: Visitor) -> list[dict[str, int]]:
    """What the bars of a page say of themselves: words → how many."""
    told = reader.page.locator("main svg.picture-progress desc").evaluate_all(
        "all => all.map(each => each.textContent)"
    )
    parts = [[part.rpartition(": ") for part in each.split("; ")] for each in told]
    return [{words: int(count) for words, _, count in each} for each in parts]


def numbers(words: str) -> list[int]:
    """The numbers in a sentence."""
    return [int(each) for each in re.findall(r"\d+", words)]
