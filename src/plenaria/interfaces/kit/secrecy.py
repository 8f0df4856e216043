"""What is said of a vote that is less secret than it seems: to the chair before it opens, to everybody beside it."""

from django.utils.translation import get_language

from plenaria.phrases.secrecy import warning
from plenaria.store.queries import secret
from plenaria.store.queries.polls import PollView


def warnings(poll: str) -> tuple[str, ...]:
    """A sentence for each reason; none for a vote that is open or not secret."""
    return tuple(warning(thin, get_language() or "en") for thin in secret.thin(poll))


def ahead(*polls: PollView | None) -> tuple[str, ...]:
    """What to say before these votes are opened."""
    waiting = {each.id: each for each in polls if each is not None and each.state == "prepared"}
    return tuple(said for poll in waiting for said in warnings(poll))
