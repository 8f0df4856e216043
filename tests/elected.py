"""Elections for tests: laid down, held on phones, on paper, in rounds."""

from collections.abc import Sequence
from typing import Any

from plenaria.actions import elections, polls
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.setting import Candidate, Setting
from plenaria.core.voting.rule import Rule
from tests import builders
from tests.builders import AT, Sitting

NAMES = ("Ада Веснина", "Борис Громов", "Вера Дальская", "Глеб Ершов")
TITLES = {"ru": "Совет федерации", "en": "Council of the federation"}


def setting(method: str = "scottish-stv", places: int = 2, names: Sequence[str] = NAMES, **more: Any) -> Setting:
    return Setting(method=method, places=places, candidates=tuple(Candidate({"ru": each}) for each in names), **more)


def laid_down(sitting: Sitting, put: Setting | None = None) -> str:
    """The question of an election."""
    return builders.done(
        elections.prepare_election(
            actor=sitting.secretary, at=AT, meeting=sitting.id, titles=TITLES, setting=put or setting()
        )
    )


def prepared(
    sitting: Sitting, put: Setting | None = None, *, method: str = "electronic", rule: Rule | None = None
) -> str:
    """A vote of that election that waits to be opened."""
    question = laid_down(sitting, put)
    return builders.done(
        polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method=method, rule=rule)
    )


def opened(
    sitting: Sitting, put: Setting | None = None, *, method: str = "electronic", rule: Rule | None = None
) -> str:
    """The same, open."""
    poll = prepared(sitting, put, method=method, rule=rule)
    return builders.done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))


def chosen(sitting: Sitting, poll: str, *choices: str) -> list[Receipt | Refusal]:
    """The seats choose in their order; an empty choice is none."""
    ballots = [
        Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice=choice, key=f"key-{seat}-{choice}")
        for seat, choice in zip(sitting.credentials, choices, strict=False)
        if choice
    ]
    return cast(ballots=ballots, at=AT)


def closed(sitting: Sitting, poll: str) -> Receipt | Refusal:
    return polls.close_poll(actor=sitting.secretary, at=AT, poll=poll)


def held(sitting: Sitting, put: Setting | None = None, *choices: str, method: str = "electronic") -> str:
    """An election that was held: opened, chosen, closed."""
    poll = opened(sitting, put, method=method)
    for answer in chosen(sitting, poll, *choices):
        builders.done(answer)
    return builders.done(closed(sitting, poll))
