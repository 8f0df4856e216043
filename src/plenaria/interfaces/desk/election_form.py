"""The form in which an election is laid down: what for, who stands, how it is counted."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenaria.core.voting.elections.rounds import MAJORITY, Runoff
from plenaria.core.voting.elections.setting import METHODS, MOST_CANDIDATES, WITH_THRESHOLD, Candidate, Setting
from plenaria.core.voting.rule import Share
from plenaria.interfaces.desk.rule_form import fraction_of
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.wording import language_name
from plenaria.phrases import elections as phrases
from plenaria.phrases.names import label

ORDERS: list[tuple[str, str | Promise]] = [
    ("alphabetical", gettext_lazy("in alphabetical order")),
    ("lot", gettext_lazy("in an order drawn by lot, which is written down")),
    ("written", gettext_lazy("as they are written here")),
]
BARS: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("the most votes are enough")),
    ("more", pgettext_lazy("threshold of an election", "more than")),
    ("least", pgettext_lazy("threshold of an election", "at least")),
]
BASES: list[tuple[str, str | Promise]] = [
    ("valid", gettext_lazy("the valid ballots")),
    ("cast", gettext_lazy("all ballots, the blank ones too")),
]
KEEPS: list[tuple[str, str | Promise]] = [
    ("two", gettext_lazy("the two with the most votes (one more than there are places left)")),
    ("double", gettext_lazy("twice as many as there are places left")),
    ("all-but-last", gettext_lazy("all but the last")),
    ("all", gettext_lazy("everybody")),
]
LASTS: list[tuple[str, str | Promise]] = [
    ("most-votes", gettext_lazy("the most votes are enough")),
    ("threshold", gettext_lazy("the majority is needed there too")),
]


class ElectionForm(forms.Form):
    """Everything of an election but the way in which it is taken, which is chosen when it is put to the vote."""

    places = forms.IntegerField(label=gettext_lazy("Places to fill"), min_value=1, max_value=MOST_CANDIDATES, initial=1)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Candidates among the people of this body"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=gettext_lazy("Other candidates, one on a line"), required=False, widget=forms.Textarea({"rows": 5})
    )
    order = forms.ChoiceField(
        label=gettext_lazy("They stand on the ballot"), choices=ORDERS, widget=forms.RadioSelect, initial="alphabetical"
    )
    method = forms.ChoiceField(label=gettext_lazy("Method of election"))
    bar = forms.ChoiceField(label=gettext_lazy("To be elected"), choices=BARS, required=False)
    share = forms.CharField(
        label=gettext_lazy("Part"), required=False, max_length=20, help_text=gettext_lazy("Like 1/2, 2/3 or 50 %.")
    )
    base = forms.ChoiceField(label=gettext_lazy("Part of"), choices=BASES, required=False)
    none_of_these = forms.BooleanField(
        label=gettext_lazy("“None of these” stands on the ballot as the last line"), required=False
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Votes above “none of these” that a candidate needs"),
        required=False,
        min_value=0,
        max_value=99_999,
    )
    ratio = forms.CharField(
        label=gettext_lazy("Votes above “none of these” for each vote below"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("1 is a plain majority, 3 is three to one."),
    )
    majority = forms.CharField(
        label=gettext_lazy("Elected is who has more than"),
        required=False,
        max_length=20,
        initial="1/2",
        help_text=gettext_lazy("Of the valid ballots."),
    )
    keep = forms.ChoiceField(label=gettext_lazy("To the next round go"), choices=KEEPS, required=False)
    rounds = forms.IntegerField(
        label=gettext_lazy("Rounds at most"), required=False, min_value=1, max_value=20, initial=2
    )
    last = forms.ChoiceField(label=gettext_lazy("In the last round"), choices=LASTS, required=False)

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        people: Mapping[str, Mapping[str, str]],
        shown: Sequence[tuple[str, str]],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.known = tuple(languages), people
        for each in languages:
            name = f"title_{each}"
            title = format_lazy(
                "{what} ({language})", what=gettext_lazy("What is elected"), language=language_name(each)
            )
            self.fields[name] = forms.CharField(label=title, required=False, max_length=300)
        offer(self, "method", [(each, phrases.method(each, language)) for each in METHODS])
        offer(self, "people", list(shown))
        if len(languages) > 1:
            order = " | ".join(map(language_name, languages))
            self.fields["others"].help_text = (
                _("Names in several languages on one line: %(order)s.") % {"order": order} if order else ""
            )

    def title_fields(self) -> list[forms.BoundField]:
        """The fields of the title, a language each."""
        return [self[f"title_{each}"] for each in self.languages]

    def clean(self) -> dict[str, Any]:
        """Read what is a number, and see that something is asked for and somebody stands."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"title_{each}") for each in self.languages):
            self.add_error(f"title_{self.languages[0]}", _("Write what for, in at least one language."))
        if not data.get("people") and not (data.get("others") or "").strip():
            self.add_error("others", _("Choose candidates above, or write their names here."))
        method = data.get("method")
        if method in WITH_THRESHOLD and data.get("bar"):
            self._read("share", strict=data["bar"] == "more")
        if method == "rounds":
            self._read("majority", strict=True)
        if method == "schulze":
            self._read_ratio()
        return data

    def _read(self, field: str, *, strict: bool) -> None:
        value = fraction_of(self.cleaned_data.get(field) or "")
        if value is None or not 0 <= value <= 1 or (strict and value == 1):
            self.add_error(field, _("Write a part like 1/2, 2/3 or 50 %."))
        else:
            self.cleaned_data[field] = Share(value, strict=strict)

    def _read_ratio(self) -> None:
        try:
            value = Fraction((self.cleaned_data.get("ratio") or "1").replace(",", "."))
        except (ValueError, ZeroDivisionError):
            value = Fraction(0)
        if value < 1:
            self.add_error("ratio", _("Write a number of 1 or more, like 1, 3 or 3/2."))
        self.cleaned_data["ratio"] = value
        asked = value > 1 or self.cleaned_data.get("quorum")
        if asked and not self.cleaned_data.get("none_of_these"):
            self.add_error("none_of_these", _("What is measured against “none of these” needs that line."))

    def titles(self) -> dict[str, str]:
        """What for, by language."""
        return {each: self.cleaned_data[f"title_{each}"] for each in self.languages}

    def setting(self) -> Setting:
        """The election, after ``is_valid``."""
        data, method = self.cleaned_data, self.cleaned_data["method"]
        candidates = [Candidate(self.known[each], each) for each in data["people"]]
        candidates += [self._written(line) for line in data["others"].splitlines() if line.strip(" |")]
        nobody = method == "schulze" and data["none_of_these"]
        if nobody:
            candidates.append(Candidate({each: label("candidate", "none", each) for each in ("en", *self.languages)}))
        rounds = method == "rounds"
        return Setting(
            method=method,
            places=data["places"],
            candidates=tuple(candidates),
            order=data["order"],
            threshold=data["share"] if method in WITH_THRESHOLD and data["bar"] else None,
            base=data["base"] if method in WITH_THRESHOLD and data["base"] else "valid",
            default=len(candidates) if nobody else None,
            quorum=(data["quorum"] or 0) if nobody else 0,
            ratio=data["ratio"] if nobody else Fraction(1),
            runoff=Runoff(
                threshold=data["majority"] if rounds else MAJORITY,
                keep=(data["keep"] if rounds else "") or "two",
                rounds=(data["rounds"] if rounds else None) or 2,
                plurality=not rounds or data["last"] != "threshold",
            ),
        )

    def _written(self, line: str) -> Candidate:
        names = [" ".join(each.split()) for each in line.split("|")]
        by_language = {language: name for language, name in zip(self.languages, names, strict=False) if name}
        return Candidate(by_language or {self.languages[0]: next(filter(None, names), "")})
