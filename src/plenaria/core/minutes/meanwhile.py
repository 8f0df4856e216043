"""What happened besides the votes: texts, amendments, speeches."""

from dataclasses import dataclass, field, replace
from typing import Any

from plenaria.core.journal.entry import Entry
from plenaria.core.minutes.facts import Happening

TOLD = {
    "text-tabled": "text-tabled",
    "text-adopted": "text-adopted",
    "text-rejected": "text-rejected",
    "resolution-state": "text-moved",
    "amendment-submitted": "amendment-submitted",
    "amendment-ruled": "amendment-ruled",
    "amendment-decided": "amendment-decided",
    "speakers-closed": "speakers-closed",
    "speakers-reopened": "speakers-reopened",
}
"""Kind of entry → code of what happened, where it is told as it stands; what it is about is its ``subject``."""


@dataclass(slots=True)
class Debates:
    """Who asked to speak, so that a speech is told with what it was asked for; a speech is one happening."""

    asked: dict[str, dict[str, Any]] = field(default_factory=dict)

    def tell(self, number: int, entry: Entry, told: list[Happening]) -> None:
        """Add to what was told before what this entry tells, if it does."""
        match entry.kind:
            case "speaker-listed":
                self.asked[entry.subject] = dict(entry.data)
            case "speaker-called":
                wish = self.asked.get(entry.subject, {})
                told.append(_happening(number, entry, "speech", **wish | {**entry.data}))
            case "speech-ended":
                told[:] = [_ended(each, number, entry) for each in told]
            case kind if kind in TOLD:
                told.append(_happening(number, entry, TOLD[kind], **entry.data))


def _happening(number: int, entry: Entry, code: str, /, **data: Any) -> Happening:
    about = {"subject": entry.subject, **data}
    if code.startswith("text-"):
        about["resolution"] = entry.subject
    return Happening(entry=number, code=code, at=entry.at, data=about, entries=(number,))


def _ended(each: Happening, number: int, entry: Entry) -> Happening:
    """The speech, with its end."""
    if each.code != "speech" or each.data["subject"] != entry.subject:
        return each
    data = {**each.data, "seconds": entry.data["seconds"], "ended": entry.data["ended"], "by": entry.data["by"]}
    return replace(each, data=data, entries=(*each.entries, number))
