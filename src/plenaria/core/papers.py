"""An old paper's way into the register: handed in, read, looked at where there is doubt, taken in or left out.

Every paper is in exactly one state, so none is lost; one that was refused or left out can be read again.
"""

from datetime import date

from plenaria.core.states import Table, from_each
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.resolution import Warning as Caution

PAPER = Table(
    "paper",
    "waiting",
    {
        ("waiting", "take-in"): "taken-in",
        ("waiting", "doubt"): "to-check",
        ("waiting", "refuse"): "refused",
        ("to-check", "take-in"): "taken-in",
        ("taken-in", "take-back"): "to-check",
        **from_each(("to-check", "refused"), "leave-out", "left-out"),
        **from_each(("to-check", "refused", "left-out"), "read-again", "waiting"),
    },
)

PASSED_OVER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
"""What file managers leave lying about."""


def is_paper(name: str) -> bool:
    """Whether a file may be a paper, by its name with its folders: hidden files and the locks of editors are none."""
    parts = name.casefold().split("/")
    return not any(part.startswith((".", "~$")) or part in PASSED_OVER for part in parts)


def doubts(text: Resolution, today: date) -> tuple[Caution, ...]:
    """Why a paper is not taken in without a look; empty where it is sure.

    Whatever the reading warns of is a doubt, and so are a missing date (``no-date``) and one that is still to come
    (``date-ahead``).
    """
    found = list(text.warnings)
    if text.date is None:
        found.append(Caution("no-date", 0))
    elif text.date > today:
        found.append(Caution("date-ahead", 0, text.date.isoformat()))
    return tuple(found)
