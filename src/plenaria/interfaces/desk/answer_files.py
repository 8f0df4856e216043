"""Files that somebody hands in with an answer: what is taken of them, and what a mail among them says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plenaria.actions._texts import Upload
from plenaria.actions.answers import DESK, Came
from plenaria.core.letters import LONGEST_TEXT
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.answer_files import LARGEST, MAIL, named
from plenaria.formats.handing_out import named as safely_named
from plenaria.formats.message import Message
from plenaria.formats.message_isolated import read_message_isolated
from plenaria.store import files


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, or none."""

    widget = _Several

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data]
        single = super().clean
        return [file for file in (single(each, initial) for each in given if each) if file]


@dataclass(frozen=True, slots=True)
class Filed:
    """What is filed: words, files that are kept already, and how it came."""

    text: str
    files: tuple[Upload, ...]
    came: Came = DESK


def kept_answer(given: "Sequence[UploadedFile[Any]]", text: str, came: Came = DESK) -> Filed | Refusal:
    """Look at what was handed in, and keep it. A mail (``.eml``) gives its files, and words where ``text`` is empty.

    Nothing is kept of what is refused: ``answer-files-too-large`` (limit), ``answer-file-unfit``, what a reader of mail
    refuses.
    """
    if sum(each.size or 0 for each in given) > LARGEST * 1_000_000:
        return unacceptable("answer-files-too-large", limit=LARGEST)
    wanted: list[tuple[str, str, bytes]] = []
    for each in given:
        data, name = each.read(), each.name or ""
        if name.lower().endswith(".eml"):
            message = read_message_isolated(data)
            if isinstance(message, Refusal):
                return message
            text, came = text.strip() or message.text[:LONGEST_TEXT], _came(message)
            wanted.append((safely_named(name, MAIL[0]), MAIL[1], data))
            wanted += _attached(message)
            continue
        found = named(data, name)
        if isinstance(found, Refusal):
            return found
        wanted.append((*found, data))
    kept = tuple(
        Upload(sha256=files.keep(data), name=name, media_type=kind, size=len(data)) for name, kind, data in wanted
    )
    return Filed(text, kept, came)


def _attached(message: Message) -> list[tuple[str, str, bytes]]:
    """What is attached to a mail, as far as it may be filed; the whole is in the mail itself."""
    found = []
    for each in message.attachments:
        fit = named(each.data, each.name)
        if not isinstance(fit, Refusal):
            found.append((*fit, each.data))
    return found


def _came(message: Message) -> Came:
    sender = f"{message.sender_name} <{message.sender}>" if message.sender_name else message.sender
    return Came(
        way="mail",
        sender=sender,
        subject=message.subject,
        message_id=message.message_id,
        written_on=message.sent_at.date() if message.sent_at else None,
    )
