"""People: the list with its search, somebody new, somebody's page, and the roles that are given and ended."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenaria.actions import people as actions
from plenaria.core.permits import ROLES, Actor, Where, may
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.desk.bodies import the_body
from plenaria.interfaces.desk.bodies import where as where_body
from plenaria.interfaces.desk.meetings import zones
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.desk.tongues import NamedForm, choices, offered
from plenaria.interfaces.kit.access import SIGNED_IN, refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label, language_name
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies, incoming, people
from plenaria.store.queries.people import PersonView
from plenaria.store.queries.zones import zone_of_body

LISTED = 200
"""So many on one page; in a larger list people are searched by name."""


@require_GET
def listed(request: Request) -> HttpResponse:
    """The people of the bodies whose register one keeps, found by name or e-mail address."""
    keeping = _kept_by(request.actor)
    sought = request.GET.get("q", "").strip()
    found = sorted(people.everybody(sought, keeping), key=lambda each: in_language(each.names).casefold())
    shown, today = found[:LISTED], datetime.now(UTC).date()
    roles = people.roles_of(each.id for each in shown)
    context = {
        "title": _("People"),
        "keeping": bodies.bodies(keeping),
        "sought": sought,
        "rows": [
            (each, [role for role in roles[each.id] if role.holds_on(today)], each.body in keeping) for each in shown
        ],
        "more": len(found) - len(shown),
    }
    return show(request, "desk/people.html", context)


def _kept_by(actor: Actor) -> frozenset[str]:
    """The bodies whose people somebody keeps."""
    return frozenset(str(body) for _, body in actor.roles if may(actor, "people.edit", Where(body=body)) is None)


class PersonForm(NamedForm):
    """The particulars of a person."""

    name_label = pgettext_lazy("of a person", "Name (%(language)s)")
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("Codes to log in and reminders are sent to it."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language in which they read"))
    timezone = forms.ChoiceField(label=gettext_lazy("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", choices(self.tongues))
        offer(self, "timezone", [(each, each) for each in zones()])

    def given(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        return {"names": self.names(), **{name: data[name] for name in ("email", "language", "timezone")}}


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a person for a body."""
    body = the_body(request.GET.get("body", ""))
    there = {"timezone": zone_of_body(body.id)}
    form = PersonForm(request.POST or None, tongues=offered(body.languages), initial=there)
    refusal = None
    if form.is_bound and form.is_valid():
        done = actions.add_person(actor=request.actor, at=datetime.now(UTC), body=body.id, **form.given())
        if not isinstance(done, Refusal):
            messages.success(request, _("The person is entered. Give them a role, or invite them to a meeting."))
            return redirect("desk-person", done.subject)
        refusal = done
    context = {"title": _("New person"), "over": in_language(body.names), "form": form, "back": body.id}
    return _answer(request, "desk/named-form.html", form, context, refusal)


@require_http_methods(["GET", "POST"])
def page(request: Request, person: str) -> HttpResponse:
    """Somebody's particulars and roles."""
    view = people.person(person)
    assert view is not None  # the guard found them
    form = PersonForm(
        request.POST or None,
        tongues=offered(list(view.names), [view.language]),
        names=view.names,
        initial={"email": view.email, "language": view.language, "timezone": view.timezone},
    )
    refusal = None
    if form.is_bound and form.is_valid():
        done = actions.change_person(actor=request.actor, at=datetime.now(UTC), person=person, **form.given())
        if not isinstance(done, Refusal):
            messages.success(request, _("The particulars are stored."))
            return redirect("desk-person", person)
        refusal = done
    today = datetime.now(UTC).date()
    context = {
        "title": in_language(view.names),
        "person": view,
        "trouble": incoming.trouble(view.email),
        "form": form,
        "roles": [
            (role, role.holds_on(today), may_do(request.actor, "roles.grant", role.body))
            for role in people.roles_of([person])[person]
        ],
        "granting": [each for each in bodies.bodies(_kept_by(request.actor)) if _grants(request.actor, each.id)],
    }
    return _answer(request, "desk/person.html", form, context, refusal)


def _grants(actor: Actor, body: str) -> bool:
    return may_do(actor, "roles.grant", body)


class RoleForm(forms.Form):
    """A role, and who gets it: by choice, or by e-mail address where they belong to another body."""

    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    email = forms.EmailField(
        label=gettext_lazy("Or by e-mail address"),
        required=False,
        help_text=gettext_lazy("For somebody who was entered for another body."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    since = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    includes_below = forms.BooleanField(label=gettext_lazy("In the bodies below, too"), required=False)

    def __init__(self, *args: Any, known: tuple[PersonView, ...], tongues: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tongues = tuple(tongues)
        for each in tongues:
            words = _("Office (%(language)s)") % {"language": language_name(each)}
            self.fields[f"title_{each}"] = forms.CharField(label=words, required=False, max_length=200)
        named = [(each.id, in_language(each.names)) for each in known]
        offer(self, "person", [("", _("choose")), *named])
        offer(self, "role", [("", _("choose")), *((each, label("role", each)) for each in ROLES)])

    def title_fields(self) -> list[forms.BoundField]:
        """The fields of the office, a language each."""
        return [self[f"title_{each}"] for each in self.tongues]

    def title(self) -> dict[str, str]:
        """What the office is called, by language; the form is valid."""
        given = {each: " ".join(self.cleaned_data[f"title_{each}"].split()) for each in self.tongues}
        return {each: words for each, words in given.items() if words}


@require_http_methods(["GET", "POST"])
def grant(request: Request, body: str) -> HttpResponse:
    """Give somebody a role in a body."""
    view = the_body(body)
    known = people.everybody(bodies=[body, *people.below(body)])
    chosen = people.person(request.GET.get("person", ""))
    if chosen is not None and chosen not in known:
        known = (*known, chosen)
    initial = {"person": chosen.id if chosen else ""}
    form = RoleForm(request.POST or None, known=known, tongues=view.languages, initial=initial)
    refusal = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        found = people.person_at(data["email"])
        done: object = unacceptable("person-unknown")
        if data["person"] or found:
            done = actions.grant_role(
                actor=request.actor,
                at=datetime.now(UTC),
                person=found.id if found else data["person"],
                body=body,
                role=data["role"],
                title=form.title(),
                since=data["since"],
                until=data["until"],
                includes_below=data["includes_below"],
            )
        if not isinstance(done, Refusal):
            messages.success(request, _("The role is given. Whoever has an e-mail address can log in now."))
            return redirect("desk-body", body)
        refusal = done
    context = {"title": _("Give a role"), "over": in_language(view.names), "form": form, "back": body}
    return _answer(request, "desk/role-form.html", form, context, refusal)


@require_POST
def end(request: Request, role: str) -> HttpResponse:
    """End a role at once."""
    held = people.role(role)
    assert held is not None  # the guard found it
    done = actions.revoke_role(actor=request.actor, at=datetime.now(UTC), membership=role)
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("The role has ended. It can be given again."))
    return redirect("desk-body", held.body)


def _answer(
    request: Request, template: str, form: forms.Form, context: dict[str, Any], refusal: Refusal | None
) -> HttpResponse:
    """The page with its form; what was typed stays."""
    status = 422 if form.is_bound else 200
    if refusal is not None:
        form.add_error(None, sentence(refusal, request.LANGUAGE_CODE))
        status = refusal.because.value
    return show(request, template, context, status=status)


def _for_body(request: Request) -> Where | None:
    return where_body(request, request.GET.get("body", ""))


def where_person(request: Request, person: str) -> Where | None:
    """The body that entered them, whose register they are in; and themselves."""
    found = people.bodies_of(person)
    return Where(body=found[0], person=person) if found else None


def _where_role(request: Request, role: str) -> Where | None:
    held = people.role(role)
    return Where(body=held.body) if held else None


urlpatterns: list[URLPattern] = [
    route("desk/people", listed, name="desk-people", permit=SIGNED_IN),
    route("desk/people/new", new, name="desk-person-new", permit="people.edit", where=_for_body),
    route("desk/people/<str:person>", page, name="desk-person", permit="people.edit", where=where_person),
    route("desk/bodies/<str:body>/role", grant, name="desk-role-grant", permit="roles.grant", where=where_body),
    route("desk/roles/<str:role>/end", end, name="desk-role-end", permit="roles.grant", where=_where_role),
]
