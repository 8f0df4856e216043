"""A text as forms, and back: the head, the clauses, the recitals, and lines that were set aside."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenaria.core.text import editing
from plenaria.core.text.endings import adoption
from plenaria.core.text.resolution import KINDS, Clause, Recital, Resolution, Signature
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.wording import label

Data = Mapping[str, Any] | None

BECOMES: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("leave it out of the text")),
    ("clause", gettext_lazy("a clause")),
    ("continuation", gettext_lazy("the end of the clause before it")),
    ("recital", gettext_lazy("a recital")),
    ("title", gettext_lazy("the title")),
    ("letterhead", gettext_lazy("a line of the letterhead")),
    ("closing", gettext_lazy("a closing line")),
    ("adoption", gettext_lazy("the statement of adoption")),
    ("signature", gettext_lazy("a signature")),
    ("dispatch", gettext_lazy("a line of the dispatch list")),
]


def serif(rows: int = 2) -> forms.Textarea:
    """A field for words of the text."""
    return forms.Textarea({"class": "text", "rows": rows})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _words(text: str) -> str:
    """What a browser sent, with the line ends of the house."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _height(text: str) -> int:
    """Rows for a text area that shows the whole text at a usual width."""
    return min(24, max(2, sum(1 + len(line) // 70 for line in text.split("\n"))))


class WordsField(forms.CharField):
    """Words of the text; empty lines within them stay."""

    def to_python(self, value: Any) -> str:
        """With the line ends of the house."""
        return _words(super().to_python(value) or "")


class HeadForm(forms.Form):
    """All of a text but its recitals, clauses and signatures."""

    title = WordsField(label=gettext_lazy("Title"), max_length=1000, widget=serif())
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=40)
    date = forms.DateField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    venue = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=300)
    body = forms.CharField(label=gettext_lazy("Body"), required=False, max_length=300)
    letterhead = WordsField(
        label=gettext_lazy("Letterhead"),
        required=False,
        widget=serif(),
        help_text=gettext_lazy("One on each line."),
    )
    formula = WordsField(
        label=gettext_lazy("Formula"),
        required=False,
        widget=serif(),
        help_text=gettext_lazy("What leads to the clauses: The Conference decides:"),
    )
    closing = WordsField(label=gettext_lazy("Closing"), required=False, widget=serif())
    adoption = WordsField(label=gettext_lazy("Statement of adoption"), required=False, widget=serif())
    dispatch = WordsField(
        label=gettext_lazy("Dispatch list"),
        required=False,
        widget=serif(),
        help_text=gettext_lazy("Who gets the text, one on each line."),
    )

    def __init__(self, data: Data = None, *, text: Resolution, prefix: str = "head") -> None:
        super().__init__(data, prefix=prefix, initial=head_of(text))
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = _height(self.initial[name])

    def applied(self, text: Resolution) -> Resolution:
        """The text under this head."""
        data = self.cleaned_data
        stated = data["adoption"]
        known = text.adoption if text.adoption and text.adoption.text == stated else None
        return replace(
            text,
            title=data["title"],
            number=data["number"] or None,
            date=data["date"],
            venue=data["venue"] or None,
            body=data["body"] or None,
            letterhead=_lines(data["letterhead"]),
            formula=data["formula"] or None,
            closing=data["closing"] or None,
            adoption=known or (adoption(stated, text.language, None) if stated else None),
            dispatch=_lines(data["dispatch"]),
        )


def head_of(text: Resolution) -> dict[str, Any]:
    """What a :class:`HeadForm` shows of a text."""
    return {
        "title": text.title,
        "number": text.number or "",
        "date": text.date,
        "venue": text.venue or "",
        "body": text.body or "",
        "letterhead": "\n".join(text.letterhead),
        "formula": text.formula or "",
        "closing": text.closing or "",
        "adoption": text.adoption.text if text.adoption else "",
        "dispatch": "\n".join(text.dispatch),
    }


def kinds(*, propose: bool = False) -> list[tuple[str, str]]:
    """The kinds of a clause to choose from."""
    first = [("", _("from its words"))] if propose else []
    return [*first, *((kind, label("kind", kind)) for kind in KINDS)]


class ClauseForm(forms.Form):
    """One clause; heading and tail are asked for only where it has them."""

    number = forms.CharField(
        label=gettext_lazy("Number"), required=False, max_length=20, widget=forms.TextInput({"class": "short"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    heading = WordsField(label=gettext_lazy("Heading above it"), required=False, widget=serif())
    text = WordsField(label=gettext_lazy("Text"), required=False, widget=serif())
    tail = WordsField(label=gettext_lazy("Text after its points"), required=False, widget=serif())

    def __init__(self, data: Data = None, *, clause: Clause, prefix: str, with_kind: bool = True) -> None:
        initial = {name: getattr(clause, name) for name in ("number", "kind", "heading", "text", "tail")}
        super().__init__(data, prefix=prefix, initial=initial)
        self.clause = clause
        offer(self, "kind", kinds())
        for name in ("heading", "tail"):
            if not getattr(clause, name):
                del self.fields[name]
        if not with_kind:
            del self.fields["kind"]
        for name in self.fields.keys() & {"heading", "text", "tail"}:
            self.fields[name].widget.attrs["rows"] = _height(initial[name])

    def applied(self, clause: Clause, language: str) -> Clause:
        """The clause as it was typed here."""
        data = {name: self.cleaned_data[name] for name in self.fields}
        words = data.pop("text")
        return editing.reworded(replace(clause, **data), words, language)


class RecitalForm(forms.Form):
    """One recital."""

    text = WordsField(label=gettext_lazy("Recital"), required=False, widget=serif())

    def __init__(self, data: Data = None, *, recital: Recital, prefix: str) -> None:
        super().__init__(data, prefix=prefix, initial={"text": recital.text})
        self.recital = recital
        self.fields["text"].widget.attrs["rows"] = _height(recital.text)

    def applied(self, language: str) -> Recital:
        """The recital as it was typed."""
        words = self.cleaned_data["text"]
        if words == self.recital.text:
            return self.recital
        return editing.read_recital(words, language, self.recital.place)


class SignatureForm(forms.Form):
    """Who signs."""

    role = forms.CharField(label=pgettext_lazy("of a signatory", "Role"), required=False, max_length=300)
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), required=False, max_length=300)

    def __init__(self, data: Data = None, *, signature: Signature, prefix: str) -> None:
        super().__init__(data, prefix=prefix, initial={"role": signature.role, "name": signature.name})

    def applied(self) -> Signature | None:
        """The signature, or nothing where both fields are empty."""
        role, name = self.cleaned_data["role"], self.cleaned_data["name"]
        return Signature(role, name) if role or name else None


class AsideForm(forms.Form):
    """A line that stands outside the text, and what it should be."""

    becomes = forms.ChoiceField(label=gettext_lazy("What should this be?"), required=False, choices=BECOMES)

    def __init__(self, data: Data = None, *, line: str, count: int, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.line = line
        self.count = count


class TextForms:
    """A whole text as forms, each with its own prefix; ``text`` tells how many of each there are."""

    def __init__(self, text: Resolution, data: Data = None) -> None:
        self.base = text
        self.head = HeadForm(data, text=text)
        self.recitals = [RecitalForm(data, recital=each, prefix=f"recital-{n}") for n, each in enumerate(text.recitals)]
        self.clauses = [
            ClauseForm(data, clause=each, prefix=f"clause-{n}") for n, each in enumerate(editing.rows(text))
        ]
        self.signatures = signature_forms(text, data)
        outside = (*text.unplaced, *text.furniture)
        self.aside = [
            AsideForm(data, line=line, count=outside.count(line), prefix=f"aside-{n}")
            for n, line in enumerate(dict.fromkeys(outside))
        ]

    def is_valid(self) -> bool:
        """Whether all of it can be taken over."""
        return all(form.is_valid() for form in self.all())

    def all(self) -> list[forms.Form]:
        """Every form of it."""
        return [self.head, *self.recitals, *self.clauses, *self.signatures, *self.aside]

    def text(self, lines: Mapping[str, int]) -> Resolution:
        """The text as it was typed, with the lines that were given a place; ``lines`` tells where each stood."""
        language = self.base.language
        text = replace(
            self.head.applied(self.base),
            recitals=tuple(form.applied(language) for form in self.recitals),
            signatures=signed(self.signatures),
        )
        text = editing.with_rows(text, [form.applied(form.clause, language) for form in self.clauses])
        for form in self.aside:
            if form.cleaned_data["becomes"]:
                text = editing.place(text, form.line, form.cleaned_data["becomes"], lines.get(form.line, 0))
        return text


def signature_forms(text: Resolution, data: Data = None) -> list[SignatureForm]:
    """A form for each signature, and an empty one."""
    listed = (*text.signatures, Signature("", ""))
    return [SignatureForm(data, signature=each, prefix=f"signature-{n}") for n, each in enumerate(listed)]


def signed(filled: list[SignatureForm]) -> tuple[Signature, ...]:
    """The signatures that were typed."""
    return tuple(each for form in filled if (each := form.applied()))
