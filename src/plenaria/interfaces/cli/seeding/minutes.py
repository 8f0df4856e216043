"""The minutes of the past conference: a word of the clerk's in each language, then approved by chair and secretary."""

from datetime import datetime

from plenaria.actions import minutes as actions
from plenaria.delivery import minutes
from plenaria.interfaces.cli.seeding.ground import Ground, done

WORDS = {
    "en": "The chair welcomed everybody and asked for a minute of silence for Teresa Quispe, who died in spring.",
    "es": "La presidencia dio la bienvenida y pidió un minuto de silencio por Teresa Quispe, fallecida en primavera.",
    "ru": "Председатель приветствовал собравшихся; минутой молчания почтили память Тересы Киспе, умершей весной.",
}
"""What the journal can't know: after the opening."""


def approve_minutes(ground: Ground, meeting: str, at: datetime) -> None:
    """Add the clerk's words after the opening, and approve the minutes in every language."""
    body, held = ground.world.meetings[meeting].body, ground.meetings[meeting]
    chair, secretary = ground.actor(body, "chair"), ground.actor(body, "secretary")
    draft = minutes.draft(held)
    assert draft is not None
    opened = next(each for each in draft.facts.happenings if each.code == "meeting-opened")
    for language in draft.languages:
        done(
            actions.write_words(
                actor=secretary,
                at=at,
                meeting=held,
                language=language,
                entry=opened.entry,
                code=opened.code,
                place="after",
                text=WORDS.get(language, WORDS["en"]),
            )
        )
    signing = {"chair": str(chair.person), "secretary": str(secretary.person)}
    done(minutes.approve(actor=secretary, at=at, meeting=held, **signing))
