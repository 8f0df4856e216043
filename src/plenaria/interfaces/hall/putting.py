"""How a question is put: the ways of voting, the rules of the meeting by name, and the press itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from plenaria.actions import polls as actions
from plenaria.actions._perform import Receipt
from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.polls import as_put
from plenaria.core.refusal import Refusal
from plenaria.core.voting.rule import ORDINARY, Rule
from plenaria.interfaces.hall import by_post, page
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import label, rule_name
from plenaria.phrases import rules
from plenaria.store.queries import polls
from plenaria.store.queries.meetings import MeetingView

MEANS: dict[str, str | Promise] = {
    "electronic": _("Each votes on a phone, by name."),
    "hands": _("Tellers count raised hands."),
    "roll-call": _("The clerk calls seat after seat, in an order drawn by lot."),
    "secret": _("On phones. Secret for other users, not for whoever runs the server."),
    "paper": _("Tellers count papers. Secret."),
    "no-objection": _("Adopted unless somebody objects."),
}
"""Ways of voting, the usual one first, and what each means."""

KEPT = "elections"
"""The rule by name that is for elections alone."""


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of the chair: a method, or a rule by its name; ``whole`` is all that the rule says."""

    code: str
    label: str
    means: str
    whole: str = ""


def ways(meeting: MeetingView) -> dict[str, Any]:
    """What the chair chooses from: methods that at least one of the rules can be applied to, and the rules in words."""
    named = {name: rule for name, rule in meeting.rules.items() if name != KEPT}
    return {
        "methods": [
            Way(each, label("method", each).capitalize(), str(means))
            for each, means in MEANS.items()
            if any(not isinstance(as_put(rule, each), Refusal) for rule in named.values())
        ],
        "rules": [
            Way(name, rule_name(name).capitalize(), in_short(rule), in_words(rule))
            for name, rule in sorted(named.items(), key=lambda each: each[0] != ORDINARY)
        ],
        "closes_later": any(rule.correspondence != "no" for rule in named.values()),
        "must_close": meeting.kind == BY_CORRESPONDENCE,
        "divides": any(rule.division for rule in named.values()),
    }


def in_short(rule: Rule) -> str:
    """What a rule asks of the votes, and of those present: *more than half of the votes cast; quorum: 16 seats*."""
    here = get_language() or "en"
    majority = rules.threshold(rule, here)
    if rule.quorum is None:
        return majority
    return gettext("%(majority)s; quorum: %(quorum)s") % {
        "majority": majority,
        "quorum": rules.quorum(rule.quorum, here),
    }


def in_words(rule: Rule) -> str:
    """A whole rule, a sentence for each of its parts."""
    return " ".join(rules.rule(rule, get_language() or "en"))


def put(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """Put a text, one clause of it, or a question in the chair's own words: a vote that is then opened."""
    given = request.POST
    clause = given.get("clause") or None
    question = polls.question_about(meeting, subject, clause) if subject else None
    if question is None:
        view = page.meeting_or_404(meeting)
        asked = actions.prepare_question(
            actor=request.actor,
            at=at,
            meeting=meeting,
            resolution=subject or None,
            clause=clause,
            item=view.item,
            titles=_titles(request, view.languages),
        )
        if isinstance(asked, Refusal):
            return asked
        question = asked.subject
    return prepare(request, at, question)


def prepare(request: Request, at: datetime, question: str) -> Receipt | Refusal:
    """A vote on that question, taken as was chosen in the form."""
    given = request.POST
    closes_at = by_post.closing(request)
    if isinstance(closes_at, Refusal):
        return closes_at
    return actions.prepare_poll(
        actor=request.actor,
        at=at,
        question=question,
        method=given.get("method", next(iter(MEANS))),
        rule_name=given.get("rule", ORDINARY),
        mixed="mixed" in given,
        drawing=given.get("drawing", "first"),
        closes_at=closes_at,
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in before a refusal, and in which form, so that nothing has to be typed again."""

    form: str
    subject: str
    method: str
    rule: str
    drawing: str
    clause: str
    mixed: bool
    titles: dict[str, str]
    reason: str
    until_day: str
    until_time: str
    drawn: dict[int, str]


def filled(given: Mapping[str, str]) -> Filled:
    """What a refused press of the chair's or the clerk's page had filled in."""
    form = {"void": "void", "election-lot": "lot", "put-question": "waiting"}.get(given.get("verb", ""), "")
    if given.get("verb") == "put":
        form = "clause" if given.get("clause") else "whole" if given.get("subject") else "ask"
    texts = {name: str(value) for name, value in given.items()}
    return Filled(
        form=form,
        subject=texts.get("subject", ""),
        method=texts.get("method", ""),
        rule=texts.get("rule", ""),
        drawing=texts.get("drawing", ""),
        clause=texts.get("clause", ""),
        mixed="mixed" in texts,
        titles={name.removeprefix("title_"): text for name, text in texts.items() if name.startswith("title_")},
        reason=texts.get("reason", ""),
        until_day=texts.get("until_day", ""),
        until_time=texts.get("until_time", ""),
        drawn={int(name[6:]): text for name, text in texts.items() if re.fullmatch(r"drawn-[0-9]{1,3}", name)},
    )


def _titles(request: Request, languages: Sequence[str]) -> dict[str, str]:
    return {each: words for each in languages if (words := request.POST.get(f"title_{each}", "").strip())}
