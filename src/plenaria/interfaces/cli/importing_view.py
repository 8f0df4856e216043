"""The table at the end of an import: what was read of each file, what needs a look, and what could not be read."""

from rich.table import Table
from rich.text import Text

from plenaria.interfaces.cli.importing import Outcome
from plenaria.interfaces.cli.paper_view import plain
from plenaria.interfaces.cli.speech import _, console, language, tell
from plenaria.phrases.dates import day
from plenaria.phrases.doubts import doubt
from plenaria.phrases.names import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries.papers import PaperView

STYLES = {"taken-in": "green", "to-check": "yellow", "refused": "red", "waiting": "cyan", "left-out": "dim"}


def show(outcome: Outcome, outside: list[str], *, dry_run: bool) -> None:
    """Print the table, what was passed over, and how many are in each list."""
    table = Table(show_edge=False, pad_edge=False)
    for heading in (_("File"), _("Language"), _("Title"), _("Number"), _("Date"), _("Clauses"), _("State")):
        table.add_column(heading, overflow="fold")
    for name, paper in outcome.papers:
        state = (_state(paper.state, dry_run=dry_run), STYLES[paper.state])
        table.add_row(
            plain(name),
            paper.language,
            plain(" ".join(paper.title.split())),
            plain(paper.number),
            day(paper.adopted_on, language()) if paper.adopted_on else "",
            str(paper.clauses) if paper.clauses else "",
            Text(*state),
        )
    if outcome.papers:
        console.print(table)
    for name, paper in outcome.papers:
        for words in why(paper):
            tell(f"{plain(name)}: {words}")
    for name, refusal in outcome.refused.items():
        tell(f"{name}: {sentence(refusal, language())}")
    for name, other in outcome.same.items():
        tell(_("{name} is the same file as {other}.").format(name=name, other=other))
    for name in outside:
        tell(_("{name} is a link that leads out of the folder. It was passed over.").format(name=name))
    if outcome.known:
        tell(_("Taken over earlier, and not read again: {n}").format(n=len(outcome.known)))
    tell(" · ".join(f"{_state(state, dry_run=dry_run)}: {n}" for state, n in counts(outcome).items()))
    if dry_run:
        tell(_("Nothing was stored."))
    elif counts(outcome).get("to-check"):
        tell(_("Those that need a look wait at the desk, on the page of the body: Old papers."))


def counts(outcome: Outcome) -> dict[str, int]:
    """State → how many files of the folder are in it."""
    found: dict[str, int] = {}
    for _name, paper in outcome.papers:
        found[paper.state] = found.get(paper.state, 0) + 1
    if outcome.refused:
        found["refused"] = found.get("refused", 0) + len(outcome.refused)
    return found


def why(paper: PaperView) -> list[str]:
    """Why a paper is not in the register, in words: its doubts, its refusal, the reason given."""
    told = [doubt(each, language()) for each in paper.doubts] if paper.state != "taken-in" else []
    if paper.refusal:
        told.append(sentence(paper.refusal, language()))
    return [*dict.fromkeys(told), *([paper.reason] if paper.reason else [])]


def _state(state: str, *, dry_run: bool) -> str:
    if dry_run and state == "waiting":
        return _("can be taken over")
    return label("paper", state, language())


def to_data(outcome: Outcome, outside: list[str]) -> dict[str, object]:
    """The same for a program."""
    return {
        "papers": [
            {
                "file": name,
                "state": paper.state,
                "language": paper.language or None,
                "title": paper.title or None,
                "number": paper.number or None,
                "date": paper.adopted_on.isoformat() if paper.adopted_on else None,
                "clauses": paper.clauses,
                "doubts": [
                    {"code": each.code, "line": each.line, "text": each.text, "sentence": doubt(each, language())}
                    for each in paper.doubts
                ],
                "refusal": {"code": paper.refusal.code, "sentence": sentence(paper.refusal, language())}
                if paper.refusal
                else None,
                "known": name in outcome.known,
                "slug": paper.slug or None,
            }
            for name, paper in outcome.papers
        ],
        "refused": [
            {"file": name, "code": refusal.code, "sentence": sentence(refusal, language())}
            for name, refusal in outcome.refused.items()
        ],
        "same": [{"file": name, "as": other} for name, other in outcome.same.items()],
        "outside": outside,
        "counts": counts(outcome),
    }
