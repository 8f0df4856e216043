"""The mails to those who answer for something: what they answer for, how it stands, and what is overdue elsewhere.

Both parts of a mail, plain and HTML, are made from the same blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from textwrap import shorten

from plenaria.phrases.catalogue import translation
from plenaria.phrases.dates import day
from plenaria.phrases.mail_page import Block, as_page, as_text

LONGEST_CLAUSE = 500
"""Letters of a clause that a reminder repeats."""


@dataclass(frozen=True, slots=True)
class Written:
    """A mail as it goes out."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone that is not reached yet."""

    words: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A commitment that somebody is asked about."""

    clause: str
    """Its printed number."""
    number: str
    """Of the resolution."""
    words: str
    due: date | None
    """``None`` for what has no day of its own, of which an owner is told, and reminded of its milestones alone."""
    link: str
    steps: tuple[Step, ...] = ()
    unanswered: int = 0
    """Reminders since anything was reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A commitment of somebody else that is overdue, and where it stands at the desk."""

    clause: str
    number: str
    due: date
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overseen:
    """What is overdue at the bodies whose secretary somebody is: by owner, at most so many; ``count`` is of all."""

    owners: tuple[tuple[str, tuple[Late, ...]], ...]
    count: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """Why the mail comes and where that is changed; ``rhythm`` is a word of ``core.reminding.RHYTHMS``."""

    rhythm: str
    link: str


def digest(asked: Sequence[Asked], overseen: Overseen | None, foot: Foot, today: date, language: str) -> Written:
    """The one mail of a day: what they are asked about, and what is overdue where they are secretary."""
    words = translation(language)
    blocks = [_block(each, today, language, words) for each in asked]
    if asked:
        blocks.append(
            Block(lines=(words.gettext("One press is enough: begun, done, or nothing new. A sentence is welcome."),))
        )
    if overseen:
        blocks += _overseen(overseen, language, words)
    blocks.append(_foot(foot, words) if asked else _foot_of_list(foot, words))
    return _written(_subject(asked, overseen, today, language, words), blocks, language)


def charge(asked: Sequence[Asked], today: date, language: str) -> Written:
    """The mail that tells somebody what they answer for, once a plan is confirmed."""
    words = translation(language)
    subject = words.ngettext(
        "You answer for {count} clause of resolution {number}",
        "You answer for {count} clauses of resolution {number}",
        len(asked),
    )
    subject = subject.format(count=len(asked), number=asked[0].number)
    closing = words.gettext(
        "Keep this mail: whenever something happens, one press on that page is enough. You are reminded before the day."
    )
    blocks = [*(_block(each, today, language, words) for each in asked), Block(lines=(closing,))]
    return _written(subject, blocks, language)


def handing_over(asked: Asked, owner: str, said: str, language: str) -> Written:
    """The note to a secretary that an owner says somebody else does it; its link leads to the desk."""
    words = translation(language)
    head = _head(asked, words)
    subject = words.gettext("{owner}: somebody else does clause {clause} of resolution {number}")
    text = words.gettext("{owner} writes that somebody else does this. Until you change the owner it stays with them.")
    blocks = [
        Block(head=head, lines=(shorten(asked.words, LONGEST_CLAUSE, placeholder=" …"),)),
        Block(lines=(text.format(owner=owner), f"“{said}”"), links=((words.gettext("Change the owner"), asked.link),)),
    ]
    return _written(subject.format(owner=owner, clause=asked.clause, number=asked.number), blocks, language)


def _written(subject: str, blocks: Sequence[Block], language: str) -> Written:
    return Written(subject, as_text(blocks), as_page(blocks, language, title=subject))


def _subject(
    asked: Sequence[Asked], overseen: Overseen | None, today: date, language: str, words: NullTranslations
) -> str:
    """What the mail is about, and by when."""
    if not asked:
        count = overseen.count if overseen else 0
        return words.ngettext(
            "{count} commitment has been overdue for a week or longer",
            "{count} commitments have been overdue for a week or longer",
            count,
        ).format(count=count)
    if len(asked) == 1:
        return _subject_of_one(asked[0], today, language, words)
    late = sum(each.due is not None and each.due < today for each in asked)
    if late:
        said = words.ngettext(
            "{count} commitments, {late} of them overdue: how do things stand?",
            "{count} commitments, {late} of them overdue: how do things stand?",
            len(asked),
        )
        return said.format(count=len(asked), late=late)
    days = [step.due for each in asked for step in each.steps] + [each.due for each in asked if each.due]
    said = words.ngettext(
        "{count} commitments, the first due on {date}: how do things stand?",
        "{count} commitments, the first due on {date}: how do things stand?",
        len(asked),
    )
    return said.format(count=len(asked), date=day(min(days, default=today), language))


def _subject_of_one(asked: Asked, today: date, language: str, words: NullTranslations) -> str:
    named = {"clause": asked.clause, "number": asked.number}
    if asked.steps or asked.due is None:
        return words.gettext("Clause {clause} of resolution {number}: how do things stand?").format(**named)
    if asked.due < today:
        said = words.gettext("Clause {clause} of resolution {number} was due on {date}: how do things stand?")
    elif asked.due == today:
        said = words.gettext("Clause {clause} of resolution {number} is due today: how do things stand?")
    else:
        said = words.gettext("Clause {clause} of resolution {number} is due on {date}: how do things stand?")
    return said.format(**named, date=day(asked.due, language))


def _head(asked: Asked | Late, words: NullTranslations) -> str:
    return words.gettext("Clause {clause} of resolution {number}").format(clause=asked.clause, number=asked.number)


def _block(asked: Asked, today: date, language: str, words: NullTranslations) -> Block:
    """A commitment with its days and its three presses."""
    lines = [shorten(asked.words, LONGEST_CLAUSE, placeholder=" …")]
    if asked.due is not None:
        if asked.due < today:
            when = words.gettext("It was due on {date}.")
        elif asked.due == today:
            when = words.gettext("It is due today, {date}.")
        else:
            when = words.gettext("It is due on {date}.")
        lines.append(when.format(date=day(asked.due, language)))
    for step in asked.steps:
        by = words.gettext("Milestone that was due on {date}: {name}")
        if step.due >= today:
            by = words.gettext("Milestone by {date}: {name}")
        lines.append(by.format(name=shorten(step.words, 120, placeholder=" …"), date=day(step.due, language)))
    if asked.unanswered:
        lines.append(_unanswered(asked.unanswered, words))
    taps = (
        (words.gettext("Begun"), "begun"),
        (words.gettext("Done"), "done"),
        (words.gettext("Nothing new"), "nothing-new"),
    )
    return Block(
        head=_head(asked, words),
        lines=tuple(lines),
        links=tuple((label, f"{asked.link}?say={word}") for label, word in taps),
        address=asked.link,
    )


def _unanswered(count: int, words: NullTranslations) -> str:
    return words.ngettext(
        "{count} reminder before this one had no answer.", "{count} reminders before this one had no answer.", count
    ).format(count=count)


def _overseen(overseen: Overseen, language: str, words: NullTranslations) -> list[Block]:
    """What is overdue, by owner."""
    blocks = [
        Block(
            head=words.ngettext(
                "{count} commitment has been overdue for a week or longer",
                "{count} commitments have been overdue for a week or longer",
                overseen.count,
            ).format(count=overseen.count),
            links=((words.gettext("See all at the desk"), overseen.link),),
        )
    ]
    for owner, late in overseen.owners:
        blocks.append(Block(head=owner, lines=tuple(_late(each, language, words) for each in late)))
    return blocks


def _late(late: Late, language: str, words: NullTranslations) -> str:
    due = words.gettext("It was due on {date}.").format(date=day(late.due, language))
    said = f"{_head(late, words)}. {due}"
    if not late.unanswered:
        return said
    silent = words.ngettext(
        "{count} reminder without an answer.", "{count} reminders without an answer.", late.unanswered
    )
    return f"{said} {silent.format(count=late.unanswered)}"


def _foot(foot: Foot, words: NullTranslations) -> Block:
    why = {
        "daily": words.gettext("You get this mail because you answer for these clauses, at most once a day."),
        "weekly": words.gettext("You get this mail because you answer for these clauses, at most once a week."),
        "overdue": words.gettext("You get this mail once a week while something that you answer for is overdue."),
    }[foot.rhythm]
    off = words.gettext("You can switch reminders off; of what is overdue you still hear once a week.")
    return Block(lines=(why, off), links=((words.gettext("How often, and at which hours"), foot.link),))


def _foot_of_list(foot: Foot, words: NullTranslations) -> Block:
    """Of what others answer for nobody can switch the list off: it is the secretary's work."""
    why = words.gettext("You get this list once a week as secretary, while something is overdue.")
    return Block(lines=(why,), links=((words.gettext("At which hours"), foot.link),))
