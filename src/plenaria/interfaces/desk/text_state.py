"""A paper between its reading and its saving: all of it travels in a field of the form, sealed for one person."""

import json
from dataclasses import asdict, dataclass, field, replace

from django.core import signing
from django.core.exceptions import SuspiciousOperation

from plenaria.actions._texts import Upload
from plenaria.core.text import canonical, correcting
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.source import Source
from plenaria.core.text.tracked import Proposal, proposals
from plenaria.interfaces.desk.text_steps import Steps

_SEAL = "plenaria.texts.upload"


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper that was read: its text as it stands, its lines as they were numbered, and what its file is."""

    text: Resolution
    lines: tuple[str, ...]
    upload: Upload | None
    changes: tuple[Proposal, ...] = ()
    """What the file still holds as proposals; they are read as accepted."""
    rejected: frozenset[int] = field(default=frozenset())
    """The places of those that a person has read as rejected."""
    steps: Steps = field(default=Steps())

    @staticmethod
    def of(source: Source, text: Resolution, upload: Upload | None) -> "Handed":
        """What a reader handed over."""
        lines = tuple(f"{line.number or ''} {line.text}".strip() for line in source.lines)
        return Handed(text, lines, upload, proposals(source, text))

    @property
    def places(self) -> dict[str, int]:
        """Where each line stands in the source, from 1; the first of several that are alike."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.lines, 1):
            found.setdefault(" ".join(line.split()), number)
        return found

    def changed(self, verb: str, text: Resolution, rejected: frozenset[int] | None = None) -> "Handed":
        """With another text, as a step that can be undone."""
        after = replace(self, text=text, rejected=self.rejected if rejected is None else rejected)
        return replace(after, steps=self.steps.taken(verb, self._written(), after._written()))

    def judged(self, number: int) -> "Handed | None":
        """With a proposal read as rejected, or as accepted again; ``None`` where the text no longer holds its words."""
        change = self.changes[number]
        now, then = change.after, change.before
        if number in self.rejected:
            now, then = then, now
        text = correcting.exchanged(self.text, self.lines, change.line, now, then)
        return self.changed("judge", text, self.rejected ^ {number}) if text else None

    def back(self) -> "Handed | None":
        """One step back; ``None`` at the start."""
        return self._moved(self.steps.back(self._written()))

    def again(self) -> "Handed | None":
        """The step that was undone last, done again."""
        return self._moved(self.steps.again(self._written()))

    def _moved(self, found: tuple[Steps, str] | None) -> "Handed | None":
        if found is None:
            return None
        steps, written = found
        text, rejected = json.loads(written)
        return replace(self, text=canonical.load(text), rejected=frozenset(rejected), steps=steps)

    def _written(self) -> str:
        """What a step changes, as one string."""
        return json.dumps([canonical.dump(self.text), sorted(self.rejected)], ensure_ascii=False)

    def sealed(self, person: str) -> str:
        """All of it for the form's own field, signed for one person: nobody claims another's file or changes it."""
        upload = self.upload and {name: getattr(self.upload, name) for name in Upload.__slots__}
        changes = [asdict(each) for each in self.changes]
        data = [person, self._written(), list(self.lines), upload, changes, self.steps.dump()]
        return signing.dumps(data, salt=_SEAL, compress=True)


def opened(state: str, person: str) -> Handed:
    """What :meth:`Handed.sealed` wrote. Raises ``SuspiciousOperation`` (400) for what it did not write."""
    try:
        owner, written, lines, upload, changes, steps = signing.loads(state, salt=_SEAL)
    except signing.BadSignature as error:
        raise SuspiciousOperation("not the state of an import") from error
    if owner != person:
        raise SuspiciousOperation("the import of somebody else")
    text, rejected = json.loads(written)
    return Handed(
        canonical.load(text),
        tuple(lines),
        Upload(**upload) if upload else None,
        tuple(Proposal(**each) for each in changes),
        frozenset(rejected),
        Steps.load(steps),
    )
