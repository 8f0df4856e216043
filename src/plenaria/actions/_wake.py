"""What is told of a commit. ``conf`` registers who listens; an action knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from plenaria.actions._journal import Pending


@dataclass(frozen=True, slots=True)
class Fact:
    """Something is now so: the journal's entry ``number``, its kind, and where it belongs."""

    number: int
    kind: str
    subject: str
    body: str
    meeting: str


Listener = Callable[[tuple[Fact, ...]], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call ``listener`` after each commit with what it made so, in the thread that committed: it must be quick."""
    _listeners.append(listener)


def waking(entries: tuple[Pending, ...], numbers: tuple[int, ...]) -> Callable[[], None]:
    """What to run after the commit of those entries."""
    facts = tuple(
        Fact(number, entry.kind, entry.subject, entry.body, entry.meeting)
        for number, entry in zip(numbers, entries, strict=True)
    )

    def wake() -> None:
        for listener in _listeners:
            listener(facts)

    return wake
