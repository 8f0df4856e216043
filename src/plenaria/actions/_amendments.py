"""What a vote does to an amendment, and an amendment to its text: applied at the declaration, in its transaction."""

from collections.abc import Callable
from hashlib import sha256

from plenaria.actions._perform import Deed
from plenaria.actions._resolution import add_version
from plenaria.actions._texts import follow_clauses, with_own_ids
from plenaria.core.amendments import AMENDMENT, WAITING
from plenaria.core.journal.canonical import Value
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.text import canonical
from plenaria.core.text.amendment import NEW, Amendment, applied, changed_since
from plenaria.core.text.resolution import Resolution
from plenaria.store import models

type Void = Callable[[Deed, models.Poll, str], None]
"""How a vote that is on is declared void, with its reason."""

VOID = "amendment-lapsed"
"""Why a vote on an amendment is void that has lapsed or was withdrawn meanwhile."""


def as_value(row: models.Amendment) -> Amendment:
    """The change that it proposes."""
    return Amendment(kind=row.kind, clause=row.clause_id or "", behind=row.behind_id or "", words=row.words)


def texts_of(resolution: str) -> dict[str, Resolution]:
    """The text as it stands in each language."""
    rows = models.TextVersion.objects.filter(resolution_id=resolution).order_by("revision")
    newest = {row.language: row for row in rows.defer("content")}
    return {language: canonical.load(row.content) for language, row in newest.items()}


def base_of(row: models.Amendment, text: Resolution) -> Resolution:
    """The version that it was written on, in the language of ``text``; one that came later is its own base."""
    digest = row.base.get(text.language)
    versions = models.TextVersion.objects.filter(resolution_id=row.resolution_id, language=text.language, sha256=digest)
    found = versions.first() if digest else None
    return canonical.load(found.content) if found else text


def unready(row: models.Amendment) -> Refusal | None:
    """Why it can't be put now: ``text-not-debated``, ``amendment-not-in`` (language) where nobody has said it in the
    authentic language yet, or what ``changed_since`` refuses."""
    if row.resolution.state != "debated":
        return conflict("text-not-debated")
    language = row.resolution.language
    if not as_value(row).concerns(language):
        return conflict("amendment-not-in", language=language)
    text = texts_of(row.resolution_id)[language]
    return changed_since(as_value(row), base_of(row, text), text)


def still_waiting(resolution: models.Resolution, clause: str | None = None) -> Refusal | None:
    """``amendment-waits`` (number): the amendment that comes before a vote on the whole, or on that clause alone."""
    rows = resolution.amendments.filter(state__in=WAITING)
    found = (rows if clause is None else rows.filter(clause=clause).exclude(kind="insert")).first()
    return conflict("amendment-waits", number=found.number) if found else None


def under_vote(resolution: models.Resolution) -> Refusal | None:
    """``text-under-vote`` (number): while a vote on an amendment goes on, nobody else changes its text."""
    polls = models.Poll.objects.filter(question__amendment__resolution=resolution, state__in=("open", "closed"))
    found = polls.select_related("question__amendment").first()
    amendment = found.question.amendment if found else None
    return conflict("text-under-vote", number=amendment.number) if amendment else None


def about(row: models.Amendment, text: Resolution) -> dict[str, Value]:
    """What the journal says of it: enough for a sentence, and the words by their hashes."""
    numbers = {clause.id: clause.number for clause in text.walk()}
    return {
        "resolution": row.resolution_id,
        "number": row.number,
        "change": row.kind,
        "clause": numbers.get(row.clause_id or "", ""),
        "behind": numbers.get(row.behind_id or "", ""),
        "seat": row.proposer_id or "",
        "words_sha256": {language: sha256(words.encode()).hexdigest() for language, words in row.words.items()},
    }


def decide(deed: Deed, poll: models.Poll, outcome: str, void: Void) -> None:
    """What the vote on an amendment has decided: with its adoption the text gets a new revision that holds it.

    What is neither adopted nor rejected leaves it before the meeting, to be put again.
    """
    if outcome not in ("adopted", "rejected"):
        return
    # Meeting before resolution, as everywhere.
    models.Meeting.objects.filter(id=poll.meeting_id).update(amendment=None)
    row = models.Amendment.objects.select_related("resolution").get(id=poll.question.amendment_id)
    row.resolution = models.Resolution.objects.select_for_update().get(id=row.resolution_id)
    texts = texts_of(row.resolution_id)
    before = texts[row.resolution.language]
    made = _write(deed, row, texts) if outcome == "adopted" else ""
    row.made_id = made or None
    row.decided_in = poll
    end(deed, row, "adopt" if outcome == "adopted" else "reject", before, vote=poll.number, poll=poll.id)
    if outcome == "adopted":
        place = made or (row.clause_id if row.kind != "delete" else None)
        models.Meeting.objects.filter(id=poll.meeting_id).update(clause=place)
        _lapse_displaced(deed, row, void)


def _write(deed: Deed, row: models.Amendment, texts: dict[str, Resolution]) -> str:
    """Store the text with the amendment in every language that it has words for; the id of the clause that it makes.

    A version whose own words at the place were changed meanwhile is left as it is, and is behind.
    """
    resolution, amendment = row.resolution, as_value(row)
    known = {clause.id for text in texts.values() for clause in text.walk()}
    known |= set(resolution.clauses.values_list("id", flat=True))
    given: dict[str, str] = {}
    for language in (resolution.language, *sorted(texts.keys() - {resolution.language})):
        text = texts[language]
        after = applied(amendment, base_of(row, text), text) if amendment.concerns(language) else text
        if isinstance(after, Refusal):
            if language == resolution.language:
                raise LookupError(f"amendment {row.id} was put and does not fit: {after.code}")
            continue
        if after == text:
            continue
        after = with_own_ids(after, known, given)
        if language == resolution.language:
            follow_clauses(resolution, after)
        digest = add_version(resolution, after, deed.actor, deed.at)
        revision = resolution.versions.filter(language=language).count()
        deed.record(
            "text-revised",
            resolution.id,
            None,
            language=language,
            revision=revision,
            text_sha256=digest,
            amendment=row.number,
        )
    return given.get(NEW, "")


def _lapse_displaced(deed: Deed, adopted: models.Amendment, void: Void) -> None:
    """The amendments whose place the adopted one has changed lapse; none is ever applied to other words silently."""
    texts = texts_of(adopted.resolution_id)
    text = texts[adopted.resolution.language]
    for row in adopted.resolution.amendments.filter(state__in=WAITING).exclude(id=adopted.id):
        if changed_since(as_value(row), base_of(row, text), text) is not None:
            row.displaced_by = adopted
            lapse(deed, row, "place-changed", text, void)


def lapse_all(deed: Deed, resolution: models.Resolution, void: Void) -> None:
    """There is nothing more to amend: the text was decided on, withdrawn or referred."""
    rows = list(resolution.amendments.filter(state__in=WAITING))
    text = texts_of(resolution.id)[resolution.language] if rows else None
    for row in rows:
        assert text is not None
        lapse(deed, row, "text-decided", text, void)


def lapse(deed: Deed, row: models.Amendment, ruling: str, text: Resolution, void: Void) -> None:
    """It lapses; a vote on it that is on is void."""
    row.ruling = ruling
    by = row.displaced_by.number if row.displaced_by else 0
    end(deed, row, "lapse", text, reason=ruling, by=by)
    end_votes(deed, row, void)


def end_votes(deed: Deed, row: models.Amendment, void: Void) -> None:
    """The votes on it that are prepared or on are void: there is nothing left to vote on."""
    polls = models.Poll.objects.select_related("meeting", "question__resolution").filter(question__amendment=row)
    for poll in polls.filter(state__in=("prepared", "open", "closed")):
        void(deed, poll, VOID)
    models.Meeting.objects.filter(amendment=row).update(amendment=None)


def end(deed: Deed, row: models.Amendment, verb: str, text: Resolution, **said: Value) -> None:
    """What has become of it, once for all; the caller has asked whether it may."""
    state = AMENDMENT.after(row.state, verb)
    if isinstance(state, Refusal):
        raise LookupError(f"amendment {row.id} is {row.state}")
    row.state, row.decided_at = state, deed.at
    told = about(row, text)
    row.place = str(told["clause"])
    row.save(update_fields=("state", "decided_at", "decided_in", "made", "ruling", "displaced_by", "place"))
    deed.record("amendment-decided", row.id, None, outcome=state, **told, **said)
