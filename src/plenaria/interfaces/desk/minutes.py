"""The minutes at the desk: what the journal tells with the journal beside it, the clerk's own words, the approval."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import minutes as actions
from plenaria.core.minutes.written import CLERK, EDITED, Paragraph, Section, Written
from plenaria.core.refusal import Refusal
from plenaria.delivery import minutes as delivery
from plenaria.delivery.minutes import Draft
from plenaria.formats.minutes import FORMATS
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases import journal
from plenaria.phrases.minutes import generated
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import minutes
from plenaria.store.queries.minutes import EntryView, WordsView

PLACES = ("after", "instead")


@dataclass(frozen=True, slots=True)
class Beside:
    """An entry of the journal beside a paragraph, with what its kind is called."""

    entry: EntryView
    kind: str


@dataclass(frozen=True, slots=True)
class Typed:
    """The form that is open at one place: what stands in it, what it is based on, and what stood against it."""

    key: str
    place: str
    text: str
    version: int
    stands: str = ""
    refusal: str = ""

    @property
    def entry(self) -> str:
        """The number of the entry that the words hold on to."""
        return self.key.partition("-")[0]

    @property
    def code(self) -> str:
        """What happened there."""
        return self.key.partition("-")[2]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with what stands beside it; ``moved_on`` is what the journal tells now, where it has gone on since
    the clerk wrote it otherwise. ``poll`` is of a vote whose dissenters can be recorded."""

    paragraph: Paragraph
    beside: tuple[Beside, ...]
    added: bool
    form: Typed | None
    moved_on: str = ""
    poll: str = ""


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """The minutes in one language, with the journal beside them; a POST stores words of the clerk's."""
    # Votes by name are read where they are asked for: a hall casts thousands.
    draft = the_draft(meeting, roll_calls="dissent" in request.GET)
    language = _language(request, draft)
    if request.method == "POST":
        return _store(request, draft, language)
    key, place = request.GET.get("edit", ""), request.GET.get("place", "")
    form = _opened(draft, language, key, place) if place in PLACES else None
    return _show(request, draft, language, form)


def _store(request: Request, draft: Draft, language: str) -> HttpResponse:
    given = request.POST
    key, place, text = given.get("key", ""), given.get("place", ""), given.get("text", "")
    entry, _dash, code = key.partition("-")
    result = actions.write_words(
        actor=request.actor,
        at=datetime.now(UTC),
        meeting=draft.meeting.id,
        language=language,
        entry=int(entry) if entry.isdecimal() and len(entry) < 16 else -1,
        code=code[:32],
        place=place,
        text=text,
        based_on=int(given.get("version", "") or 0) if given.get("version", "").isdecimal() else 0,
        generated=generated(draft.facts, draft.directory, language, key),
    )
    if isinstance(result, Refusal):
        now = _opened(draft, language, key, place)
        said = sentence(result, request.LANGUAGE_CODE)
        typed = replace(now, text=text, stands=now.text, refusal=said)
        return _show(request, draft, language, typed, status=result.because.value)
    messages.success(request, _("Stored. The words keep their place, also when the journal goes on."))
    return redirect(f"{reverse('desk-minutes', args=[draft.meeting.id])}?language={language}#p-{key}")


def _opened(draft: Draft, language: str, key: str, place: str) -> Typed:
    """The form for one place, with what stands there now."""
    words = _words(draft, language).get((key, place))
    told = generated(draft.facts, draft.directory, language, key) if place == "instead" else ""
    text = words.own.text if words and words.own.text else told
    return Typed(key, place, text, words.version if words else 0)


def _show(request: Request, draft: Draft, language: str, form: Typed | None, *, status: int = 200) -> HttpResponse:
    meeting, at = draft.meeting, datetime.now(UTC)
    versions = minutes.versions(meeting.id)
    last = versions[-1] if versions else None
    open_now = last is None or last.state == "draft"
    may_edit = may_do(request.actor, "minutes.edit", meeting.body) and open_now
    approved = None if open_now or last is None else delivery.approved_text(meeting.id, language, last.version)
    written = approved or draft.written(language)
    form = form if may_edit else None
    parts = _parts(request, draft, written, form)
    context = {
        "written": written,
        "parts": parts,
        # Words for a place that is not there are shown above, so that they aren't lost.
        "stray": form if not any(row.form for _part, rows in parts for row in rows) else None,
        "language": language,
        "languages": [(each, language_name(each)) for each in draft.languages],
        "versions": versions,
        "last": last,
        "current": minutes.current(meeting.id),
        "forms": list(FORMATS),
        "may_edit": may_edit,
        "may_approve": may_do(request.actor, "minutes.approve", meeting.body),
        "open_now": open_now,
        "over": meeting.state in actions.OVER,
        "dissent": _dissent(draft, request.GET.get("dissent", "")) if may_edit else None,
    }
    return show_meeting(request, "desk/minutes.html", meeting, at, context, title=_("Minutes"), status=status)


def _parts(request: Request, draft: Draft, written: Written, form: Typed | None) -> list[tuple[Section, list[Row]]]:
    numbers = {entry for part in written.sections for each in part.paragraphs for entry in each.entries}
    entries = minutes.entries_at(numbers)
    kinds = {each.kind: journal.kind(each.kind, request.LANGUAGE_CODE) for each in entries.values()}
    beside = {number: Beside(entry, kinds[entry.kind]) for number, entry in entries.items()}
    words = _words(draft, written.language)
    # The form stands at the clerk's words, or at the paragraph that they hold on to while there are none.
    added = {each.key for part in written.sections for each in part.paragraphs if each.source == CLERK}
    at_words = form is not None and form.place == "after" and form.key in added
    decided = {each.key: str(each.data["poll"]) for each in draft.facts.happenings if each.code == "poll-decided"}

    def row(each: Paragraph) -> Row:
        own = words.get((each.key, "instead"))
        before = own.own.generated if own and each.source == EDITED else ""
        mine = form is not None and form.key == each.key and (each.source == CLERK) is at_words
        return Row(
            paragraph=each,
            beside=tuple(beside[number] for number in each.entries if number in beside),
            added=each.source == CLERK,
            form=form if mine else None,
            moved_on=each.generated if before and before != each.generated else "",
            poll=decided.get(each.key, "") if each.source != CLERK else "",
        )

    return [(part, [row(each) for each in part.paragraphs]) for part in written.sections]


def _words(draft: Draft, language: str) -> dict[tuple[str, str], WordsView]:
    return {(each.own.key, each.own.place): each for each in draft.words if each.language == language}


def _dissent(draft: Draft, poll: str) -> dict[str, Any] | None:
    """The form that records who voted against and wants it in the minutes: those who may have."""
    put = draft.facts.polls.get(poll)
    if put is None or put.decision is None:
        return None
    said = draft.directory.answers.get(poll, {})
    against = {seat for seat, (choice, _proxy) in said.items() if choice == "against"}
    seats = [each for each in draft.facts.seats.values() if each.state == "accredited"]
    offered = [each for each in seats if not said or each.id in against or put.counts]
    names = draft.directory.people
    return {
        "poll": put,
        "recorded": [(each, names.get(each.person, {})) for each in seats if each.id in put.dissents],
        "offered": [(each, names.get(each.person, {})) for each in offered if each.id not in put.dissents],
    }


@require_POST
def dissent(request: Request, meeting: str, poll: str) -> HttpResponse:
    """Record that somebody voted against and asked for it to be recorded, or no longer."""
    draft = the_draft(meeting)
    if poll not in draft.facts.polls:
        raise Http404
    result = actions.record_dissent(
        actor=request.actor,
        at=datetime.now(UTC),
        poll=poll,
        seat=request.POST.get("seat", ""),
        withdrawn=request.POST.get("do") == "withdraw",
    )
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is in the journal, and stands in the minutes of every language."))
    return redirect(f"{reverse('desk-minutes', args=[meeting])}?language={_language(request, draft)}")


@require_safe
def download(request: Request, meeting: str, form: str) -> HttpResponse:
    """The approved minutes as they were kept, ``version`` of them; else the draft, which says that it is one."""
    draft = the_draft(meeting)
    language, version = _language(request, draft), request.GET.get("version", "")
    if form not in FORMATS:
        raise Http404
    headers = {"Cache-Control": "private, no-store"}
    if version.isdecimal():
        file = minutes.file_of(meeting, form, language, int(version))
        if file is None:
            raise Http404
        headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return HttpResponse(files.load(file.sha256), content_type=file.media_type, headers=headers)
    made = delivery.as_file(meeting, language, form)
    if isinstance(made, Refusal):
        return refused(request, made)
    headers["Content-Disposition"] = f'attachment; filename="{delivery.name_of(draft, form, language)}"'
    return HttpResponse(made, content_type=FORMATS[form].media_type, headers=headers)


def the_draft(meeting: str, *, roll_calls: bool = False) -> Draft:
    """The minutes as they read now, without who voted how; 404 where there is no such meeting."""
    the_meeting(meeting)
    found = delivery.draft(meeting, roll_calls=roll_calls)
    if found is None:
        raise Http404
    return found


def _language(request: Request, draft: Draft) -> str:
    asked = request.POST.get("language") or request.GET.get("language") or request.LANGUAGE_CODE
    return asked if asked in draft.languages else draft.languages[0]


_MINUTES = "desk/m/<str:meeting>/minutes/"

urlpatterns: list[URLPattern] = [
    route(_MINUTES, page, name="desk-minutes", permit="desk.see", where=where),
    route(f"{_MINUTES}dissent/<str:poll>", dissent, name="desk-minutes-dissent", permit="minutes.edit", where=where),
    route(f"{_MINUTES}file/<str:form>", download, name="desk-minutes-file", permit="desk.see", where=where),
]
