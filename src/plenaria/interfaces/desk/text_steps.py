"""The steps of a correction, each to be undone and done again: what of a long string each changed, and nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, takewhile

LONGEST = 1_000_000
"""Characters of all steps together; of more, the oldest are forgotten. A usual step is a few hundred."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done (a verb of the page), and at which character ``old`` became ``new``."""

    verb: str
    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Steps:
    """What was done, the latest last, and what was undone, the latest last."""

    done: tuple[Step, ...] = field(default=())
    undone: tuple[Step, ...] = field(default=())

    def taken(self, verb: str, before: str, after: str) -> "Steps":
        """With one step more; what had been undone can't be done again. The same where nothing changed."""
        if before == after:
            return self
        start = _alike(before, after)
        tail = _alike(before[start:][::-1], after[start:][::-1])
        step = Step(verb, start, before[start : len(before) - tail], after[start : len(after) - tail])
        sizes = accumulate(len(each.old) + len(each.new) for each in (step, *reversed(self.done)))
        room = sum(1 for _ in takewhile(lambda size: size <= LONGEST, sizes))
        return Steps((*self.done, step)[len(self.done) + 1 - room :])

    def back(self, now: str) -> tuple["Steps", str] | None:
        """One step back from ``now``: the steps that are left, and what was before it; ``None`` at the start."""
        if not self.done:
            return None
        step = self.done[-1]
        was = now[: step.start] + step.old + now[step.start + len(step.new) :]
        return replace(self, done=self.done[:-1], undone=(*self.undone, step)), was

    def again(self, now: str) -> tuple["Steps", str] | None:
        """The step that was undone last, done again."""
        if not self.undone:
            return None
        step = self.undone[-1]
        then = now[: step.start] + step.new + now[step.start + len(step.old) :]
        return replace(self, done=(*self.done, step), undone=self.undone[:-1]), then

    def dump(self) -> list[list[list[str | int]]]:
        """As plain lists."""
        return [[[each.verb, each.start, each.old, each.new] for each in listed] for listed in (self.done, self.undone)]

    @staticmethod
    def load(data: Iterable[Iterable[list[object]]]) -> "Steps":
        """What :meth:`dump` made."""
        done, undone = (tuple(Step(*each) for each in listed) for listed in data)  # type: ignore[arg-type] # ours
        return Steps(done, undone)


def _alike(one: str, two: str) -> int:
    """How many characters two strings begin with that are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
