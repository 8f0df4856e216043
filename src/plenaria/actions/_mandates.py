"""Mandates as letters: drafted when the body has approved somebody, and gone when the letter has."""

from datetime import datetime

from plenaria.actions._letters import happened
from plenaria.actions._perform import Deed
from plenaria.core.correspondence import CORRESPONDENCE, WAITING
from plenaria.core.letters import LONGEST_SUBJECT
from plenaria.core.nominations import NOMINATION
from plenaria.core.parties import closest
from plenaria.core.refusal import Refusal
from plenaria.store import models
from plenaria.store.queries import mandates


def draft_all(resolution: str, at: datetime) -> None:
    """Draft the mandates of whom an adopted resolution nominates, as far as the address book knows to whom they go."""
    for row in mandates.nominations_of(resolution):
        if (party := mandates.party_of(row)) is not None:
            draft(row, party, at)


def draft(row: models.Nomination, party: models.Party, at: datetime) -> str:
    """Draft the letter to that party, in its language; the id of the letter."""
    assert row.clause is not None
    texts, authentic = mandates.languages_of(row)
    language = closest(party.language, list(texts), authentic)
    letter = mandates.drafted(row, party, language, at.date())
    row.party = party
    row.letter = models.Dispatch.objects.create(
        resolution=row.clause.resolution,
        clause=row.clause,
        party=party,
        purpose="mandate",
        language=language,
        subject=letter.subject[:LONGEST_SUBJECT],
        text=letter.text,
    )
    row.save(update_fields=("party", "letter"))
    return row.letter.id


def gone(deed: Deed, letter: models.Dispatch) -> None:
    """A letter has left the house: whoever it speaks for has the mandate."""
    for row in letter.nominations.select_for_update():
        state = NOMINATION.after(row.state, "send-mandate")
        # One that went again, because it came back, gives no second mandate.
        if not isinstance(state, Refusal):
            row.state = state
            row.save(update_fields=("state",))
            deed.record("nomination-decided", row.id, verb="send-mandate", state=state, letter=letter.id)


def drop_draft(deed: Deed, row: models.Nomination, reason: str) -> None:
    """Whoever was put forward does not go: a mandate that has not left the house does not leave it any more."""
    letter = row.letter
    if letter is None or letter.state not in WAITING:
        return
    state = CORRESPONDENCE.after(letter.state, "drop")
    assert not isinstance(state, Refusal)
    letter.state = state
    letter.save(update_fields=("state",))
    happened(letter, "dropped", deed.at, reason)
    deed.record("letter-dropped", letter.id, {"reason": reason}, party=letter.party_id, purpose=letter.purpose)
