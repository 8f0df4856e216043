"""The lines of a board: there are a hundred on a page, and a template for each would take most of its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.templatetags.kit import badge, icon
from plenaria.interfaces.kit.wording import day, in_language, label
from plenaria.store.queries.board import Line
from plenaria.store.queries.followup import OwnerView

WORDS = 24
"""So many of a commitment's stand in its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the lines of a page have in common."""

    body_slug: str
    """The body that the board is of."""
    authentic: str = ""
    """The language that counts where there is no text in the reader's."""
    ticked: bool = False
    """Whether something can be done with those that are ticked."""
    several: bool = True
    """Whether they are of several resolutions."""
    linked: bool = False
    """Whether the reader may open the body's resolutions."""


def drawn(lines: Iterable[Line], look: Look) -> SafeString:
    """The lines of a group."""
    return mark_safe("".join(f"{_drawn(each, look)}\n\n" for each in lines))  # noqa: S308 - each part is escaped


def owners(found: Iterable[OwnerView]) -> SafeString:
    """Whom a commitment can be handed over to, to choose from."""
    options = (
        f'<option value="{each.id}">{escape(in_language(each.names))} · '
        f"{escape(in_language(each.titles) or label('role', each.role))}</option>"
        for each in found
    )
    return mark_safe("".join(options))  # noqa: S308 - each part is escaped


def _drawn(line: Line, look: Look) -> str:
    view = line.of
    clause = f"{escape(view.clause)}. " if view.clause else ""
    words = shortened(in_language(view.texts, look.authentic))
    badges = f"{badge('commitment', 'overdue')} " if view.late else ""
    return (
        f'<li>{_tick(line) if look.ticked else ""}<div class="what">'
        f'<a href="{address("desk-commitment", view.id)}">{clause}{escape(words)}</a>\n'
        f"<p>{' · '.join(_facts(line, look))}</p>\n"
        f"{_said(line)}</div>{badges}{badge('commitment', view.state)}</li>"
    )


def _tick(line: Line) -> str:
    words = f"{_choose()}: {escape(line.number)}, {escape(line.of.clause)}"
    box = f'<input type="checkbox" name="commitment" value="{line.id}">'
    return f'<label class="choice">{box}<span class="hidden-text">{words}</span></label>'


def _facts(line: Line, look: Look) -> Iterable[str]:
    """What stands under its words: where it is from, what it is, who answers for it, till when."""
    view, here = line.of, line.body_slug == look.body_slug
    if look.several:
        number = escape(line.number)
        yield f'<a href="{address("desk-follow", view.resolution)}">{number}</a>' if look.linked and here else number
    if not here:
        yield escape(in_language(line.body_names))
    yield escape(label("kind", view.kind))
    owner = in_language(view.owner_names)
    if owner:
        yield escape(owner)
    if view.due:
        yield _("due %(date)s") % {"date": day(view.due)}
    if line.programme:
        yield escape(in_language(line.programme_names))


def _said(line: Line) -> str:
    """What was reported last, and how often nothing was."""
    found, last = "", line.of.last
    if last and last.sentence:
        words = f'<span lang="{escape(last.language)}">{escape(last.sentence)}</span> ({day(last.at.date())})'
        found = f'<p class="small soft">{words}</p>'
    if line.unanswered:
        count = line.unanswered
        said = ngettext("%(count)s reminder without an answer", "%(count)s reminders without an answer", count)
        found += f'<p class="small">{icon("mail")} {said % {"count": count}}</p>'
    return found


def shortened(text: str) -> str:
    """Its first words."""
    words = text.split()
    return " ".join(words) if len(words) <= WORDS else f"{' '.join(words[:WORDS])} …"


def address(name: str, thing: str) -> str:
    """The address of a page of the desk that names one thing."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{thing}{after}"


@cache
def _around(name: str, _prefix: str) -> tuple[str, str]:
    before, _thing, after = reverse(name, args=["~"]).partition("~")
    return before, after


def _choose() -> str:
    return _chosen(get_language())


@cache
def _chosen(_language: str | None) -> str:
    return str(escape(pgettext("a line", "Choose")))
