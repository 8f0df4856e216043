"""The roll-call of a vote as a file that anybody can count again with ``plenaria tally``."""

from django.http import Http404, HttpResponse

from plenaria.formats.roll_call import Line, write_roll_call
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries.roll_calls import RollCallLine, can_be_counted_again, roll_call_lines
from plenaria.store.queries.votes import VoteHeld


def has_roll_call_file(vote: VoteHeld) -> bool:
    """Whether there is one: the body shows names, and the named votes alone made the result."""
    return vote.named and vote.state == "declared" and can_be_counted_again(vote.id)


def roll_call_file(vote: VoteHeld, language: str) -> HttpResponse:
    """The file; 404 where there is none."""
    if not has_roll_call_file(vote):
        raise Http404
    data = write_roll_call(_line(each) for each in roll_call_lines(vote.id, vote.naming))
    response = HttpResponse(data, content_type="text/csv; charset=utf-8; header=present")
    name = f"{vote.body_slug}-{vote.meeting_slug}-vote-{vote.number}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _line(line: RollCallLine) -> Line:
    return Line(
        seat=str(line.seat),
        name=in_language(line.names),
        votes=line.votes,
        choice=line.choice,
        opening=line.opening,
        there=line.there,
        proxy="" if line.through is None else str(line.through),
    )
