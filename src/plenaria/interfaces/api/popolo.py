"""The decisions of a meeting by Popolo: motions with their vote events, counts and votes.

``/api/popolo/b/BODY/m/MEETING.json``, in the language of the address. What the pages of the register don't show is not
here: no names where the body shows counts alone, and nothing of who voted what in secret. A count and a vote's weight
are whole numbers of votes; where mandates hold fractions, ``denominator`` says of which part.
"""

from collections.abc import Mapping
from fractions import Fraction

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import URLPattern, reverse
from django.views.decorators.http import conditional_page, require_safe

from plenaria.core.voting.tally import Tally
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.votes import shown
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.rules import threshold
from plenaria.store.queries import votes
from plenaria.store.queries.meetings import MeetingView, meeting_at
from plenaria.store.queries.votes import VOTED, VoteHeld, VoteLine

OPTIONS = {"for": "yes", "against": "no", "abstain": "abstain", "absent": "absent"}
"""Our words for a choice, and those that Popolo's examples have."""
RESULTS = {"adopted": "pass", "rejected": "fail"}

type Json = dict[str, object]


@require_safe
@conditional_page
def meeting(request: Request, body: str, meeting: str) -> HttpResponse:
    """Everything that was decided there in public."""
    found = meeting_at(body, meeting)
    if found is None or found.state == "planned":
        raise Http404
    organization = _address("register-body", body)
    data = {
        "organizations": [{"id": organization, "name": in_language(found.body_names), "classification": "body"}],
        "events": [_session(found, organization)],
        "motions": [_motion(each, found, organization, request.LANGUAGE_CODE) for each in votes.votes_at(found.id)],
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _session(of: MeetingView, organization: str) -> Json:
    return {
        "id": _address("register-meeting", of.body_slug, of.slug),
        "name": in_language(of.names),
        "classification": "meeting",
        "start_date": of.first_day.isoformat(),
        "end_date": of.last_day.isoformat(),
        "organization_id": organization,
    }


def _motion(vote: VoteHeld, at: MeetingView, organization: str, language: str) -> Json:
    """One putting of a question: put again, it is a motion of its own, with the same words."""
    session = _address("register-meeting", at.body_slug, at.slug)
    page = _address("register-vote", at.body_slug, at.slug, vote.number)
    paper = vote.paper
    sources = [{"url": page}]
    if paper and paper.slug:
        sources.append({"url": _address("register-resolution", paper.body_slug, paper.slug)})
    return _told(
        id=f"{page}#motion",
        organization_id=organization,
        legislative_session_id=session,
        text=shown(vote, language).title,
        identifier=str(vote.number),
        classification="election" if vote.is_election else "clause" if paper and paper.clause else "resolution",
        date=vote.opened_at.isoformat() if vote.opened_at else None,
        requirement=None if vote.is_election else threshold(vote.rule, language),
        result=_result(vote),
        vote_events=[_vote_event(vote, page, organization, session)],
        sources=sources,
    )


def _vote_event(vote: VoteHeld, page: str, organization: str, session: str) -> Json:
    decision = vote.decision
    return _told(
        id=page,
        motion_id=f"{page}#motion",
        organization_id=organization,
        legislative_session_id=session,
        identifier=str(vote.number),
        classification=vote.method,
        start_date=vote.opened_at.isoformat() if vote.opened_at else None,
        end_date=vote.closed_at.isoformat() if vote.closed_at else None,
        result=_result(vote),
        counts=_counts(decision.tally) if decision and not vote.is_election else [],
        votes=[_vote(each, page, decision.tally) for each in _lines(vote)] if decision else [],
    )


def _lines(vote: VoteHeld) -> list[VoteLine]:
    """Who voted how, where that is known: of a secret vote it never is."""
    return [each for each in votes.lines(vote) if each.choice != VOTED and each.choice in OPTIONS]


def _counts(tally: Tally) -> list[Json]:
    numbers = {"yes": tally.in_favour, "no": tally.against, "abstain": tally.abstaining}
    part: Mapping[str, int] = {"denominator": tally.denominator} if tally.denominator != 1 else {}
    return [{"option": option, "value": value, **part} for option, value in numbers.items()]


def _vote(line: VoteLine, page: str, tally: Tally) -> Json:
    units = line.weight * tally.denominator
    return _told(
        vote_event_id=page,
        voter={"name": in_language(line.names), "seat": line.seat},
        option=OPTIONS[line.choice],
        group={"name": in_language(line.delegation)} if line.delegation else None,
        weight=int(units) if units.denominator == 1 else float(Fraction(units)),
    )


def _result(vote: VoteHeld) -> str | None:
    if vote.state == "void" or vote.decision is None or vote.is_election:
        return None
    return RESULTS.get(vote.decision.outcome, vote.decision.outcome)


def _told(**members: object) -> Json:
    return {name: value for name, value in members.items() if value is not None}


def _address(name: str, *arguments: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=arguments)}"


urlpatterns: list[URLPattern] = [
    route("api/popolo/b/<slug:body>/m/<slug:meeting>.json", meeting, name="popolo-meeting", permit=PUBLIC),
]
