"""What a bundle or a receipt promises, and what became of each promise: codes and data, never sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

HOLDS, BROKEN, NOT_CHECKED = "holds", "broken", "not-checked"

type Data = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise and what became of it: ``code`` and ``data`` say where it is broken, or why it was not checked."""

    promise: str
    outcome: str
    code: str = ""
    data: Data = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order in which the promises build on each other. ``subject`` is *bundle* or *receipt*."""

    subject: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Nothing is broken. What was not checked is not said to hold."""
        return all(finding.outcome != BROKEN for finding in self.findings)

    def __getitem__(self, promise: str) -> Finding:
        """What became of this promise. Raises ``KeyError``."""
        for finding in self.findings:
            if finding.promise == promise:
                return finding
        raise KeyError(promise)

    def to_data(self) -> dict[str, object]:
        """As JSON values."""
        findings = [
            {"promise": each.promise, "outcome": each.outcome, "code": each.code, "data": dict(each.data)}
            for each in self.findings
        ]
        return {"subject": self.subject, "sound": self.sound, "findings": findings}


class Broken(Exception):  # noqa: N818 - it is the finding, not an error
    """Says that the promise being checked is broken, and where."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.code, self.data = code, data


class NotChecked(Exception):  # noqa: N818 - it is a finding, too
    """Says that the promise being checked can't be checked, and why."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.code, self.data = code, data


def settle(promise: str, check: Callable[[], Data | None]) -> Finding:
    """Run one check. It returns data to show, or raises; bytes that can't be read break the promise."""
    try:
        return Finding(promise, HOLDS, data=check() or MappingProxyType({}))
    except Broken as broken:
        return Finding(promise, BROKEN, broken.code, broken.data)
    except NotChecked as unchecked:
        return Finding(promise, NOT_CHECKED, unchecked.code, unchecked.data)
    except ValueError as error:
        return Finding(promise, BROKEN, "unreadable", {"reason": str(error)[:200]})
