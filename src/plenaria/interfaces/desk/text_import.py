"""Bringing in a paper: it is handed in or pasted, read, corrected beside its source, and saved as a draft.

Between the reading and the saving nothing is stored but the file itself: the form carries the text as it stands, and
every button sends all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import texts as actions
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text import canonical
from plenaria.core.text.alignment import align
from plenaria.core.text.language import guess
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.core.text.source import Source
from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.formats.reading_isolated import read_resolution
from plenaria.formats.writing import FORMATS
from plenaria.interfaces.desk.meetings import language_name, the_meeting
from plenaria.interfaces.desk.meetings import where as where_of_meeting
from plenaria.interfaces.desk.text_buttons import pressed, without_empty
from plenaria.interfaces.desk.text_forms import TextForms
from plenaria.interfaces.desk.texts import page, the_resolution, where
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.cautions import caution
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import texts

LARGEST = 50
"""Megabytes (10⁶ bytes) of a file that is handed in."""
_SEAL = "plenaria.texts.upload"
_MEDIA_TYPES = {each: FORMATS[each].media_type for each in ("pdf", "docx", "akn", "html", "md", "txt")} | {
    "odt": "application/vnd.oasis.opendocument.text"
}
_ACCEPT = ".docx,.odt,.pdf,.html,.htm,.md,.txt,.xml,.akn"


class PaperForm(forms.Form):
    """A file, or its text."""

    paper = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": _ACCEPT}),
        help_text=gettext_lazy("DOCX, ODT, PDF, HTML, Markdown, plain text or Akoma Ntoso, up to 50 MB."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        widget=forms.Textarea({"class": "text", "rows": 10}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the paper"),
        required=False,
    )

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if language:
            del self.fields["language"]
        else:
            self.fields["language"].choices = _languages()  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """One of both was handed in."""
        data = super().clean() or {}
        if data.get("paper") is None and not data.get("pasted", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        return data


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper that was read: its text, its lines as they were numbered, and what its file is."""

    text: Resolution
    lines: tuple[str, ...]
    upload: Upload | None

    @property
    def places(self) -> dict[str, int]:
        """Where each line stands in the source, from 1; the first of several that are alike."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.lines, 1):
            found.setdefault(" ".join(line.split()), number)
        return found

    def sealed(self, person: str) -> str:
        """All of it for the form's own field, signed for one person: nobody claims another's file or changes it."""
        upload = self.upload and {name: getattr(self.upload, name) for name in Upload.__slots__}
        data = [person, canonical.dump(self.text), list(self.lines), upload]
        return signing.dumps(data, salt=_SEAL, compress=True)


def opened(state: str, person: str) -> Handed:
    """What :meth:`Handed.sealed` wrote. Raises ``SuspiciousOperation`` (400) for what it did not write."""
    try:
        owner, text, lines, upload = signing.loads(state, salt=_SEAL)
    except signing.BadSignature as error:
        raise SuspiciousOperation("not the state of an import") from error
    if owner != person:
        raise SuspiciousOperation("the import of somebody else")
    return Handed(canonical.load(text), tuple(lines), Upload(**upload) if upload else None)


@require_http_methods(["GET", "POST"])
def new(request: Request, meeting: str) -> HttpResponse:
    """Bring a paper in as a new draft of a meeting."""
    the_meeting(meeting)
    desk = _Desk(request, meeting=meeting)
    return desk.answer()


@require_http_methods(["GET", "POST"])
def beside(request: Request, resolution: str) -> HttpResponse:
    """Bring in a text of a resolution in another language, or anew in one that it has."""
    language = request.GET.get("language", "")
    view = the_resolution(resolution)
    if language not in LANGUAGES:
        raise Http404
    return _Desk(request, meeting=view.meeting or "", resolution=view, language=language).answer()


class _Desk:
    """One request to bring a paper in; with ``resolution`` its text in ``language``, and else a new draft."""

    def __init__(
        self, request: Request, *, meeting: str, resolution: texts.ResolutionView | None = None, language: str = ""
    ) -> None:
        self.request, self.meeting, self.resolution, self.language = request, meeting, resolution, language
        self.person = str(request.actor.person)
        self.at = datetime.now(UTC)

    def answer(self) -> HttpResponse:
        """Ask for the paper, read it, or go on with its preview."""
        if "state" in self.request.POST:
            return self._go_on(opened(self.request.POST["state"], self.person))
        form = PaperForm(self.request.POST or None, self.request.FILES or None, language=self.language)
        if self.request.method == "GET":
            return self._ask(PaperForm(language=self.language))
        if not form.is_valid():
            return self._ask(form, 422)
        handed = self._read(form.cleaned_data)
        if isinstance(handed, Refusal):
            form.add_error(None, sentence(handed, self.request.LANGUAGE_CODE))
            return self._ask(form, handed.because.value)
        return self._preview(handed, TextForms(handed.text))

    def _read(self, data: Mapping[str, Any]) -> Handed | Refusal:
        paper = data["paper"]
        if paper is not None and paper.size > LARGEST * 1_000_000:
            return unacceptable("file-too-large", limit=LARGEST)
        content = paper.read() if paper is not None else data["pasted"].encode("utf-8", "replace")
        name = paper.name if paper is not None else ""
        found = read_resolution(content, name, language=self.language or data.get("language", ""))
        if isinstance(found, Refusal):
            return found
        source, text = found
        upload = None
        if self.resolution is None:
            media_type = _MEDIA_TYPES.get(source.format, "application/octet-stream")
            kept = files.keep(content)
            upload = Upload(sha256=kept, name=name or _("pasted.txt"), media_type=media_type, size=len(content))
        return Handed(text, _lines(source), upload)

    def _go_on(self, handed: Handed) -> HttpResponse:
        verb, _colon, place = self.request.POST.get("do", "show").partition(":")
        if verb == "again" and handed.upload:
            return self._again(handed)
        filled = TextForms(handed.text, self.request.POST)
        if not filled.is_valid():
            return self._preview(handed, filled, 422)
        text = filled.text(handed.places)
        if verb == "save":
            return self._save(handed, text)
        at = int(place) if place.isdecimal() else 0
        done = pressed(text, verb, at)
        said = _("Nothing to split here: put an empty line where the clause should break.") if done is None else ""
        changed = replace(handed, text=done or text)
        return self._preview(changed, TextForms(changed.text), said=said)

    def _again(self, handed: Handed) -> HttpResponse:
        assert handed.upload is not None
        wanted = self.request.POST.get("language", "")
        content = files.load(handed.upload.sha256)
        found = read_resolution(content, handed.upload.name, language=wanted if wanted in LANGUAGES else "")
        if isinstance(found, Refusal):
            return self._preview(handed, TextForms(handed.text), found.because.value, refusal=found)
        source, text = found
        fresh = Handed(text, _lines(source), handed.upload)
        return self._preview(fresh, TextForms(fresh.text))

    def _save(self, handed: Handed, text: Resolution) -> HttpResponse:
        # The warnings were for whoever checked the reading; what found no place stays with the text.
        text = replace(without_empty(text), warnings=())
        view = self.resolution
        result: Receipt | Refusal
        if view is None:
            result = actions.import_text(
                actor=self.request.actor,
                at=self.at,
                body=the_meeting(self.meeting).body,
                text=text,
                meeting=self.meeting,
                upload=handed.upload,
            )
        else:
            based_on = self.request.POST.get("based_on", "")
            result = actions.revise_text(
                actor=self.request.actor,
                at=self.at,
                resolution=view.id,
                text=text,
                based_on=int(based_on) if based_on.isdecimal() else 0,
            )
        if isinstance(result, Refusal):
            kept = replace(handed, text=text)
            return self._preview(kept, TextForms(text), result.because.value, refusal=result)
        said = _("The draft is saved. Next: read it through and table it.")
        messages.success(self.request, said if view is None else _("The text is saved beside the other."))
        return redirect("desk-text", result.subject)

    def _ask(self, form: PaperForm, status: int = 200) -> HttpResponse:
        there = self.resolution is not None and self.language in self.resolution.languages
        context = {
            "form": form,
            "replaces": there,
            "resolution": self.resolution,
            "language": language_name(self.language) if self.language else "",
        }
        return page(self.request, "desk/texts-import.html", self._place(), context, title=self._title(), status=status)

    def _preview(
        self,
        handed: Handed,
        filled: TextForms,
        status: int = 200,
        *,
        said: str = "",
        refusal: Refusal | None = None,
    ) -> HttpResponse:
        language = self.request.LANGUAGE_CODE
        warnings = [(each.line, caution(each, language)) for each in handed.text.warnings]
        seen = guess("\n".join(handed.lines))
        latest = texts.version(self.resolution.id, self.language) if self.resolution else None
        context = {
            "state": handed.sealed(self.person),
            "forms": filled,
            "clauses": _rows(handed.text, filled, self._authentic()),
            "loose": filled.aside,
            "lines": [(line, [text for at, text in warnings if at == n]) for n, line in enumerate(handed.lines, 1)],
            "warnings": warnings,
            "unequal": self._unequal(handed.text),
            "text": handed.text,
            "language": language_name(handed.text.language),
            "languages": _languages()[1:] if self.resolution is None else (),
            "seems": language_name(seen) if seen != handed.text.language else "",
            "said": said,
            "refusal": refusal and sentence(refusal, language),
            "based_on": self.request.POST.get("based_on", latest.revision if latest else 0),
            "resolution": self.resolution,
            "here": self.request.get_full_path(),
            "file": handed.upload.name if handed.upload else "",
        }
        title = _("Check what was read")
        return page(self.request, "desk/texts-preview.html", self._place(), context, title=title, status=status)

    def _authentic(self) -> Resolution | None:
        return texts.latest(self.resolution.id, self.resolution.language) if self.resolution else None

    def _unequal(self, text: Resolution) -> list[str]:
        """What the authentic text has and this one has not, and the other way round, in words."""
        authentic = self._authentic()
        if authentic is None or authentic.language == text.language:
            return []
        said = []
        for pair in align(authentic, text):
            piece = pair.authentic or pair.other
            assert piece is not None
            number = piece.number if isinstance(piece, Clause) else ""
            words = Truncator(f"{number}. {piece.text}" if number else piece.text).chars(70)
            if "missing" in pair.flags:
                said.append(_("Only in the authentic text: %(words)s") % {"words": words})
            elif "extra" in pair.flags:
                said.append(_("Only in this text: %(words)s") % {"words": words})
        return said

    def _place(self) -> "texts.ResolutionView | str":
        return self.resolution or self.meeting

    def _title(self) -> str:
        if self.resolution is None:
            return _("Bring in a paper")
        return _("Bring in the text: %(language)s") % {"language": language_name(self.language)}


def _lines(source: Source) -> tuple[str, ...]:
    """The lines as they are printed, with the numbers that the file gives them."""
    return tuple(f"{line.number or ''} {line.text}".strip() for line in source.lines)


def _rows(text: Resolution, filled: TextForms, authentic: Resolution | None) -> list[dict[str, Any]]:
    """The clauses of the preview: each with its form, where it came from, and what it stands beside."""
    partners: dict[int, Clause] = {}
    if authentic is not None and authentic.language != text.language:
        partners = {
            id(pair.other): pair.authentic
            for pair in align(authentic, text)
            if pair.other is not None and isinstance(pair.authentic, Clause)
        }
    return [
        {
            "form": form,
            "clause": clause,
            "line": clause.place.line if clause.place else 0,
            "partner": partners.get(id(clause)),
        }
        for form, clause in zip(filled.clauses, text.walk(), strict=True)
    ]


def _languages() -> list[tuple[str, str]]:
    named = sorted((language_name(each), each) for each in LANGUAGES)
    return [("", _("as the paper shows")), *((code, name) for name, code in named)]


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/import", new, name="desk-import", permit="texts.import", where=where_of_meeting),
    route("desk/r/<str:resolution>/import", beside, name="desk-import-beside", permit="texts.edit", where=where),
]
