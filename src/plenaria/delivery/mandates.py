"""The mandate on the body's letterhead, to be handed to whoever is nominated."""

from datetime import datetime

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.delivery.sealing import letterhead
from plenaria.formats.letter_pdf import LetterPaper, write_letters
from plenaria.store.queries import mandates
from plenaria.store.queries.dispatches import head


def paper(nomination: str, language: str, at: datetime) -> bytes | Refusal:
    """The mandate in that language, signed by nobody yet; of one that went as a letter, the letter is the paper.

    Refused: ``nomination-unknown``, ``nomination-not-voted`` while the body has not approved it, and what typesetting
    refuses.
    """
    found = mandates.to_hand_over(nomination, language, at.date())
    if found is None:
        return unacceptable("nomination-unknown")
    if not found.approved:
        return conflict("nomination-not-voted")
    body = head(found.body)
    made = write_letters(
        [
            LetterPaper(
                language=language,
                letterhead=letterhead(body.names, body.letterhead, body.accent, body.emblem, language),
                reference="",
                day=found.handed_on or at.date(),
                to=found.to,
                subject=found.letter.subject,
                text=found.letter.text,
            )
        ]
    )
    return made if isinstance(made, Refusal) else made[0]
