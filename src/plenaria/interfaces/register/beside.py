"""What stands under the words of each clause of a resolution: what became of it, and what the register knows of it.

These are words of the page, in the reader's language, and no part of the text. Of most clauses there is nothing to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenaria.core.text.resolution import Resolution
from plenaria.interfaces.kit.clauses import joined
from plenaria.interfaces.kit.templatetags.kit import badge
from plenaria.interfaces.kit.votes import Shown
from plenaria.interfaces.kit.wording import day
from plenaria.interfaces.register.corrigenda import Note
from plenaria.interfaces.register.page import today
from plenaria.store.queries import criteria, open_nominations, validity
from plenaria.store.queries.answers import RequestView, public_requests
from plenaria.store.queries.criteria import RestingView
from plenaria.store.queries.open_nominations import OpenNomination
from plenaria.store.queries.published import ClauseState, PublicCommitment, Published
from plenaria.store.queries.validity import EffectView

NOTHING = ClauseState(validity="in-force", commitments=())
"""What is said of a clause of which there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands under the words of a clause."""

    state: ClauseState
    vote: Shown | None = None
    changed: tuple[EffectView, ...] = ()
    """What later clauses did to it."""
    changes: tuple[EffectView, ...] = ()
    """What it does to earlier ones."""
    requests: tuple[RequestView, ...] = ()
    """The letters that went out for it, and what was answered."""
    corrected: Sequence[Note] = ()
    """What corrigenda say of it."""
    nominations: Sequence[OpenNomination] = ()
    """Whom it puts forward."""
    criteria: Sequence[RestingView] = ()
    """What bodies ask for every time because of it."""


def of_clauses(
    found: Published,
    text: Resolution,
    separate: Mapping[str | None, Shown],
    notes: Mapping[str, Sequence[Note]],
    reader: str,
) -> dict[str, SafeString]:
    """For each clause by its id; ``separate`` are the votes on clauses, ``notes`` what corrigenda say of them."""
    links = validity.links(found.id) if {"changed", "changes"} & found.has else validity.NO_LINKS
    asked = public_requests(found.id, today()) if "requests" in found.has else {}
    nominated = open_nominations.of_resolution(found.id) if "nominations" in found.has else ()
    resting = criteria.resting_on(found.id) if "criteria" in found.has else ()
    told = {
        each.id: Beside(
            state=found.clauses.get(each.id, NOTHING),
            vote=separate.get(each.id),
            changed=links.changed.get(each.id, ()),
            changes=links.changes.get(each.id, ()),
            requests=asked.get(each.id, ()),
            corrected=notes.get(each.id, ()),
            nominations=[one for one in nominated if one.clause_id == each.id],
            criteria=[one for one in resting if one.clause == each.id],
        )
        for each in text.walk()
    }
    return {clause: html(each, found, reader) for clause, each in told.items()}


def html(beside: Beside, found: Published, reader: str) -> SafeString:
    """As it stands there, in the language of the reader, which is that of the page."""
    return format_html('<span lang="{}">{}</span>\n', reader, joined(_parts(beside, found)))


def _parts(beside: Beside, found: Published) -> Iterator[SafeString]:
    """What is there of many; templates say what is there of few."""
    if beside.state.validity != "in-force":
        yield format_html("{} ", badge("validity", beside.state.validity))
    if beside.changed or beside.changes:
        yield render_to_string("register/parts/clause-effects.html", {"beside": beside})
    yield from _done(beside.state.commitments)
    if beside.vote:
        put, counts = beside.vote.vote.number, beside.vote.counts
        yield format_html('<a href="#vote-{}">{}: {}</a>', put, _("Put separately"), counts)
    if beside.requests or beside.nominations or beside.criteria or beside.corrected:
        yield render_to_string("register/parts/clause-told.html", {"beside": beside, "found": found})


def _done(commitments: Sequence[PublicCommitment]) -> Iterator[SafeString]:
    """What became of it; where something is due time and again, for each time by its day."""
    for each in commitments:
        shown = badge("commitment", each.state)
        if len(commitments) > 1 and each.due:
            due = _("due %(date)s") % {"date": day(each.due)}
            yield format_html('{} <span class="soft">{}</span><br>', shown, due)
        else:
            yield format_html("{} ", shown)
