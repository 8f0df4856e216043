"""Elections: laid down for a meeting, counted from papers, and settled by lot where the votes leave a tie.

An election is a question like any other: ``polls`` prepares, opens, closes and declares its votes.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from unicodedata import normalize

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._poll import decided, declare, on_poll
from plenaria.actions._roll import turnout
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting import secrecy
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.elections import lots
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.paper import Papers
from plenaria.core.voting.elections.setting import Candidate, Setting, check
from plenaria.store import models


def prepare_election(
    *,
    actor: Actor,
    at: datetime,
    meeting: str,
    titles: Mapping[str, str],
    setting: Setting,
    item: str | None = None,
) -> Receipt | Refusal:
    """Lay down an election for a meeting: what it is for, the method, the places, who stands.

    Where the setting asks for it the candidates are put in the order of the alphabet or of a lot, which is journalled.
    Refused: ``question-empty``, ``item-unknown``, ``person-unknown``, ``meeting-over``, and what
    ``core.voting.elections.setting.check`` refuses.
    """

    def load() -> tuple[models.Meeting, Where] | Refusal:
        row = models.Meeting.objects.select_for_update().filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def lawful(row: models.Meeting) -> Setting | Refusal:
        if row.state in ("closed", "cancelled", "void"):
            return conflict("meeting-over")
        if not any(words.strip() for words in titles.values()):
            return unacceptable("question-empty")
        if item and not row.items.filter(id=item).exists():
            return unacceptable("item-unknown")
        people = {each.person for each in setting.candidates if each.person}
        if models.Person.objects.filter(id__in=people).count() < len(people):
            return unacceptable("person-unknown")
        return check(setting) or _ordered(setting, row.languages)

    def write(deed: Deed, row: models.Meeting, put: Setting) -> str:
        deed.meeting = row.id
        question = models.Question.objects.create(
            meeting=row,
            item_id=item,
            titles={language: words.strip() for language, words in titles.items() if words.strip()},
            position=row.questions.count() + 1,
            election=put.to_data(),
        )
        names = "\n".join(put.names(row.languages))
        deed.record("poll-prepared", question.id, personal={"candidates": names}, election=put.rules_to_data())
        if put.order == "lot":
            # Numbers of candidates are given by this very lot, so that the order says who was drawn when.
            numbers = tuple(range(1, len(put.candidates) + 1))
            deed.record("lot-drawn", question.id, what="candidates", order=numbers, by="machine")
        return question.id

    return perform(actor=actor, verb="polls.prepare", at=at, load=load, decide=lawful, write=write)


def _ordered(setting: Setting, languages: Sequence[str]) -> Setting:
    """The candidates in the order that was asked for; *none of these* stays the last."""
    last = setting.candidates[-1:] if setting.default else ()
    people = list(setting.candidates[: len(setting.candidates) - len(last)])
    if setting.order == "alphabetical":
        people.sort(key=lambda each: _collated(each, languages))
    elif setting.order == "lot":
        secrets.SystemRandom().shuffle(people)
    return replace(setting, candidates=(*people, *last))


def _collated(candidate: Candidate, languages: Sequence[str]) -> str:
    """As a register sorts: capital letters and marks above letters do not matter."""
    return normalize("NFD", candidate.name(languages).casefold())


def withdraw_candidate(*, actor: Actor, at: datetime, question: str, candidate: int) -> Receipt | Refusal:
    """Somebody stands no longer, before the vote is opened; the numbers of the others stay.

    Refused: ``question-unknown``, ``candidate-unknown``, ``election-put``, ``election-without-candidates``.
    """

    def load() -> tuple[models.Question, Where] | Refusal:
        found = models.Question.objects.select_for_update(of=("self",)).select_related("meeting")
        row = found.filter(id=question, election__isnull=False).first()
        return (row, Where(body=row.meeting.body_id)) if row else unacceptable("question-unknown")

    def lawful(row: models.Question) -> Setting | Refusal:
        if row.polls.exclude(state="prepared").exclude(state="void").exists():
            return conflict("election-put")
        setting = Setting.from_data(row.election or {})
        if candidate not in setting.standing or candidate == setting.default:
            return unacceptable("candidate-unknown")
        left = setting.without(candidate)
        return check(left) or left

    def write(deed: Deed, row: models.Question, left: Setting) -> str:
        deed.meeting = row.meeting_id
        row.election = left.to_data()
        row.save(update_fields=("election",))
        deed.record("poll-prepared", row.id, election=left.rules_to_data(), withdrawn=candidate)
        return row.id

    return perform(actor=actor, verb="polls.prepare", at=at, load=load, decide=lawful, write=write)


def record_papers(*, actor: Actor, at: datetime, poll: str, papers: Papers) -> Receipt | Refusal:
    """What one teller found in the box; the same teller may enter it again until the poll is declared.

    Beside phones the box holds the papers of those who did not vote there. Refused: ``poll-not-open``,
    ``no-election``, ``paper-weighted`` under a rule that gives seats different votes, ``more-papers-than-present``
    (papers, present).
    """

    def lawful(row: models.Poll) -> bool | Refusal:
        if row.election is None:
            return conflict("no-election")
        if row.state not in ("open", "closed"):
            return conflict("poll-not-open")
        if row.rule["weights"] != "one":
            return conflict("paper-weighted")
        voted = row.votes.filter(current=True).count() + row.has_voted.count()
        free = turnout(row).present - voted
        if papers.number > free:
            return unacceptable("more-papers-than-present", papers=papers.number, present=free)
        return True

    def write(deed: Deed, row: models.Poll, decision: bool) -> str:
        row.papers.update_or_create(teller_id=actor.person, defaults={"content": papers.to_data(), "at": at})
        if row.count is not None:
            # A tie that waited for the lot is no longer the count of what is in the box.
            row.count = None
            row.save(update_fields=("count",))
        parts = secrecy.sheets(dict(papers.ballots))
        for number, part in enumerate(parts, 1):
            deed.record(
                "ballots-counted",
                row.id,
                contents=part,
                sheet=number,
                sheets=len(parts),
                invalid=papers.spoilt,
                form=papers.to_data()["form"],
            )
        return row.id

    return on_poll(actor, at, poll, "polls.count", lawful, write)


def draw_lot(*, actor: Actor, at: datetime, poll: str, drawn: Sequence[int] = ()) -> Receipt | Refusal:
    """Settle a tie that waits, and go on with the count: ``drawn`` are the candidates as papers were drawn from a hat,
    the first first; empty, this machine draws.

    A lot once drawn stands for the whole election. Refused: ``no-lot-awaited``, and what ``lots.joined`` refuses.
    """

    def lawful(row: models.Poll) -> tuple[list[int], Count] | Refusal:
        waiting = Count.from_data(row.count).waiting if row.state == "closed" and row.count else None
        if waiting is None:
            return conflict("no-lot-awaited")
        setting = Setting.from_data(row.election or {})
        lot: list[int] | Refusal
        if drawn:
            lot = lots.joined(row.lot, drawn, waiting.candidates, setting)
        else:
            everybody = [number for number in range(1, len(setting.candidates) + 1) if number != setting.default]
            secrets.SystemRandom().shuffle(everybody)
            lot = lots.keeping(everybody, row.lot)
        if isinstance(lot, Refusal):
            return lot
        row.lot = lot
        count = decided(row)
        assert not isinstance(count, Decision)  # whether there was a quorum was found before
        return count if isinstance(count, Refusal) else (lot, count)

    def write(deed: Deed, row: models.Poll, found: tuple[list[int], Count]) -> str:
        lot, count = found
        by = "hand" if drawn else "machine"
        deed.record("lot-drawn", row.id, what="election", by=by, drawn=tuple(drawn or lot), order=tuple(lot))
        declare(deed, row, count)
        return row.id

    return on_poll(actor, at, poll, "polls.settle", lawful, write)
