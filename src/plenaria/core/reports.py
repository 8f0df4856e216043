"""The report on what became of every clause: what it proposes of each, and how the body decides on it.

1. It has a section for each clause: its words, the plan, what was done, the evidence, what stood in the way, and a
   proposal. What only spoke is there too, and proposes nothing but to take note.
2. Until it is frozen its facts are those of the day; from then on they are those of its freezing.
3. The meeting decides clause by clause or on the whole: a section that was put by itself has its own decision, every
   other takes that on the whole.
4. Only what the body itself decided ends a commitment: what is closed is noted as done, what is declared unachieved
   ends so. What goes on may be carried over into the next draft, with a reference.
5. A proposal that is not agreed decides nothing else: every commitment stays as it is. The meeting may vote on another
   proposal in its place; where it leaves it at that, the next report tells of the clause again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plenaria.core.followup import DONE, LIVE
from plenaria.core.states import Table

REPORT = Table(
    "report",
    "draft",
    {
        ("draft", "freeze"): "frozen",
        ("frozen", "table"): "tabled",
        ("tabled", "decide"): "decided",
    },
)
"""draft → frozen → tabled → decided."""

PROPOSALS = ("close", "continue", "change", "declare-unachieved", "note")
"""What the body is asked to decide of a clause; *note* where nothing follows from it."""

CARRIED = frozenset({"continue", "change"})
"""Proposals whose clause goes on, and into the next draft."""


type Facts = dict[str, Any]
"""What is known of a clause: strings, whole numbers, lists and objects of them, as they are frozen (RFC 8785)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the report says of one clause: facts, and the secretary's words by language."""

    facts: Facts
    done: Mapping[str, str]
    obstacles: Mapping[str, str]
    proposal: str
    instead: str = ""
    """What the meeting was asked in place of the proposal, after it had not agreed to that."""
    decision: str
    """A word of ``PROPOSALS`` or *rejected*: as recorded, or as the votes so far have it; empty before."""

    @property
    def asked(self) -> str:
        """What the meeting is asked, or was asked last."""
        return self.instead or self.proposal

    def told(self, language: str) -> tuple[tuple[str, str], ...]:
        """What was done, in paragraphs, each with its language: the secretary's words, else those of the owners."""
        if self.done:
            return _closest(self.done, language)
        said = [each for each in self.facts["updates"] if each["sentence"]]
        return tuple((each["language"], each["sentence"]) for each in said)

    def hindered(self, language: str) -> tuple[tuple[str, str], ...]:
        """What stood in the way, as the secretary put it: in that language, else in the one that there is."""
        return _closest(self.obstacles, language)

    def worded(self, language: str) -> tuple[str, str]:
        """The words of the clause and their language: that one, where the text was adopted in it."""
        return next(iter(_closest(self.facts["words"], language)), (language, ""))


def _closest(words: Mapping[str, str], language: str) -> tuple[tuple[str, str], ...]:
    if language in words:
        return ((language, words[language]),)
    return tuple(words.items())[:1]


def proposal(states: Sequence[str], *, recurs: bool) -> str:
    """What is proposed of a clause whose commitments stand so; ``recurs``: one of them comes round again."""
    if not states:
        return "note"
    if recurs or any(state in LIVE and state not in DONE for state in states):
        return "continue"
    return "close" if all(state in DONE for state in states) else "declare-unachieved"


def decided(proposed: str, own: str | None, whole: str | None, *, instead: str = "") -> str:
    """The decision on a section: the proposal, ``rejected``, or nothing yet.

    ``own`` and ``whole`` are the outcomes of the latest votes on the section and on the whole report (core.voting).
    ``instead``: the own vote is on this, since the proposal was not agreed; the whole says nothing of it.
    """
    if instead:
        return instead if own == "adopted" else "rejected"
    outcome = own if own in ("adopted", "rejected") else whole
    return {"adopted": proposed, "rejected": "rejected"}.get(outcome or "", "")


def verb_on(decision: str, state: str) -> str | None:
    """What a decision does to a commitment in that state: a verb of its table, or nothing."""
    if decision == "close" and state == "reported-done":
        return "note-done"
    if decision == "declare-unachieved" and state in LIVE:
        return "declare-unachieved"
    return None
