"""The path of a meeting in words: its steps, its checks, and the button for what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenaria.core.path import Check, Path, Step
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.path import Paper

STEPS: dict[str, str | Promise] = {
    "prepare": pgettext_lazy("step", "Prepare"),
    "conduct": pgettext_lazy("step", "Conduct"),
    "adopt": pgettext_lazy("step", "Adopt"),
    "send": pgettext_lazy("step", "Send"),
    "follow": pgettext_lazy("step", "Follow up"),
}

CHECKS: dict[str, tuple[str | Promise, str | Promise]] = {
    "place": (gettext_lazy("Place or link"), gettext_lazy("Enter the place")),
    "rule": (gettext_lazy("Voting rule of the body"), gettext_lazy("Enter the voting rule")),
    "agenda": (gettext_lazy("Agenda"), gettext_lazy("Write the agenda")),
    "convened": (gettext_lazy("Convened"), gettext_lazy("Convene the meeting")),
    "papers": (gettext_lazy("Papers to decide on"), gettext_lazy("Bring in a paper")),
    "report-tabled": (gettext_lazy("Report on earlier resolutions tabled"), gettext_lazy("Prepare the report")),
    "credentials": (gettext_lazy("Delegates invited"), gettext_lazy("Invite delegates")),
    "credentials-decided": (gettext_lazy("Credentials decided"), gettext_lazy("Decide on credentials")),
    "quorum": (gettext_lazy("Quorum in the room"), gettext_lazy("Check people in")),
    "opened": (gettext_lazy("Opened"), gettext_lazy("Open the meeting")),
    "in-session": (gettext_lazy("In session"), gettext_lazy("Resume the meeting")),
    "papers-decided": (gettext_lazy("Papers put to the vote"), gettext_lazy("Go to the chair’s page")),
    "report-decided": (gettext_lazy("Report decided on"), gettext_lazy("Go to the report")),
    "agenda-done": (gettext_lazy("Agenda dealt with"), gettext_lazy("Go to the agenda")),
    "closed": (gettext_lazy("Closed"), gettext_lazy("Close the meeting")),
    "adopted": (gettext_lazy("Adoption recorded"), gettext_lazy("Adopt")),
    "sealed": (gettext_lazy("Adopted texts sealed"), gettext_lazy("Seal")),
    "published": (gettext_lazy("Published in the register"), gettext_lazy("Publish")),
    "letters-sent": (gettext_lazy("Letters sent"), gettext_lazy("Send")),
    "plans-confirmed": (gettext_lazy("Owners and dates confirmed"), gettext_lazy("Confirm the plan")),
}
"""Check → what it is called, and the verb of its button."""

PRESSED = {"convened": "convene", "opened": "open", "in-session": "resume"}
"""What one press does, without a page between."""

PERMITS = {
    "place": "meetings.plan",
    "rule": "rules.edit",
    "agenda": "agenda.edit",
    "convened": "meetings.plan",
    "papers": "texts.import",
    "report-tabled": "reports.edit",
    "credentials": "credentials.decide",
    "credentials-decided": "credentials.decide",
    "quorum": "presence.record",
    "opened": "meetings.conduct",
    "in-session": "meetings.conduct",
    "papers-decided": "meetings.conduct",
    "report-decided": "reports.table",
    "agenda-done": "meetings.conduct",
    "closed": "meetings.conduct",
    "adopted": "resolutions.adopt",
    "sealed": "resolutions.seal",
    "published": "resolutions.publish",
    "letters-sent": "dispatches.send",
    "plans-confirmed": "plans.confirm",
}
"""Check → the verb of ``core.permits`` that its button needs."""


@dataclass(frozen=True, slots=True)
class Next:
    """The button for a check; ``post`` where a press does it at once, ``permit`` is who may."""

    label: str
    url: str
    post: bool
    permit: str


@dataclass(frozen=True, slots=True)
class Line:
    """A check as it is listed; ``face`` is met, idle or missing. A missing one has the link to where it is done."""

    text: str
    face: str
    link: Next | None


@dataclass(frozen=True, slots=True)
class Stage:
    """A step with its checks, as the page of the meeting shows it; ``ahead`` is one that comes later."""

    code: str
    title: str
    state: str
    ahead: bool
    lines: tuple[Line, ...]


def steps(walked: Path, home: str) -> list[dict[str, str]]:
    """The steps as the kit's path shows them."""
    return [
        {"label": str(STEPS[step.code]), "state": step.state, "url": f"{home}#{step.code}"} for step in walked.steps
    ]


def stages(
    walked: Path, meeting: MeetingView, papers: Sequence[Paper], may: Callable[[str], bool]
) -> tuple[Stage, ...]:
    """Every step with what is done and what is missing; a link only where ``may`` (a verb) lets one follow it."""
    here = walked.here
    reached = walked.steps.index(here) if here else -1
    return tuple(_stage(step, number > reached, meeting, papers, may) for number, step in enumerate(walked.steps))


def following(walked: Path, meeting: MeetingView, papers: Sequence[Paper]) -> Next | None:
    """The button for what comes next; nothing where the path is walked."""
    return _next(walked.next, meeting, papers) if walked.next else None


def _stage(step: Step, ahead: bool, meeting: MeetingView, papers: Sequence[Paper], may: Callable[[str], bool]) -> Stage:
    lines = tuple(_line(check, meeting, papers, may) for check in step.checks)
    return Stage(step.code, str(STEPS[step.code]), step.state, ahead, lines)


def _line(check: Check, meeting: MeetingView, papers: Sequence[Paper], may: Callable[[str], bool]) -> Line:
    face = "idle" if check.idle else "met" if check.met else "missing"
    # What is done by a press stands as a button on the same page.
    linked = face == "missing" and check.code not in PRESSED and check.code != "closed" and may(PERMITS[check.code])
    return Line(_text(check), face, _next(check.code, meeting, papers) if linked else None)


def _text(check: Check) -> str:
    title = str(CHECKS[check.code][0])
    if not check.of:
        return title
    return _("%(title)s: %(done)s of %(total)s") % {"title": title, "done": check.of - check.left, "total": check.of}


def _next(code: str, meeting: MeetingView, papers: Sequence[Paper]) -> Next:
    label = str(CHECKS[code][1])
    if code in PRESSED:
        return Next(label, reverse("desk-meeting-step", args=[meeting.id, PRESSED[code]]), True, PERMITS[code])
    return Next(label, _address(code, meeting, papers), False, PERMITS[code])


def _address(code: str, meeting: MeetingView, papers: Sequence[Paper]) -> str:
    here = {
        "place": "desk-meeting-change",
        "agenda": "desk-agenda",
        "agenda-done": "desk-agenda",
        "papers": "desk-import",
        "report-tabled": "desk-report",
        "report-decided": "desk-report",
        "credentials": "desk-credential-invite",
        "credentials-decided": "desk-credentials",
        "quorum": "desk-door",
    }
    if code in here:
        return reverse(here[code], args=[meeting.id]) + ("?state=undecided" if code == "credentials-decided" else "")
    root = get_script_prefix()
    match code:
        case "closed":
            return reverse("desk-meeting-step", args=[meeting.id, "close"])
        case "rule":
            return f"{root}desk/rules?body={meeting.body}"
        case "papers-decided":
            return f"{root}hall/{meeting.id}/chair"
    paper, page = _paper(code, papers)
    return f"{root}desk/r/{paper}/{page}" if paper else f"{reverse('desk-meeting', args=[meeting.id])}#{code}"


def _paper(code: str, papers: Sequence[Paper]) -> tuple[str, str]:
    """The first paper on which that is still to be done, and the page to do it on; else the first that was adopted."""
    wanted = {
        "adopted": ("put",),
        "sealed": ("adopted",),
        "published": ("adopted", "sealed"),
        "letters-sent": ("published", "sealed"),
        "plans-confirmed": ("published", "sealed", "adopted"),
    }[code]
    page = {"adopted": "adopt", "sealed": "adopt", "published": "adopt", "plans-confirmed": "follow"}.get(code, "send")
    decided = ("adopted", "sealed", "published")
    for states in (wanted, decided):
        for paper, state, _published in papers:
            if state in states:
                return paper, page
    return "", page
