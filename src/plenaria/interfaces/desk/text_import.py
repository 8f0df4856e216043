"""Bringing in a paper: it is handed in or pasted, read, corrected beside its source, and saved as a draft.

Between the reading and the saving nothing is stored but the file itself: the form carries the text as it stands, and
every button sends all of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import texts as actions
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text import editing
from plenaria.core.text.alignment import LEAST_ALIKE, Pair, align, resemblance
from plenaria.core.text.language import guess
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.formats.reading_isolated import read_resolution
from plenaria.formats.writing import FORMATS
from plenaria.interfaces.desk.changes import runs
from plenaria.interfaces.desk.meetings import language_name, the_meeting
from plenaria.interfaces.desk.meetings import where as where_of_meeting
from plenaria.interfaces.desk.text_buttons import LINE_ROLES, Press, Said, done, without_empty
from plenaria.interfaces.desk.text_forms import TextForms, kinds
from plenaria.interfaces.desk.text_source import found_in, paper, remaining, shown
from plenaria.interfaces.desk.text_state import Handed, opened
from plenaria.interfaces.desk.texts import page, the_resolution, where
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.cautions import caution
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import texts

LARGEST = 50
"""Megabytes (10⁶ bytes) of a file that is handed in."""
_MEDIA_TYPES = {each: FORMATS[each].media_type for each in ("pdf", "docx", "akn", "html", "md", "txt")} | {
    "odt": "application/vnd.oasis.opendocument.text"
}
UNEQUAL: dict[str, Said] = {
    "missing": gettext_lazy("Only in the authentic text: %(words)s"),
    "extra": gettext_lazy("Only in this text: %(words)s"),
    "number": gettext_lazy("Not the same number: %(words)s"),
    "level": gettext_lazy("On different levels: %(words)s"),
    "points": gettext_lazy("Not the same number of points: %(words)s"),
    "unlike": gettext_lazy("May not say the same: %(words)s"),
    "merged": gettext_lazy("Holds more than one paragraph of the other text: %(words)s"),
}
"""How two texts are unequal in a place, in words."""

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
            offer(self, "language", _languages())

    def clean(self) -> dict[str, Any]:
        """One of both was handed in."""
        data = super().clean() or {}
        if data.get("paper") is None and not data.get("pasted", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        return data


@require_http_methods(["GET", "POST"])
def new(request: Request, meeting: str) -> HttpResponse:
    """Bring a paper in as a new draft of a meeting."""
    the_meeting(meeting)
    desk = PaperDesk(request, meeting=meeting)
    return desk.answer()


@require_http_methods(["GET", "POST"])
def beside(request: Request, resolution: str) -> HttpResponse:
    """Bring in a text of a resolution in another language, or anew in one that it has."""
    language = request.GET.get("language", "")
    view = the_resolution(resolution)
    if language not in LANGUAGES:
        raise Http404
    return PaperDesk(request, meeting=view.meeting or "", resolution=view, language=language).answer()


class PaperDesk:
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
        media_type = _MEDIA_TYPES.get(source.format, "application/octet-stream")
        upload = Upload(
            sha256=files.keep(content), name=name or _("pasted.txt"), media_type=media_type, size=len(content)
        )
        return Handed.of(source, text, upload)

    def _go_on(self, handed: Handed) -> HttpResponse:
        press = Press.of(self.request.POST)
        if press.verb == "again" and handed.upload:
            return self._again(handed, handed.upload)
        filled = TextForms(handed.text, self.request.POST)
        if not filled.is_valid():
            said = _("Some fields can't be taken over yet. Correct them first; they are marked below.")
            return self._preview(handed, filled, 422, said=said)
        # What was typed is a step of its own, so that undoing a press leaves it, and undoing once more takes it back.
        typed = handed.changed("typed", editing.named(filled.text(handed.places)))
        if press.verb == "save":
            return self._save(typed)
        after, words, changed = done(typed, press)
        return self._preview(after, TextForms(after.text), said=words, changed=changed)

    def _again(self, handed: Handed, upload: Upload) -> HttpResponse:
        wanted = self.request.POST.get("language", "")
        content = files.load(upload.sha256)
        found = read_resolution(content, upload.name, language=wanted if wanted in LANGUAGES else "")
        if isinstance(found, Refusal):
            return self._preview(handed, TextForms(handed.text), found.because.value, refusal=found)
        fresh = Handed.of(*found, upload)
        return self._preview(fresh, TextForms(fresh.text))

    def _save(self, handed: Handed) -> HttpResponse:
        # The warnings were for whoever checked the reading; what found no place stays with the text.
        text = replace(without_empty(handed.text), warnings=())
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
                upload=handed.upload,
            )
        if isinstance(result, Refusal):
            return self._preview(handed, TextForms(handed.text), result.because.value, refusal=result)
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
        return self._show("desk/texts-import.html", context, self._title(), status)

    def _preview(
        self,
        handed: Handed,
        filled: TextForms,
        status: int = 200,
        *,
        said: Said = "",
        changed: bool = False,
        refusal: Refusal | None = None,
    ) -> HttpResponse:
        language, text = self.request.LANGUAGE_CODE, handed.text
        source = paper(handed.lines, text, [(each, caution(each, language)) for each in remaining(text)])
        pairs = self._pairs(text)
        latest = texts.version(self.resolution.id, self.language) if self.resolution else None
        context = {
            "state": handed.sealed(self.person),
            "forms": filled,
            "clauses": _rows(text, filled, pairs, source.begins),
            "recitals": _recital_rows(text, filled, pairs, source.begins),
            "loose": filled.aside,
            "source": source,
            "legend": shown(self.request.POST.getlist("mark") if "state" in self.request.POST else None),
            "roles": LINE_ROLES,
            "kinds": kinds(),
            "tracked": _tracked(handed),
            "steps": handed.steps,
            "unequal": _unequal(pairs, text),
            "text": text,
            "language": language_name(text.language),
            "languages": _languages()[1:] if self.resolution is None else (),
            "doubts": self._doubts(handed, pairs),
            "said": said,
            "changed": changed,
            "refusal": refusal and sentence(refusal, language),
            "based_on": self.request.POST.get("based_on", latest.revision if latest else 0),
            "resolution": self.resolution,
            "here": self.request.get_full_path(),
            "file": handed.upload.name if handed.upload else "",
        }
        return self._show("desk/texts-preview.html", context, _("Check what was read"), status)

    def _show(self, template: str, context: Mapping[str, Any], title: str, status: int) -> HttpResponse:
        whole = {"leave": self._leave(), "save_label": self._button(), **context}
        return page(self.request, template, self._place(), whole, title=title, status=status)

    def _leave(self) -> str:
        """Where one goes without saving."""
        if self.resolution is not None:
            return reverse("desk-text", args=[self.resolution.id])
        return reverse("desk-papers", args=[self.meeting])

    def _button(self) -> str:
        """What saving is called."""
        return _("Save as draft") if self.resolution is None else _("Save the text")

    def _pairs(self, text: Resolution) -> tuple[Pair, ...]:
        """The text beside the authentic one in another language; nothing where it has none."""
        view = self.resolution
        authentic = texts.latest(view.id, view.language) if view else None
        return align(authentic, text) if authentic and authentic.language != text.language else ()

    def _doubts(self, handed: Handed, pairs: tuple[Pair, ...]) -> list[str]:
        """Whether this may be the wrong file."""
        said = []
        seen = guess("\n".join(handed.lines))
        if seen != handed.text.language:
            said.append(
                _("This paper looks like another language: %(seems)s. Check that it is the right file.")
                % {"seems": language_name(seen)}
            )
        if pairs and resemblance(pairs) < LEAST_ALIKE:
            said.append(
                _("This paper has little in common with the authentic text. Check that it is the same resolution.")
            )
        return said

    def _place(self) -> "texts.ResolutionView | str":
        return self.resolution or self.meeting

    def _title(self) -> str:
        if self.resolution is None:
            return _("Bring in a paper")
        return _("Bring in the text: %(language)s") % {"language": language_name(self.language)}


def _unequal(pairs: tuple[Pair, ...], text: Resolution) -> list[tuple[str, str]]:
    """How the authentic text and this one are unequal, in words, and the anchor of what is unequal here."""
    rows = {id(clause): f"clause-{at}" for at, clause in enumerate(text.walk())}
    rows |= {id(recital): f"recital-{at}" for at, recital in enumerate(text.recitals)}
    said = []
    for pair in pairs:
        piece = pair.authentic or pair.other
        assert piece is not None
        number = piece.number if isinstance(piece, Clause) else ""
        words = Truncator(f"{number}. {piece.text}" if number else piece.text).chars(70)
        said += [(str(UNEQUAL[flag]) % {"words": words}, rows.get(id(pair.other), "")) for flag in pair.flags]
    return said


def _tracked(handed: Handed) -> list[dict[str, Any]]:
    """The changes that the file still holds, word by word, each with how it is read now."""
    return [
        {"change": change, "runs": list(runs(change.before, change.after)), "rejected": place in handed.rejected}
        for place, change in enumerate(handed.changes)
    ]


def _rows(
    text: Resolution, filled: TextForms, pairs: tuple[Pair, ...], begins: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The clauses of the preview: each with its form, where it came from, what was found, what it stands beside."""
    partners = {id(pair.other): pair.authentic for pair in pairs if isinstance(pair.authentic, Clause)}
    findings = found_in(text)
    return [
        {
            "form": form,
            "clause": clause,
            "line": begins.get(f"clause-{at}", 0),
            "partner": partners.get(id(clause)),
            "found": findings[clause.id],
            "unsure": _is_guess(clause, text.language),
        }
        for at, (form, clause) in enumerate(zip(filled.clauses, text.walk(), strict=True))
    ]


def _is_guess(clause: Clause, language: str) -> bool:
    """Whether the kind was proposed although no verb told it; a point without a verb follows its clause."""
    if clause.verb or clause.level > 1 or not clause.text:
        return False
    return editing.read_clause(clause.text, language, clause).kind == clause.kind


def _recital_rows(
    text: Resolution, filled: TextForms, pairs: tuple[Pair, ...], begins: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The recitals of the preview, likewise."""
    partners = {id(pair.other): pair.authentic for pair in pairs if isinstance(pair.authentic, Recital)}
    return [
        {
            "form": form,
            "line": begins.get(f"recital-{at}", 0),
            "partner": partners.get(id(recital)),
            "citations": ", ".join(each.text for each in recital.citations),
        }
        for at, (form, recital) in enumerate(zip(filled.recitals, text.recitals, strict=True))
    ]


def _languages() -> list[tuple[str, str]]:
    named = sorted((language_name(each), each) for each in LANGUAGES)
    return [("", _("as the paper shows")), *((code, name) for name, code in named)]


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/import", new, name="desk-import", permit="texts.import", where=where_of_meeting),
    route("desk/r/<str:resolution>/import", beside, name="desk-import-beside", permit="texts.edit", where=where),
]
