"""Minutes as files, and their approval: read, typeset and kept before the action writes it down in one go."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plenaria.actions import minutes as actions
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.actions.minutes import Approved, MinutesFile
from plenaria.core import permits
from plenaria.core.journal.checkpoint import Checkpoint, Note, to_base64
from plenaria.core.minutes.facts import Directory, Facts
from plenaria.core.minutes.written import Written
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.delivery import checkpoints
from plenaria.delivery.sealing import letterhead
from plenaria.formats.minutes import FORMATS, MinutesPaper, write_isolated
from plenaria.phrases.minutes import Frame, compose
from plenaria.store import files
from plenaria.store.queries import meetings, people
from plenaria.store.queries import minutes as queries
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.texts import BodyHead

type Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The minutes of a meeting as they read now, ready to be said in any of its languages.

    ``changes`` counts what the clerks changed so far; ``size`` and ``root`` are of the journal, once it was signed.
    """

    meeting: MeetingView
    body: BodyHead
    facts: Facts
    directory: Directory
    words: Sequence[queries.WordsView]
    changes: int
    version: int = 1
    note: Texts
    chair: Texts
    secretary: Texts
    size: int = 0
    root: str = ""

    def written(self, language: str) -> Written:
        """In that language."""
        frame = Frame(
            version=self.version,
            note=_in(self.note, language),
            chair=_in(self.chair, language),
            secretary=_in(self.secretary, language),
            size=self.size,
            root=self.root,
            link=self.meeting.link,
        )
        own = [each.own for each in self.words if each.language == language]
        return compose(self.facts, self.directory, language, words=own, frame=frame)

    def paper(self, language: str) -> MinutesPaper:
        """The same under the letterhead of the body."""
        body = self.body
        head = letterhead(body.names, body.letterhead, body.accent, body.emblem, language)
        return MinutesPaper(self.written(language), head, self.day)

    @property
    def day(self) -> date:
        """The last day of the meeting, which dates the files."""
        return date.fromisoformat(self.facts.held.last_day)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the meeting."""
        return self.meeting.languages


def draft(
    meeting: str,
    *,
    roll_calls: bool = True,
    chair: Texts | None = None,
    secretary: Texts | None = None,
    size: int = 0,
    root: str = "",
) -> Draft | None:
    """What there is of the minutes now; nothing where there is no such meeting.

    Without ``roll_calls`` the annexes of who voted how are left out: they are long, and don't change.
    """
    view, changes = meetings.meeting(meeting), actions.words_changes(meeting)
    found = queries.facts(meeting) if view else None
    if view is None or found is None:
        return None
    versions = queries.versions(meeting)
    last = versions[-1] if versions else None
    return Draft(
        meeting=view,
        body=queries.body_head(meeting),
        facts=found,
        directory=queries.directory(found, roll_calls=roll_calls),
        words=queries.words(meeting),
        changes=changes,
        version=last.version if last else 1,
        note=last.note if last else {},
        chair=chair or (last.chair if last else {}),
        secretary=secretary or (last.secretary if last else {}),
        size=size,
        root=root,
    )


def approved_text(meeting: str, language: str, version: int | None = None) -> Written | None:
    """A version as it was approved, the latest where none is named; nothing where it was not, in that language."""
    file = queries.file_of(meeting, "json", language, version)
    return None if file is None else Written.from_data(json.loads(files.load(file.sha256)))


def as_file(meeting: str, language: str, form: str) -> bytes | Refusal:
    """The draft as a file, which says that it is one. Refused: ``meeting-unknown``, and what a writer refuses."""
    now = draft(meeting)
    if now is None or language not in now.languages:
        return unacceptable("meeting-unknown")
    made = write_isolated([(now.paper(language), form)])
    return made if isinstance(made, Refusal) else made[0]


def approve(*, actor: Actor, at: datetime, meeting: str, chair: str, secretary: str) -> Receipt | Refusal:
    """Approve the minutes in every language of the meeting, signed by two people, with the journal as it stands.

    The action asks for everything again, under its lock. Refused: what ``actions.minutes.approve`` refuses, what a
    writer refuses, and what ``checkpoints.sign_head`` refuses.
    """
    view = meetings.meeting(meeting)
    if view is None:
        return unacceptable("meeting-unknown")
    refusal = permits.may(actor, "minutes.approve", Where(body=view.body))
    if refusal is not None:
        return refusal
    if view.state not in actions.OVER:
        return conflict("meeting-not-over")
    signing = [people.person(each) for each in (chair, secretary)]
    names = [each.names for each in signing if each]
    if len(names) < 2:
        return unacceptable("signatory-unknown")
    signed = checkpoints.sign_head(at)
    if isinstance(signed, Refusal):
        return signed
    size, note, _ = signed
    root = to_base64(Checkpoint.parse(Note.parse(note).text).root)
    now = draft(meeting, chair=names[0], secretary=names[1], size=size, root=root)
    assert now is not None  # the meeting is there
    made = _files(now)
    if isinstance(made, Refusal):
        return made
    texts = [now.written(language) for language in now.languages]
    approved = Approved(
        chair=chair,
        secretary=secretary,
        text_sha256={each.language: each.digest for each in texts},
        files=made,
        texts=texts,
        size=size,
        root=root,
        read_to=now.facts.read_to,
        words=now.changes,
    )
    return actions.approve(actor=actor, at=at, meeting=meeting, approved=approved)


def _files(now: Draft) -> list[MinutesFile] | Refusal:
    """Every format in every language, kept in the data folder."""
    found = []
    for language in now.languages:
        paper = now.paper(language)
        made = write_isolated([(paper, form) for form in FORMATS])
        if isinstance(made, Refusal):
            return made
        for form, data in zip(FORMATS, made, strict=True):
            name, kind = name_of(now, form, language), FORMATS[form].media_type
            upload = Upload(sha256=files.keep(data), name=name, media_type=kind, size=len(data))
            found.append(MinutesFile(form, language, upload))
    return found


def name_of(now: Draft, form: str, language: str) -> str:
    """What the file is called."""
    version = f"-v{now.version}" if now.version > 1 else ""
    return f"{now.meeting.body_slug}-{now.meeting.slug}-minutes{version}.{language}.{FORMATS[form].extension}"


def _in(texts: Texts, language: str) -> str:
    return next((texts[each] for each in (language, "en", *texts) if texts.get(each)), "")
