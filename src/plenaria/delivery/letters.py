"""Letters on paper: typeset before they are sent, shown before they go, and put together for the post.

Everything that takes time happens before the action, which writes it down in one short transaction.
"""

from collections.abc import Sequence
from datetime import date, datetime

from plenaria.actions import dispatches, tokens
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.actions.dispatches import Typeset, digest_of
from plenaria.core import permits
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.delivery.sealing import letterhead
from plenaria.formats.letter_pdf import LetterPaper, write_labels, write_letters
from plenaria.formats.print_run import write_print_run
from plenaria.phrases.catalogue import translation
from plenaria.store import files
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries import letter_books
from plenaria.store.queries.dispatches import DispatchView

PDF = "application/pdf"


def send(*, actor: Actor, at: datetime, letters: Sequence[str]) -> Receipt | Refusal:
    """Number these letters, typeset those that go on paper or with a mail, and send them.

    Refused, and then none is sent: what ``actions.dispatches.send_dispatches`` refuses, ``paper-letters-missing``,
    ``paper-too-slow``, ``paper-not-written``.
    """
    # Asked before anything is typeset: what cannot be sent uses up no numbers.
    views = [view for view in (queries.dispatch(each, at.date()) for each in dict.fromkeys(letters)) if view]
    if not views:
        return unacceptable("nothing-to-send")
    refusal = permits.may(actor, "dispatches.send", Where(body=views[0].body))
    if refusal is not None:
        return refusal
    if not all(queries.may_go(each) for each in views):
        return dispatches.send_dispatches(actor=actor, at=at, dispatches=letters)
    numbered = dispatches.number_letters(actor=actor, at=at, dispatches=letters)
    if isinstance(numbered, Refusal):
        return numbered
    papers = _typeset([view for view in (queries.dispatch(each.id, at.date()) for each in views) if view], at)
    if isinstance(papers, Refusal):
        return papers
    return dispatches.send_dispatches(actor=actor, at=at, dispatches=letters, papers=papers)


def paper(letter: str, at: datetime) -> bytes | Refusal:
    """A letter as it was typeset when it went, else as it would be now. Refused: ``dispatch-unknown``, as ``send``."""
    view = queries.dispatch(letter, at.date())
    if view is None:
        return unacceptable("dispatch-unknown")
    if view.paper and view.state != "to-send":
        return files.load(view.paper)
    made = write_letters([_paper(view, at)])
    return made if isinstance(made, Refusal) else made[0]


def print_queue(body: str, at: datetime) -> bytes | Refusal:
    """Every letter of a body that is to be posted, each with its sealed paper, as one PDF in the order of numbers.

    Refused: ``nothing-to-send``, ``letter-unprinted``, and as ``paper``.
    """
    views = queries.to_post(body, at.date())
    if not views:
        return conflict("nothing-to-send")
    papers: list[bytes] = []
    for each in views:
        letter = paper(each.id, at)
        if isinstance(letter, Refusal):
            return letter
        enclosed = queries.sealed_paper(each.id)
        papers += [letter, *([files.load(enclosed)] if enclosed else [])]
    return write_print_run(papers)


def address_labels(body: str, at: datetime) -> bytes | Refusal:
    """The addresses of the same letters as labels, in the same order. Refused: as ``print_queue``."""
    views = queries.to_post(body, at.date())
    if not views:
        return conflict("nothing-to-send")
    return write_labels(translation("en").gettext("Labels"), [address(each) for each in views])


def address(view: DispatchView) -> tuple[str, ...]:
    """The address of a letter, as on an envelope; the name as the address itself begins with it, if it does."""
    lines = view.party.address
    name, rest = _in(view.party.names, view.language), lines
    if lines and lines[0] in (*view.party.names.values(), *view.party.aliases):
        name, rest = lines[0], lines[1:]
    return tuple(line for line in (name, view.party.contact, *rest) if line)


def _typeset(views: Sequence[DispatchView], at: datetime) -> dict[str, Typeset] | Refusal:
    wanted = [each for each in views if each.party.way == "post" or letter_books.book(each.body).attached]
    made = write_letters([_paper(each, at) for each in wanted])
    if isinstance(made, Refusal):
        return made
    return {each.id: _kept(each, data) for each, data in zip(wanted, made, strict=True)}


def _kept(view: DispatchView, data: bytes) -> Typeset:
    name = "-".join("".join(sign if sign.isalnum() else " " for sign in view.reference).split()) or "letter"
    return Typeset(Upload(sha256=files.keep(data), name=f"{name}.pdf", media_type=PDF, size=len(data)), digest_of(view))


def _paper(view: DispatchView, at: datetime) -> LetterPaper:
    language, body = view.language, queries.head(view.body)
    enclosed = translation(language).gettext("Resolution No. {number}, sealed")
    answer = tokens.link(tokens.ANSWER, view.reminds or view.id, view.party.id, at=at, language=language)
    return LetterPaper(
        language=language,
        letterhead=letterhead(body.names, body.letterhead, body.accent, body.emblem, language),
        reference=view.reference or letter_books.book(view.body).next_number(at.year),
        day=_day(view, at),
        to=address(view),
        subject=view.subject,
        text=view.text,
        enclosed=(enclosed.format(number=view.number),),
        answer=answer if view.party.way == "post" else "",
        window=letter_books.book(view.body).window,
    )


def _day(view: DispatchView, at: datetime) -> date:
    """The day that stands on a letter: that on which it goes, or went."""
    return view.sent_at.date() if view.sent_at and view.state not in ("bounced", "to-send", "to-post") else at.date()


def _in(names: dict[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
