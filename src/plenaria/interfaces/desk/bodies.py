"""Bodies: the tree, and each one's page with its people in office, its address book and its particulars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from plenaria.actions import bodies as actions
from plenaria.core.bodies import LEVELS, may_stand_under
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.desk.today import bodies_of
from plenaria.interfaces.desk.tongues import NamedForm, choices, offered
from plenaria.interfaces.kit.access import SIGNED_IN, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies, people, publication
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.dispatches import parties_of


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the tree, how deep it stands, and whether its page may be opened."""

    body: BodyView
    depth: int
    open: bool


@require_GET
def tree(request: Request) -> HttpResponse:
    """The bodies of the installation, each under the one that it belongs to."""
    mine = bodies_of(request.actor)
    every = bodies.all_bodies()
    known = {each.id for each in every}
    roots = [each for each in every if each.parent not in known]
    context = {"title": _("Bodies"), "branches": list(_walk(roots, every, mine))}
    return show(request, "desk/bodies.html", context)


def _walk(
    level: Sequence[BodyView], every: Sequence[BodyView], mine: frozenset[str], depth: int = 0
) -> Iterator[Branch]:
    for body in sorted(level, key=lambda each: in_language(each.names)):
        yield Branch(body, depth, body.id in mine)
        yield from _walk([each for each in every if each.parent == body.id], every, mine, depth + 1)


@require_GET
def page(request: Request, body: str) -> HttpResponse:
    """One body: who holds which role, the institutions that it writes to, and what can be changed."""
    view = the_body(body)
    particulars = bodies.particulars(body)
    context = {
        "title": in_language(view.names),
        "body": view,
        "particulars": particulars,
        "votes_seen": label("votes-seen", publication.rule_of(body).votes),
        "officers": [
            (person, role, may_do(request.actor, "people.edit", person.body))
            for person, role in people.roles_in(body, datetime.now(UTC).date())
        ],
        "parties": parties_of(body),
        "may_found": may_do(request.actor, "bodies.found", body),
        "may_change": may_do(request.actor, "bodies.edit", body),
        "may_rule": may_do(request.actor, "rules.edit", body),
        "may_make_tokens": may_do(request.actor, "tokens.make", body),
        "may_grant": may_do(request.actor, "roles.grant", body),
        "may_add": may_do(request.actor, "people.edit", body),
        "may_take_over": may_do(request.actor, "papers.take-over", body),
    }
    return show(request, "desk/body.html", context)


def the_body(body: str) -> BodyView:
    """The body of the address; the guard found it."""
    found = bodies.body(body)
    assert found is not None
    return found


class BodyForm(NamedForm):
    """What a new body needs."""

    slug = forms.SlugField(
        label=gettext_lazy("Short name in addresses"),
        max_length=60,
        help_text=gettext_lazy("Small Latin letters and hyphens. It is printed in resolutions and stays."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Of its papers.")
    )

    def __init__(self, *args: Any, levels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "level", [(each, label("level", each)) for each in levels])
        offer(self, "languages", choices(self.tongues))


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Found a body under another."""
    parent = the_body(request.GET.get("parent", ""))
    form = BodyForm(
        request.POST or None,
        tongues=offered(parent.languages),
        levels=[each for each in LEVELS if may_stand_under(each, parent.level)],
        initial={"languages": list(parent.languages)},
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        done = actions.found_body(
            actor=request.actor,
            at=datetime.now(UTC),
            parent=parent.id,
            slug=data["slug"],
            names=form.names(),
            level=data["level"],
            languages=data["languages"],
        )
        if not isinstance(done, Refusal):
            messages.success(request, _("The body is founded. Give somebody a role in it, and lay down how it votes."))
            return redirect("desk-body", done.subject)
        return _again(request, form, _("New body"), parent, done)
    return _again(request, form, _("New body"), parent)


class ParticularsForm(NamedForm):
    """The particulars of a body, and the lines of its letterhead in each language."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Of its papers.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    accent = forms.CharField(label=gettext_lazy("Colour"), widget=forms.TextInput({"type": "color", "class": "short"}))
    results_mailed = forms.BooleanField(
        label=gettext_lazy("The result of a vote by correspondence is mailed to everybody on its roll"), required=False
    )

    def __init__(self, *args: Any, letterhead: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "languages", choices(self.tongues))
        for code, name in choices(self.tongues):
            self.fields[f"lines_{code}"] = forms.CharField(
                label=_("Letterhead (%(language)s)") % {"language": name},
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 3}),
                initial="\n".join(letterhead.get(code, [])),
            )

    def letterhead(self) -> dict[str, list[str]]:
        """The lines under the name, by language."""
        written = {code: self.cleaned_data[f"lines_{code}"].splitlines() for code in self.tongues}
        return {code: [line.strip() for line in lines if line.strip()] for code, lines in written.items() if lines}


@require_http_methods(["GET", "POST"])
def change(request: Request, body: str) -> HttpResponse:
    """Correct the particulars of a body."""
    view, particulars = the_body(body), bodies.particulars(body)
    assert particulars is not None
    form = ParticularsForm(
        request.POST or None,
        tongues=offered(view.languages, list(view.names)),
        names=view.names,
        letterhead=particulars.letterhead,
        initial={
            "languages": list(view.languages),
            "email": particulars.email,
            "accent": view.accent,
            "results_mailed": particulars.results_mailed,
        },
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        done = actions.change_body(
            actor=request.actor,
            at=datetime.now(UTC),
            body=body,
            names=form.names(),
            languages=data["languages"],
            email=data["email"],
            accent=data["accent"],
            letterhead=form.letterhead(),
            results_mailed=data["results_mailed"],
        )
        if not isinstance(done, Refusal):
            messages.success(request, _("The particulars are stored. Papers that are sealed keep the earlier ones."))
            return redirect("desk-body", body)
        return _again(request, form, _("Particulars"), view, done)
    return _again(request, form, _("Particulars"), view)


def _again(
    request: Request, form: NamedForm, title: str, body: BodyView, refusal: Refusal | None = None
) -> HttpResponse:
    """The form, with what was wrong and everything that was typed."""
    status = 422 if form.is_bound else 200
    if refusal is not None:
        form.add_error(None, sentence(refusal, request.LANGUAGE_CODE))
        status = refusal.because.value
    context = {"title": title, "over": in_language(body.names), "form": form, "back": body.id}
    return show(request, "desk/named-form.html", context, status=status)


def of_body(body: BodyView) -> dict[str, Any]:
    """What a page that belongs to a body has of it: its name at the head, and its colour."""
    return {
        "body": body,
        "body_name": in_language(body.names),
        "accent": body.accent.removeprefix("#").lower(),
    }


def where(request: Request, body: str, **_rest: str) -> Where | None:
    """The body of the address."""
    return Where(body=body) if bodies.body(body) else None


def _under(request: Request) -> Where | None:
    return where(request, request.GET.get("parent", ""))


urlpatterns: list[URLPattern] = [
    route("desk/bodies", tree, name="desk-bodies", permit=SIGNED_IN),
    route("desk/bodies/new", new, name="desk-body-new", permit="bodies.found", where=_under),
    route("desk/bodies/<str:body>", page, name="desk-body", permit="desk.see", where=where),
    route("desk/bodies/<str:body>/change", change, name="desk-body-change", permit="bodies.edit", where=where),
]
