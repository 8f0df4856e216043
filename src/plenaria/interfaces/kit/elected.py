"""An election as pages show it: who is elected, the words for the minutes, the picture, and the table of all rounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.choices import BLANK, MARKS
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.held import election
from plenaria.core.voting.elections.setting import EACH, NAMING, WITH_THRESHOLD, Setting
from plenaria.core.voting.rule import Share
from plenaria.formats import blt
from plenaria.formats.count_json import contract
from plenaria.interfaces.kit import elections as pictures
from plenaria.interfaces.kit.wording import label, number
from plenaria.phrases import elections as phrases
from plenaria.store.queries import elections as queries
from plenaria.store.queries.elections import ElectionView

MARK_OF = {"elected": "●", "out": "×", "": ""}


@dataclass(frozen=True, slots=True)
class Cell:
    """The votes of a candidate in a round, and what happened to them: ``elected``, ``out`` or nothing."""

    votes: str
    state: str
    word: str

    @property
    def mark(self) -> str:
        """The same as a sign."""
        return MARK_OF[self.state]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with the votes of each round."""

    number: int
    name: str
    elected: bool
    withdrawn: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A count in the reader's language. ``foot`` are the lines below the candidates: exhausted, fractions, quota."""

    count: Count
    title: str
    method: str
    elected: tuple[str, ...]
    waiting: tuple[tuple[int, str], ...]
    going_on: tuple[str, ...]
    sentence: str
    minutes: tuple[str, ...]
    picture: SafeString
    rounds: tuple[int, ...]
    rows: tuple[Row, ...]
    foot: tuple[tuple[str, tuple[str, ...]], ...]
    answers: tuple[tuple[str, tuple[str, ...], bool], ...]
    pairs: tuple[tuple[str, tuple[str, ...]], ...]


def shown(view: ElectionView | None, language: str = "") -> Shown | None:
    """A counted election; nothing before it is counted."""
    here = language or get_language() or "en"
    count = view.counted(here) if view else None
    if count is None:
        return None
    last = count.rounds[-1] if count.rounds else None
    waiting = count.waiting.candidates if count.waiting else ()
    return Shown(
        count=count,
        title=count.title,
        method=phrases.method(count.method, here),
        elected=count.names(count.elected),
        waiting=tuple((each, count.candidates[each - 1]) for each in waiting),
        going_on=count.names(last.going_on) if last else (),
        sentence=phrases.sentence(count, here),
        minutes=phrases.minutes(count, here),
        picture=pictures.rounds(count, here),
        rounds=tuple(each.number for each in count.rounds),
        rows=tuple(_row(count, candidate) for candidate in range(1, len(count.candidates) + 1)),
        foot=_foot(count, here),
        answers=_answers(count),
        pairs=_pairs(count),
    )


def laid_down(setting: Setting) -> tuple[tuple[str, str], ...]:
    """What was laid down before, in words: a name and what holds."""
    here = get_language() or "en"
    order = {
        "alphabetical": _("alphabetical"),
        "lot": _("drawn by lot"),
        "written": _("as written down"),
    }[setting.order]
    rows = [
        (_("Method"), phrases.method(setting.method, here)),
        (_("Places"), number(setting.places)),
        (_("Order on the ballot"), order),
    ]
    if setting.threshold is not None and setting.method in WITH_THRESHOLD:
        base = _("of all ballots") if setting.base == "cast" else _("of the valid ballots")
        rows.append((_("Needed"), f"{_share(setting.threshold)} {base}"))
    if setting.method == "schulze" and setting.default:
        rows.append((_("Votes needed above “none of these”"), number(setting.quorum)))
        rows.append((_("Votes above it for one below"), number(setting.ratio)))
    if setting.method == "rounds":
        runoff = setting.runoff
        rows.append((_("Needed"), f"{_share(runoff.threshold)} {_('of the valid ballots')}"))
        rows.append((_("Rounds at most"), number(runoff.rounds)))
        last = _("the most votes are enough") if runoff.plurality else _("the majority is needed there too")
        rows.append((_("In the last round"), last))
        if setting.round > 1:
            rows.append((_("This round"), number(setting.round)))
    return tuple(rows)


def _share(share: Share) -> str:
    part = number(share.fraction)
    return _("more than %(part)s") % {"part": part} if share.strict else _("at least %(part)s") % {"part": part}


def ballot_file(view: ElectionView, language: str) -> bytes | None:
    """The ballots as a ballot file, names in that language; nothing where the body's rule does not show them, or the
    format can't hold their weights."""
    held = queries.held_in(view.poll)
    if not held or not queries.ballots_are_public(view.poll, public=view.public):
        return None
    made = election(replace(held[-1], setting=view.setting), languages=view.order(language), title=view.title(language))
    if isinstance(made, Refusal):
        return None
    try:
        return blt.write(made)
    except ValueError:
        return None


type Named = tuple[tuple[queries.NamedBallot, tuple[str, ...]], ...]


def named(view: ElectionView) -> Named:
    """Who chose what, in words, where the body shows names."""
    return tuple((each, told(each.choice, view)) for each in queries.named_ballots(view.poll, public=view.public))


def of_vote(poll: str, address: Callable[[str], str], language: str, *, public: bool = False) -> dict[str, Any]:
    """What the page of a vote shows where people were elected in it; nothing for any other vote.

    ``address`` gives the address of a file, ``json`` or ``blt``.
    """
    view = queries.election(poll, public=public)
    if view is None:
        return {}
    over = view.state == "declared"
    return {
        "election_part": "kit/parts/election.html",
        "election": shown(view, language),
        "laid_down": laid_down(view.setting),
        "named_ballots": named(view),
        "count_url": address("json") if over else "",
        "ballots_url": address("blt") if over and ballot_file(view, language) is not None else "",
    }


def served(view: ElectionView, form: str, language: str) -> HttpResponse:
    """The count as JSON (``json``), or the ballots (``blt``), to be kept."""
    count, ballots = view.counted(language), ballot_file(view, language) if form == "blt" else None
    if form == "json" and count is not None:
        response: HttpResponse = JsonResponse(contract(count), json_dumps_params={"ensure_ascii": False, "indent": 1})
    elif ballots is not None:
        response = HttpResponse(ballots, content_type="text/plain; charset=utf-8")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="vote-{view.number}.{form}"'
    return response


def _row(count: Count, candidate: int) -> Row:
    return Row(
        number=candidate,
        name=count.candidates[candidate - 1],
        elected=candidate in count.elected,
        withdrawn=candidate in count.withdrawn,
        cells=tuple(_cell(count, each, candidate) for each in count.rounds),
    )


def _cell(count: Count, this: Round, candidate: int) -> Cell:
    votes = number(count.votes(this.votes[candidate - 1]))
    if candidate in this.elected:
        return Cell(votes, "elected", _("elected"))
    if candidate in this.about and this.action != "surplus":
        return Cell(votes, "out", pgettext("candidate in a count", "excluded"))
    return Cell(votes, "", "")


def _foot(count: Count, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines: list[tuple[str, Sequence[int | None]]] = []
    if any(each.exhausted for each in count.rounds):
        lines.append((phrases.exhausted(language), [each.exhausted for each in count.rounds]))
    if any(each.rounding for each in count.rounds):
        lines.append((_("Fractions cut off"), [each.rounding for each in count.rounds]))
    if any(each.quota is not None for each in count.rounds):
        name = _("Quota") if count.method in ("scottish-stv", "ers97", "meek") else _("Needed")
        lines.append((name, [each.quota for each in count.rounds]))
    return tuple(
        (name, tuple("" if units is None else number(count.votes(units)) for units in values)) for name, values in lines
    )


def _answers(count: Count) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Candidate by candidate: votes for, against, abstaining, needed; and whether elected."""
    return tuple(
        (
            count.candidates[candidate - 1],
            tuple("" if units is None else number(count.votes(units)) for units in four),
            candidate in count.elected,
        )
        for candidate, four in enumerate(count.answers, 1)
        if candidate not in count.withdrawn
    )


def _pairs(count: Count) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Pair by pair: how many prefer the one of the row to the one of the column."""
    return tuple(
        (
            count.candidates[row],
            tuple("" if row == column else number(count.votes(units)) for column, units in enumerate(values)),
        )
        for row, values in enumerate(count.pairs)
    )


def told(choice: str, view: ElectionView, language: str = "") -> tuple[str, ...]:
    """What a ballot says, a line for each rank or candidate; nothing for a blank one or one that can't be read."""
    here = language or get_language() or "en"
    setting, names = view.setting, view.names(here)
    try:
        if choice == BLANK:
            return ()
        if setting.method == EACH:
            said = [(names[place], MARKS[mark]) for place, mark in enumerate(choice) if MARKS[mark]]
            return tuple(f"{name}: {label('choice', answer)}" for name, answer in said)
        ranks = [[names[int(each) - 1] for each in rank.split("=")] for rank in choice.split(">")]
    except (ValueError, IndexError, KeyError):
        return ()
    if setting.method in NAMING:
        return tuple(ranks[0])
    return tuple(f"{place}. {', '.join(rank)}" for place, rank in enumerate(ranks, 1))
