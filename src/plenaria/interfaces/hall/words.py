"""What a phone is told, in its own language: outside a request of Django's the language is an argument."""

from plenaria.core.voting.tally import CHOICES
from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import label


def recorded(choice: str, language: str) -> str:
    """The vote is on disk and in the journal. After a repeated post the choice recorded may be an earlier one."""
    words = translation(language)
    if choice not in CHOICES:
        return words.gettext("Recorded.")
    return words.gettext("Recorded: {choice}.").format(choice=label("choice", choice, language))


def ballot_in(language: str) -> str:
    """A secret ballot is in the box."""
    return translation(language).gettext("Your ballot is in. How you voted is kept nowhere beside your name.")


def not_known(language: str) -> str:
    """Nothing is known of the vote; the phone sends it again."""
    return translation(language).gettext("Not yet recorded. Send it again.")
