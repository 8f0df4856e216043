"""How a body votes: its rules by name, each in words; composing one from its parts, and what it means in an example."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenaria.actions import bodies as actions
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.voting.presets import PRESETS
from plenaria.core.voting.rule import NAMES, ORDINARY, Rule
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.desk.rule_form import NameForm, RuleForm, initial_of
from plenaria.interfaces.desk.rule_meaning import SEATS, ExampleForm, Meaning, figures, meaning
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, rule_name
from plenaria.phrases import results
from plenaria.phrases.names import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies
from plenaria.store.queries.bodies import BodyView

START = "simple-majority"
"""The preset with which an empty form is filled."""
LAY_DOWN = "lay-down"
"""The button that stores; any other press only shows what the rule means."""


def rules(request: Request) -> HttpResponse:
    """All rules of the body that the address names, in words; where there is none yet, the first is laid down."""
    body = the_body(request)
    laid_down = bodies.rules_of(body.id)
    if not laid_down:
        return redirect(_address("desk-rule", body))
    language = request.LANGUAGE_CODE
    context = {
        "title": _("Voting rules"),
        "body": body,
        "rules": [
            (name, results.rule(rule, language), _address("desk-rule", body, name), _removal(body, name))
            for name, rule in laid_down.items()
        ],
        "add": _address("desk-rule", body),
        "sources": [(label("preset", code, language), each) for code, each in PRESETS.items()],
        "trail": _trail(body, _("Voting rules")),
    }
    return show(request, "desk/rules.html", context)


@require_http_methods(["GET", "POST"])
def compose(request: Request) -> HttpResponse:
    """Compose a rule of that name, or a new one; a press shows what it means, another lays it down."""
    body = the_body(request)
    known = bodies.rules_of(body.id)
    name = request.GET.get("name", "") if request.GET.get("name", "") in known or not known else ""
    name = name or ("" if known else ORDINARY)
    form = _form(request, known.get(name))
    example = ExampleForm(request.POST or None, initial=figures(bodies.seats_lately(body.id) or SEATS))
    naming = None if name else _naming(request, known)
    status = 200
    if request.method == "POST":
        # What the example holds has no part in the rule, and htmx puts in its place only what comes with a 200.
        fine = form.is_valid() and (naming is None or naming.is_valid())
        status = 200 if request.headers.get("HX-Request") or (fine and example.is_valid()) else 422
        if fine and request.POST.get("do") == LAY_DOWN:
            done = _laid_down(request, body, form.rule(), naming.chosen if naming else name)
            if not isinstance(done, Refusal):
                return done
            form.add_error(None, sentence(done, request.LANGUAGE_CODE))
            status = done.because.value
    context = {
        "title": rule_name(name).capitalize() if name else _("New voting rule"),
        "body": body,
        "form": form,
        "naming": naming,
        "first": not known,
        "example": example,
        "meaning": _meaning(request, form, example),
        "preset": PRESETS.get(request.GET.get("preset", "")),
        "presets": [(code, label("preset", code, request.LANGUAGE_CODE)) for code in PRESETS],
        "name": request.GET.get("name", ""),
        "lay_down": LAY_DOWN,
        "back": _address("desk-rules", body),
        "trail": _trail(body, rule_name(name).capitalize() if name else _("New voting rule"), inside=True),
    }
    return show(request, "desk/rule.html", context, status=status)


@require_http_methods(["GET", "POST"])
def remove(request: Request) -> HttpResponse:
    """Take a rule back; on opening the address the page says what that means."""
    body, name = the_body(request), request.GET.get("name", "")
    if name not in bodies.rules_of(body.id):
        return redirect(_address("desk-rules", body))
    context = {"body": body, "name": name, "title": _("Remove a voting rule"), "back": _address("desk-rules", body)}
    status = 200
    if request.method == "POST":
        done = actions.remove_rule(actor=request.actor, at=datetime.now(UTC), body=body.id, name=name)
        if not isinstance(done, Refusal):
            messages.success(request, _("The rule is removed. Meetings already convened keep it."))
            return redirect(_address("desk-rules", body))
        context["refusal"], status = sentence(done, request.LANGUAGE_CODE), done.because.value
    return show(request, "desk/rule-remove.html", context, status=status)


def _laid_down(request: Request, body: BodyView, rule: Rule, name: str) -> HttpResponse | Refusal:
    done = actions.set_rule(actor=request.actor, at=datetime.now(UTC), body=body.id, rule=rule, name=name)
    if isinstance(done, Refusal):
        return done
    messages.success(request, _("The voting rule is laid down. Meetings already convened keep theirs."))
    return redirect(_address("desk-rules", body))


def _form(request: Request, rule: Rule | None) -> RuleForm:
    """What was typed; else the preset that the address names, the rule as it is, or a common one to start from."""
    preset = PRESETS.get(request.GET.get("preset", ""))
    shown = preset.rule if preset else rule or PRESETS[START].rule
    return RuleForm(request.POST or None, initial=initial_of(shown))


def _naming(request: Request, known: Mapping[str, Rule]) -> NameForm:
    words = {name: rule_name(name).capitalize() for name in NAMES}
    return NameForm(request.POST or None, taken=known, words=words)


def _meaning(request: Request, form: RuleForm, example: ExampleForm) -> Meaning | None:
    """Of the rule as it stands in the form, with the figures as they stand there; nothing while either is wrong."""
    if form.is_bound:
        if not form.is_valid() or not example.is_valid():
            return None
        return meaning(form.rule(), example.cleaned_data, request.LANGUAGE_CODE)
    filled, figured = RuleForm(_typed(form)), ExampleForm(_typed(example))
    assert filled.is_valid() and figured.is_valid(), (filled.errors, figured.errors)
    return meaning(filled.rule(), figured.cleaned_data, request.LANGUAGE_CODE)


def _typed(form: RuleForm | ExampleForm) -> dict[str, Any]:
    """The initial values of a form as if somebody had sent them."""
    return {name: value for name, value in form.initial.items() if value is not None and value is not False}


def _removal(body: BodyView, name: str) -> str:
    return "" if name == ORDINARY else _address("desk-rule-remove", body, name)


def _address(view: str, body: BodyView, name: str = "") -> str:
    return f"{reverse(view)}?{urlencode({'body': body.id} | ({'name': name} if name else {}))}"


def _trail(body: BodyView, title: str, *, inside: bool = False) -> list[dict[str, str]]:
    above = [{"label": in_language(body.names), "url": reverse("desk-body", args=[body.id])}]
    if inside:
        above.append({"label": _("Voting rules"), "url": _address("desk-rules", body)})
    return [{"label": _("Desk"), "url": reverse("desk")}, *above, {"label": title}]


def the_body(request: Request) -> BodyView:
    """The same, as pages show it; the guard has asked."""
    body = bodies.body(request.GET.get("body", ""))
    assert body is not None  # the guard found it
    return body


def where(request: Request) -> Where | None:
    """The body that the address names."""
    body = request.GET.get("body", "")
    return Where(body=body) if bodies.body(body) else None


urlpatterns: list[URLPattern] = [
    route("desk/rules", rules, name="desk-rules", permit="rules.edit", where=where),
    route("desk/rules/rule", compose, name="desk-rule", permit="rules.edit", where=where),
    route("desk/rules/remove", remove, name="desk-rule-remove", permit="rules.edit", where=where),
]
