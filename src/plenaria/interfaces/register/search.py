"""The search: words, phrases in quotes, and filters, all of it in the address, so that what was found can be linked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenaria.core.text.resolution import KINDS
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.exported import Exported, exported
from plenaria.interfaces.kit.kept import kept, until_told
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label, language_name
from plenaria.interfaces.register.hits import drawn
from plenaria.interfaces.register.page import show, today
from plenaria.store.queries import search as queries
from plenaria.store.queries.search import Wanted

LONGEST = 200
"""So many characters of a query are looked at."""
STATES = (
    "no-word",
    "not-started",
    "begun",
    "well-advanced",
    "blocked",
    "overdue",
    "reported-done",
    "noted-done",
    "carried-on",
    "declared-unachieved",
)
WRITTEN = ("q", "since", "until")
"""Where anything may be typed."""
YEARS: dict[str, Any] = {"min_value": 1800, "max_value": 2200, "required": False}


type Offered = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all pages of the search have in common."""

    choices: queries.Choices = field(default_factory=queries.choices)
    names: queries.Names = field(default_factory=queries.names)
    offered: dict[str, dict[str, Offered]] = field(default_factory=dict)
    """Language → filter → its choices."""
    drawn: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Language, filter and what is chosen there → that field as it stands in the page."""


_shared: Callable[[], _Shared] = until_told(_Shared)


class Finder(forms.Form):
    """What is asked for. Nothing of it is required; what makes no sense is said beside its field, and left out."""

    q = forms.CharField(label=gettext_lazy("Words, or a phrase in quotes"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Body, and those below it"), required=False)
    part = forms.ChoiceField(label=gettext_lazy("Where the words stand"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of clause"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("What became of it"), required=False)
    party = forms.ChoiceField(label=gettext_lazy("Addressee"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), required=False)
    since = forms.IntegerField(label=gettext_lazy("Adopted from the year"), **YEARS)
    until = forms.IntegerField(label=gettext_lazy("to the year"), **YEARS)

    def __init__(self, data: Any, of: Exported | None = None) -> None:
        super().__init__(data)
        self._language = get_language() or ""
        self.shared = _shared()
        offered = _offer(self.shared.choices, of) if of else self._offered()
        for name, given in offered.items():
            field: Any = self.fields[name]
            field.choices = given
        if of:
            # What changes from day to day, and who got a letter, is looked up at the register itself.
            del self.fields["state"], self.fields["party"]
        self._bodies = {each.slug: each.id for each in self.shared.choices.bodies}

    def _offered(self) -> dict[str, Offered]:
        kept = self.shared.offered
        return kept.get(self._language) or kept.setdefault(self._language, _offer(self.shared.choices))

    @property
    def filters(self) -> dict[str, str]:
        """Each filter as it stands in the page of this server."""
        kept = self.shared.drawn
        found: dict[str, str] = {}
        for name in self.fields:
            chosen = self.data.get(name, "")
            key = (self._language, name, chosen)
            if name in self.errors or (chosen and name in WRITTEN):
                found[name] = self[name].as_field_group()
            else:
                found[name] = kept.get(key) or kept.setdefault(key, self[name].as_field_group())
        return found

    def wanted(self, before: int | None) -> Wanted:
        """What the search takes; a filter that is not offered is none."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) or "" for name in ("body", "kind", "state", "party", "language")}
        part = self.cleaned_data.get("part")
        return Wanted(
            query=(self.cleaned_data.get("q") or "")[:LONGEST],
            first_year=self.cleaned_data.get("since"),
            last_year=self.cleaned_data.get("until"),
            parts=(part,) if part else (),
            before=before,
            **{**given, "body": self._bodies.get(given["body"], "")},
        )

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.data.get(name) for name in self.fields if name != "q")


def _offer(choices: queries.Choices, of: Exported | None = None) -> dict[str, Offered]:
    """Filter → what can be chosen there."""
    any_of = ("", _("any"))
    offered = {
        "body": [(each.slug, in_language(each.names)) for each in choices.bodies if not of or of.holds(each.id)],
        "part": [(each, label("part", each)) for each in queries.PARTS],
        "kind": [(each, label("kind", each)) for each in KINDS],
        "state": [(each, label("commitment", each)) for each in STATES],
        "party": [(each.id, in_language(each.names)) for each in choices.parties],
        "language": [(each, language_name(each)) for each in choices.languages],
    }
    return {name: [any_of, *given] for name, given in offered.items()}


def page(request: Request) -> HttpResponse:
    """Find bodies, resolutions and their clauses, decisions, minutes."""
    if of := exported(request):
        return show(request, "register/search-exported.html", {"finder": Finder({}, of), "by_file": of.by_file})
    finder = Finder(request.GET)
    before = request.GET.get("before", "")
    wanted = finder.wanted(int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None)
    found = queries.search(wanted, today(), request.LANGUAGE_CODE, finder.shared.names)
    kept: dict[str, str | int] = {name: request.GET[name][:LONGEST] for name in finder.fields if request.GET.get(name)}
    here = reverse("register-search")
    context = {
        "finder": finder,
        "filters": finder.filters,
        "query": wanted.query,
        "asked": bool(kept),
        "found": found,
        "hits": drawn(found.hits),
        "feed": f"{reverse('feed-search')}?{urlencode({'q': wanted.query})}" if wanted.query else "",
        "older_url": f"{here}?{urlencode({**kept, 'before': found.next or 0})}" if found.next else "",
        "newest_url": f"{here}?{urlencode(kept)}" if wanted.before else "",
    }
    return show(request, "register/search.html", context)


urlpatterns: list[URLPattern] = [
    route("search", kept(page), name="register-search", permit=PUBLIC),
]
