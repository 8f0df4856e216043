"""An election in the hall: the ballot on a phone, checked before it is recorded; the lot; who is elected.

1. A ballot is filled in on the delegate's page and checked first: the next page says what will be recorded.
2. Recording it is a vote like any other: the same address, the same key, the same receipt.
3. Nothing here needs a script: a rank is a number to choose, a name is a box to tick.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, get_script_prefix, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenaria.actions import elections as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import choices
from plenaria.core.voting.elections.setting import EACH, NAMING, Setting
from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.elected import named, shown, told
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import elections as phrases
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, elections, polls, proxies
from plenaria.store.queries.meetings import MeetingView

ANSWERS = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate on the ballot paper, and what is filled in: a rank, ``yes``, an answer, or nothing."""

    number: int
    name: str
    given: str


def paper(view: elections.ElectionView, given: Mapping[str, str], language: str) -> dict[str, Any]:
    """The ballot paper with what was filled in: ``line-3`` is the place, the tick or the answer for candidate 3."""
    setting = view.setting
    names = view.names(language)
    lines = [Line(each, names[each - 1], given.get(f"line-{each}", "")) for each in setting.standing]
    return {
        "kind": _kind(setting),
        "lines": lines,
        "one": given.get("one", ""),
        "places": range(1, len(lines) + 1),
        "answers": [(each, label("choice", each)) for each in ANSWERS],
        "says": _says(setting),
        "method": phrases.method(setting.method, language),
    }


def _kind(setting: Setting) -> str:
    if setting.method == EACH:
        return "each"
    if setting.method in NAMING:
        return "one" if setting.most == 1 else "several"
    return "rank"


def _says(setting: Setting) -> str:
    """What a voter has to do."""
    match _kind(setting):
        case "each":
            return _("Answer for each candidate.")
        case "one":
            return _("Choose one candidate.")
        case "several" if setting.method == "approval":
            return _("Choose everybody whom you approve of.")
        case "several":
            most = setting.most
            return ngettext("Choose at most %(most)s candidate.", "Choose at most %(most)s candidates.", most) % {
                "most": most
            }
    if setting.equal_ranks:
        return _("Number the candidates: 1 is the one you want most. You may give equal numbers, and leave some out.")
    return _("Number the candidates: 1 is the one you want most. You may leave some out.")


def written(setting: Setting, given: Mapping[str, str]) -> str | Refusal:
    """The choice that a filled-in paper makes. Places that were skipped close up: only their order counts."""
    lines = {number: given.get(f"line-{number}", "") for number in setting.standing}
    if setting.method == EACH:
        return choices.marked({number: said for number, said in lines.items() if said in ANSWERS}, setting)
    ranks: dict[int, list[int]] = {}
    if _kind(setting) == "one":
        one = given.get("one", "")
        ranks = {1: [int(one)]} if one.isdecimal() and len(one) < 4 else {}
    elif setting.method in NAMING:
        ranks = {1: [number for number, said in lines.items() if said]}
    else:
        for number, said in lines.items():
            if said and not (said.isdecimal() and 0 < int(said[:4]) <= len(lines)):
                return unacceptable("choice-unreadable")
            if said:
                ranks.setdefault(int(said), []).append(number)
    rows = [ranks[place] for place in sorted(ranks) if ranks[place]]
    return choices.check(rows, setting) or choices.written(rows)


def ballot_context(poll: polls.PollView, mine: str) -> dict[str, Any]:
    """What the delegate's page shows of an election that is open: the paper, and what was recorded."""
    here = get_language() or "en"
    view = elections.election(poll.id)
    if view is None:
        return {}
    return {
        "ballot": paper(view, filled(view.setting, mine), here),
        "ballot_url": ballot_url(poll),
        "my_ballot": told(mine, view, here) if mine else (),
        "my_ballot_is_blank": mine == choices.BLANK,
    }


def method(poll: polls.PollView) -> str:
    """By which method the places are filled, in words."""
    view = elections.election(poll.id)
    return phrases.method(view.setting.method, get_language() or "en") if view else ""


def ballot_url(poll: polls.PollView, seat: str = "") -> str:
    """Where the ballot is checked: one's own, or that of a ``seat`` whose mandate one holds."""
    return f"{reverse('hall-ballot', args=[poll.meeting])}?{_query(poll, seat)}"


def _query(poll: polls.PollView, seat: str) -> str:
    return urlencode({"poll": poll.id} | ({"seat": seat} if seat else {}))


def filled(setting: Setting, choice: str) -> dict[str, str]:
    """The paper filled in as that choice says, to be changed."""
    if not choice or choice == choices.BLANK or choices.refused(choice, setting) is not None:
        return {}
    if setting.method == EACH:
        return {f"line-{number}": choices.MARKS[mark] for number, mark in enumerate(choice, 1)}
    ranks = [[int(each) for each in rank.split("=")] for rank in choice.split(">")]
    if _kind(setting) == "one":
        return {"one": str(ranks[0][0])}
    naming = setting.method in NAMING
    return {
        f"line-{candidate}": "yes" if naming else str(place)
        for place, rank in enumerate(ranks, 1)
        for candidate in rank
    }


@require_http_methods(["GET", "POST"])
def ballot(request: Request, meeting: str) -> HttpResponse:
    """Check a filled-in ballot: what it says, and the button that records it; or the paper again with what is wrong."""
    poll = polls.poll(request.GET.get("poll", ""))
    if poll is None and request.method == "GET":
        return redirect("hall-delegate", meeting)
    view = elections.election(poll.id) if poll and poll.meeting == meeting else None
    if poll is None or view is None:
        raise Http404
    here, hall, seat = request.LANGUAGE_CODE, page.meeting_or_404(meeting), request.GET.get("seat", "")
    given = {name: str(value) for name, value in request.POST.items()}
    found = written(view.setting, given) if request.method == "POST" else None
    refusal = found if isinstance(found, Refusal) else None
    context: dict[str, Any] = {
        "now": page.about(hall, poll),
        "ballot": paper(view, given, here),
        "ballot_url": ballot_url(poll, seat),
        "refusal": sentence(refusal, here) if refusal else "",
        "for_seat": _represented(request, poll, seat) if seat else None,
    }
    if isinstance(found, str):
        sent = found.ljust(view.setting.longest, ".") if view.method == "secret" else found
        context |= {
            "says": told(found, view, here),
            "is_blank": found == choices.BLANK,
            "vote_url": f"{reverse('hall-vote', args=[meeting])}?{_query(poll, seat)}",
            "choices": [{"value": sent, "label": _("Record my ballot"), "icon": "check", "tone": "for"}],
        }
    status = refusal.because.value if refusal else 200
    return page_of_its_own(request, "hall/ballot.html", hall, context, title=_("Your ballot"), status=status)


def _represented(request: Request, poll: polls.PollView, seat: str) -> proxies.HeldSeat | None:
    """The seat for which a mandate is voted, of those that whoever asks holds."""
    own = credentials.seat_of(poll.meeting, credential=request.actor.seat, person=request.actor.person)
    held = proxies.held_in(poll.id, own.id) if own else ()
    return next((each for each in held if each.credential == seat), None)


def candidates(poll: polls.PollView) -> dict[str, Any]:
    """Who stands in an election that is coming or open, for the projector."""
    view = elections.election(poll.id) if poll.is_election and poll.state in ("prepared", "open") else None
    if view is None:
        return {}
    names = view.names(get_language() or "en")
    return {"candidates": [names[each - 1] for each in view.setting.standing]}


# The result


def result(poll: polls.PollView, second: str = "") -> dict[str, Any]:
    """What there is to say of an election that was counted; ``second`` is a language in which it is said once more."""
    view = elections.election(poll.id)
    found = shown(view)
    if view is None or found is None:
        return {}
    other = shown(view, second) if second else None
    return {
        "election": found,
        "sentence": found.sentence,
        "second": second,
        "second_sentence": other.sentence if other and other.sentence != found.sentence else "",
        "waits_for_lot": poll.state == "closed" and bool(found.waiting),
        "named_ballots": named(view),
    }


# The chair


def ahead(meeting: str) -> list[tuple[str, str]]:
    """The elections that wait to be put to the vote: what each is for, and the page of the desk where it is put."""
    waiting = [each for each in elections.elections_at(meeting) if not each.put]
    desk = f"{get_script_prefix()}desk/m/{meeting}/elections"
    return [(in_language(each.titles), f"{desk}/{each.question}") for each in waiting]


def lot(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """Draw the lot, or enter the one that was drawn from papers (``drawn-3`` is the place of candidate 3)."""
    drawn: list[int] = []
    if request.POST.get("by") == "hand":
        given = ((name, str(place)) for name, place in request.POST.items())
        places = {name.removeprefix("drawn-"): place for name, place in given if name.startswith("drawn-")}
        read = all(each.isdecimal() and len(each) < 4 for pair in places.items() for each in pair)
        if not read or not places or len(set(places.values())) < len(places):
            return unacceptable("lot-for-others")
        drawn = [int(number) for number in sorted(places, key=lambda each: int(places[each]))]
    return actions.draw_lot(actor=request.actor, at=at, poll=subject, drawn=drawn)


def page_of_its_own(
    request: Request, template: str, meeting: MeetingView, context: Mapping[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    """A page of the hall that stands still: what is filled in on it is not swept away by what happens meanwhile."""
    frame = {
        "meeting": meeting,
        "title": title,
        "key": secrets.token_hex(16),
        "body_name": in_language(meeting.body_names),
        "accent": meeting.body_accent.removeprefix("#").lower(),
        "back_url": reverse("hall-delegate", args=[meeting.id]),
    }
    return render(request, template, {**frame, **context}, status=status)


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/ballot", ballot, name="hall-ballot", permit="hall.see", where=page.where),
]
