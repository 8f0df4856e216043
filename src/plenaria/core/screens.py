"""What the projector shows. It follows the meeting; the chair may choose a layout for the moment.

1. Before the opening it welcomes and counts the quorum; in a pause it says so; after the end it says that.
2. A vote that is open or waits for its result comes before everything else; one that is put, too, unless somebody still
   has the floor, whose clock runs. Then a clause or amendment that the chair has shown for the debate, then who speaks,
   then the last result.
3. What was chosen by hand is good for as long as the hall is busy with the same: the next vote is never missed because
   somebody had put the agenda up.
"""

from dataclasses import dataclass

FOLLOWING = ""
"""The choice of no layout: the screens follow the meeting."""

WELCOME, QUORUM, AGENDA, POINT, SPEAKERS, CLOCK, TEXT, VOTE, RESULT, NAMES, PAUSE, END = LAYOUTS = (
    "welcome",
    "quorum",
    "agenda",
    "point",
    "speakers",
    "clock",
    "text",
    "vote",
    "result",
    "names",
    "pause",
    "end",
)
CHOSEN = (WELCOME, QUORUM, AGENDA, POINT, SPEAKERS, CLOCK, TEXT, VOTE, RESULT, NAMES)
"""Those that can be chosen; a pause and the end are as they are."""

LIVE = ("prepared", "open", "closed")
OVER = ("declared", "void")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What there is to show: the state of the meeting, of the vote that it is busy with (empty: none), and what of
    point, text, speaker, names of a roll-call there is; ``shown`` is a clause or amendment that the chair has shown."""

    meeting: str
    vote: str = ""
    point: bool = False
    text: bool = False
    shown: bool = False
    speaker: bool = False
    names: bool = False


def following(scene: Scene) -> str:
    """The layout of a screen that follows the meeting."""
    if scene.meeting in ("planned", "convened"):
        return WELCOME
    if scene.meeting in ("closed", "void", "cancelled"):
        return END
    if scene.vote == "prepared" and scene.speaker and scene.meeting == "open":
        return SPEAKERS
    if scene.vote in LIVE:
        return VOTE
    if scene.meeting == "suspended":
        return PAUSE
    if scene.shown:
        return TEXT
    if scene.speaker:
        return SPEAKERS
    if scene.vote in OVER:
        return RESULT
    return POINT if scene.point else AGENDA


def possible(scene: Scene) -> tuple[str, ...]:
    """The layouts that have something to show now."""
    there = {
        POINT: scene.point,
        SPEAKERS: scene.speaker,
        CLOCK: scene.speaker,
        TEXT: scene.text,
        VOTE: scene.vote in LIVE,
        RESULT: scene.vote in OVER,
        NAMES: scene.names,
    }
    return tuple(each for each in CHOSEN if there.get(each, True))


def layout(scene: Scene, *, fixed: str = FOLLOWING, chosen: str = FOLLOWING) -> str:
    """What a screen shows: what is ``fixed`` for it alone, what the chair has ``chosen``, else what is on.

    A layout that has nothing to show gives way.
    """
    can = possible(scene)
    return next((each for each in (fixed, chosen) if each in can), following(scene))


def moment(*, meeting: str, call: int, point: str, vote: str, vote_state: str, shown: str = "") -> str:
    """What the hall is busy with, in short: the same for as long as a choice by hand is good."""
    return "/".join((meeting, str(call), point, vote, vote_state, shown))
