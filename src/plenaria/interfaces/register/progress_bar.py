"""What became of a resolution as one bar."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from plenaria.interfaces.kit.progress import DONE, bar, done
from plenaria.store.queries.register import ResolutionCard

__all__ = ["DONE", "Barred", "bar", "barred"]


@dataclass(frozen=True, slots=True)
class Barred:
    """A resolution with its bar, which is empty where nothing is to be followed."""

    resolution: ResolutionCard
    bar: SafeString | str
    done: int
    total: int


def barred(resolution: ResolutionCard) -> Barred:
    """A resolution in a list."""
    states = resolution.states
    return Barred(resolution, bar(states), done(states), sum(states.values()))
