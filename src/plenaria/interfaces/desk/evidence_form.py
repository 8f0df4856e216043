"""Evidence that is handed in with a report: files, photographs, a letter of ours; looked at, and kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenaria.actions._texts import Upload
from plenaria.actions.commitments import MOST, Shown
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats import answer_files, handing_out, photos
from plenaria.interfaces.desk.answer_files import FilesField
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.store import files
from plenaria.store.queries import evidence


class EvidenceForm(forms.Form):
    """What shows it; all of it may stay empty. A photograph is made small, and loses where it was taken."""

    enclosed = FilesField(
        label=gettext_lazy("Files or photographs"),
        help_text=gettext_lazy("PDF, DOCX, ODT, XLSX, text, JPEG, PNG or WebP. A photograph loses where it was taken."),
    )
    caption = forms.CharField(
        label=gettext_lazy("What is to be seen on the photograph"), required=False, max_length=300
    )
    letter = forms.ChoiceField(label=gettext_lazy("A letter that was sent"), required=False)

    def __init__(self, *args: Any, resolution: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = evidence.letters_of(resolution)
        if not letters:
            del self.fields["letter"]
            return
        named = [(each, f"{in_language(names)} · {label('correspondence', state)}") for each, names, state in letters]
        offer(self, "letter", [("", _("none")), *named])

    def gathered(self) -> tuple[Shown, ...] | Refusal:
        """The evidence that was given, its files kept; the form is valid. Nothing is kept of what is refused."""
        given = self.cleaned_data
        kept = gathered_files(given.get("enclosed") or [], given.get("caption", ""))
        if isinstance(kept, Refusal):
            return kept
        letter = given.get("letter")
        return (*kept, *([Shown(kind="letter", letter=letter)] if letter else []))


def gathered_files(given: list[Any], caption: str) -> tuple[Shown, ...] | Refusal:
    """The files that were handed in, each looked at by its contents; a photograph drawn anew.

    Refused: ``answer-files-too-large`` (limit), ``evidence-incomplete`` where there are too many, ``photo-unfit``, what
    ``answer_files.named`` refuses.
    """
    if len(given) > MOST:
        return unacceptable("evidence-incomplete")
    if sum(each.size or 0 for each in given) > (answer_files.LARGEST + photos.LARGEST) * 1_000_000:
        return unacceptable("answer-files-too-large", limit=answer_files.LARGEST + photos.LARGEST)
    found: list[tuple[str, str, str, bytes]] = []
    for each in given:
        data, name = each.read(), each.name or ""
        if photos.looks_like_one(data):
            drawn = photos.kept(data)
            if isinstance(drawn, Refusal):
                return drawn
            found.append(("photo", handing_out.named(name, "jpg"), photos.MEDIA_TYPE, drawn))
            continue
        named = answer_files.named(data, name)
        if isinstance(named, Refusal):
            return named
        found.append(("file", *named, data))
    return tuple(
        Shown(
            kind=kind,
            upload=Upload(sha256=files.keep(data), name=name, media_type=media_type, size=len(data)),
            caption=caption if kind == "photo" else "",
        )
        for kind, name, media_type, data in found
    )
