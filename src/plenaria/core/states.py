"""Tables of states: ``state × verb → state``, and a refusal for everything that a table does not list.

A table is written down once, beside the thing it belongs to; actions ask it, and the pictures in the docs are drawn
from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plenaria.core.refusal import Refusal, conflict


@dataclass(frozen=True, slots=True)
class Table:
    """All the states that something can be in, and the verbs that lead from one to the next.

    ``name`` says what it is that changes (``meeting``, ``poll``); states and verbs are codes, never shown as they are:
    ``phrases.names`` has their labels.
    """

    name: str
    initial: str
    transitions: Mapping[tuple[str, str], str]

    def after(self, state: str, verb: str) -> str | Refusal:
        """The state that ``verb`` leads to; ``wrong-state`` (name, state, verb) where it leads nowhere.

        Raises ``LookupError`` for a state that is not in the table: no action can have written it.
        """
        if state not in self.states:
            raise LookupError(f"{self.name} knows no state {state!r}")
        following = self.transitions.get((state, verb))
        return conflict("wrong-state", name=self.name, state=state, verb=verb) if following is None else following

    def verbs_from(self, state: str) -> tuple[str, ...]:
        """What can be done in this state, in the order of the table."""
        return tuple(verb for start, verb in self.transitions if start == state)

    def is_final(self, state: str) -> bool:
        """Nothing leads out of this state."""
        return not self.verbs_from(state)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the initial one first, in the order in which the table comes to them."""
        named = [self.initial]
        for (start, _), end in self.transitions.items():
            named += [start, end]
        return tuple(dict.fromkeys(named))

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every verb, in the order of the table."""
        return tuple(dict.fromkeys(verb for _, verb in self.transitions))

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, for the docs."""
        names = {state: state.replace("-", "_") for state in self.states}
        lines = ["stateDiagram-v2"]
        lines += [f"    {names[state]} : {state.replace('-', ' ')}" for state in self.states if "-" in state]
        lines += [f"    [*] --> {names[self.initial]}"]
        lines += [f"    {names[start]} --> {names[end]} : {verb}" for (start, verb), end in self.transitions.items()]
        lines += [f"    {names[state]} --> [*]" for state in self.states if self.is_final(state)]
        return "\n".join(lines) + "\n"


def from_each(states: Iterable[str], verb: str, end: str) -> dict[tuple[str, str], str]:
    """The rows of a verb that leads from several states to the same one."""
    return {(state, verb): end for state in states}
