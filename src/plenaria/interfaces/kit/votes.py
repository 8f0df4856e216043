"""A vote as its pages explain it: the sentence, the arithmetic as a table, the picture, and who voted how."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plenaria.core.polls import BY_NAME
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import NoObjection, Unanimity
from plenaria.core.voting.tally import Tally
from plenaria.interfaces.kit import amendments, elected, secrecy
from plenaria.interfaces.kit.clauses import joined
from plenaria.interfaces.kit.pictures import hemicycle, strip
from plenaria.interfaces.kit.roll_call import Called, roll_call
from plenaria.interfaces.kit.shares import Part, shares
from plenaria.interfaces.kit.templatetags.kit import badge
from plenaria.interfaces.kit.wording import in_language, label, number, void_reason
from plenaria.phrases import results, rules
from plenaria.store.queries import elections, polls
from plenaria.store.queries.votes import VOTED, VoteHeld, VoteLine

COUNTED = ("for", "against", "abstain")
MOST_SEATS = 600
"""Seats that a hemicycle still shows one by one: a phone has no more places that can be told apart, and each is 20
bytes of every phone's page."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the arithmetic: what was needed and what was there; ``met`` is ``None`` where nothing was needed."""

    label: str
    needed: str
    there: str
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A vote in a list: its words and picture, in the reader's language."""

    vote: VoteHeld
    title: str
    sentence: str
    counts: str
    picture: SafeString | str

    @property
    def redline(self) -> amendments.Redline | None:
        """What the amendment asked for that was put, if one was."""
        return amendments.redline(self.vote.amendment) if self.vote.amendment else None


@dataclass(frozen=True, slots=True)
class Explained:
    """A vote on a page of its own."""

    shown: Shown
    rule: tuple[str, ...]
    arithmetic: tuple[Row, ...]
    lines: tuple[tuple[VoteLine, str], ...]
    """Each with the word for its choice."""
    list_picture: SafeString | str
    call_picture: SafeString | str
    """Of a called roll: the answers in the order of the call."""
    taken: str
    warned: tuple[str, ...]
    """Why a secret vote is less secret than it seems."""
    is_weighted: bool
    has_proxies: bool

    @property
    def table(self) -> SafeString:
        """Who voted how, as the rows of a table: a big house has hundreds of them."""
        return joined(self._row(line, word) for line, word in self.lines)

    def _row(self, line: VoteLine, word: str) -> SafeString:
        is_soft = line.choice in ("absent", VOTED)
        return format_html(
            '<tr><td class="num">{}</td><td>{}</td><td>{}</td>{}<td>{}</td>{}</tr>\n',
            line.seat,
            in_language(line.names),
            in_language(line.delegation),
            format_html('<td class="num">{}</td>', number(line.weight)) if self.is_weighted else "",
            format_html('<span class="soft">{}</span>', word) if is_soft else badge("choice", line.choice),
            format_html("<td>{}</td>", in_language(line.through)) if self.has_proxies else "",
        )


def shown(vote: VoteHeld, language: str, lines: Sequence[VoteLine] = ()) -> Shown:
    """A vote in a few words; with ``lines`` the picture says who has which part of it."""
    if vote.is_election and vote.decision is None and vote.state != "void":
        count = elected.shown(elections.election(vote.id, public=vote.public), language)
        found = (count.sentence, count.picture) if count else ("", "")
        return Shown(vote=vote, title=title(vote), sentence=found[0], counts="", picture=found[1])
    return Shown(
        vote=vote,
        title=title(vote),
        sentence=_sentence(vote, language),
        counts=results.counts(vote.decision, language) if vote.decision else "",
        picture=picture(vote.decision.tally, title(vote), lines) if vote.decision and vote.state == "declared" else "",
    )


def explained(vote: VoteHeld, lines: Sequence[VoteLine], language: str) -> Explained:
    """A vote with all that there is to say of it."""
    words, short = choices(), shown(vote, language, lines)
    return Explained(
        shown=replace(short, picture="") if vote.is_election else short,
        rule=(rules.rule_of_election if vote.is_election else rules.rule)(vote.rule, language),
        arithmetic=arithmetic(vote.decision) if vote.decision else (),
        lines=tuple((each, words[each.choice]) for each in lines),
        list_picture=_list(vote, lines),
        call_picture=_call(vote, lines),
        taken=taken(vote.id, vote.method),
        warned=secrecy.warnings(vote.id) if vote.method == "secret" else (),
        is_weighted=any(each.weight != 1 for each in lines),
        has_proxies=any(each.through for each in lines),
    )


def title(vote: VoteHeld) -> str:
    """What was put."""
    named = in_language(vote.titles)
    if named:
        return named
    if vote.amendment is not None:
        return amendments.title(vote.amendment)
    if vote.paper and vote.paper.clause:
        return _("Clause %(number)s, put separately") % {"number": vote.paper.number}
    return _("The resolution as a whole")


def _sentence(vote: VoteHeld, language: str) -> str:
    """How it ended; of a vote that is void for another reason than want of a quorum, the words of whoever said so."""
    if vote.state == "void" and (vote.decision is None or vote.decision.outcome != "void"):
        return _("Void. %(reason)s") % {"reason": void_reason(vote.reason)}
    return results.sentence(vote.decision, language) if vote.decision else ""


def choices() -> dict[str, str]:
    """What a seat can be said to have done."""
    return {
        **{each: label("choice", each) for each in COUNTED},
        "absent": pgettext("vote", "did not vote"),
        VOTED: pgettext("secret vote", "voted"),
    }


def counted() -> dict[str, str]:
    """What stands beside the number of those who did it."""
    return {
        "for": pgettext("votes counted", "For"),
        "against": pgettext("votes counted", "Against"),
        "abstain": pgettext("votes counted", "Abstaining"),
        "absent": pgettext("votes counted", "Not voted"),
    }


def arithmetic(decision: Decision) -> tuple[Row, ...]:
    """What was needed and what was there; numbers of votes and seats."""
    tally, rule, one = decision.tally, decision.rule, decision.tally.denominator

    def votes(units: int) -> str:
        return number(Fraction(units, one))

    rows = []
    if isinstance(rule.threshold, NoObjection):
        rows.append(Row(_("Objections"), pgettext("needed", "none"), votes(tally.against), tally.against == 0))
    elif isinstance(rule.threshold, Unanimity):
        rows.append(
            Row(_("Votes for"), pgettext("needed", "at least one"), votes(tally.in_favour), tally.in_favour > 0)
        )
        rows.append(Row(_("Votes against"), pgettext("needed", "none"), votes(tally.against), tally.against == 0))
        fine = None if rule.threshold.abstaining else tally.abstaining == 0
        rows.append(
            Row(_("Abstentions"), "" if fine is None else pgettext("needed", "none"), votes(tally.abstaining), fine)
        )
    else:
        needed, base = decision.needed or 0, decision.base or 0
        rows.append(Row(_("Votes for"), votes(needed), votes(tally.in_favour), tally.in_favour >= needed))
        rows.append(Row(_("Votes against"), "", votes(tally.against)))
        rows.append(Row(_("Abstentions"), "", votes(tally.abstaining)))
        rows.append(Row(_bases()[rule.base], "", votes(base)))
        if decision.settled:
            settled = _("The chair's casting vote") if decision.reason == "tie-chair" else _("The lot")
            rows.append(Row(settled, "", label("choice", decision.settled)))
    if tally.invalid:
        rows.append(Row(_("Invalid papers"), "", votes(tally.invalid)))
    return (*rows, *_presence(decision))


def _bases() -> dict[str, str]:
    return {
        "for-and-against": _("Of these, counted: votes for and against"),
        "cast": _("Of these, counted: all votes cast"),
        "present": _("Counted: all votes present"),
        "roll": _("Counted: all votes of the roll"),
        "fixed": _("Counted: the number that the rule names"),
    }


def _presence(decision: Decision) -> list[Row]:
    """Who was there, at each moment at which the quorum counts."""
    tally, quorum = decision.tally, decision.rule.quorum
    of = quorum.of if quorum else "seats"
    unit = 1 if of == "seats" else tally.denominator
    whole = _("Seats of the roll") if of == "seats" else _("Votes of the roll")
    rows = [Row(whole, "", number(Fraction(tally.whole(of), unit)))]
    words = {"opening": _("Quorum when the vote opened"), "close": _("Quorum when the vote closed")}
    if quorum is None or decision.quorum_needed is None:
        there = _("Seats present") if of == "seats" else _("Votes present")
        return [*rows, Row(there, "", number(Fraction(tally.there(of, "close"), unit)))]
    needed = decision.quorum_needed
    for moment in quorum.at:
        there_then = tally.there(of, moment)
        shown_ = number(Fraction(there_then, unit))
        rows.append(Row(words[moment], number(Fraction(needed, unit)), shown_, there_then >= needed))
    return rows


def picture(tally: Tally, title: str, lines: Sequence[VoteLine] = ()) -> SafeString | str:
    """Every seat of the roll, or the share of each where seats have different votes; nothing where nobody was counted,
    as when only objections were asked for."""
    units = {"for": tally.in_favour, "against": tally.against, "abstain": tally.abstaining}
    if not any(units.values()):
        return ""
    if tally.denominator == 1 and tally.roll_votes == tally.roll <= MOST_SEATS:
        return hemicycle(units | {"absent": max(0, tally.roll - tally.cast)}, counted(), title=title)
    parts = [Part(each.choice, each.weight, in_language(each.names)) for each in lines if each.choice != VOTED]
    if sum(each.votes for each in parts) * tally.denominator != tally.roll_votes or not parts:
        # Not everybody is known by name.
        units["absent"] = max(0, tally.roll_votes - tally.cast)
        parts = [Part(choice, Fraction(count, tally.denominator)) for choice, count in units.items()]
    return shares(parts, counted(), number, title=title)


def taken(poll: str, method: str) -> str:
    """Of a vote by phone, or by call, and by hand: how many came which way."""
    counts = polls.counts(poll) if method in BY_NAME else ()
    if not counts:
        return ""
    named, last = polls.voted(poll), counts[-1]
    words = ngettext(
        "%(named)s seat voted by name; tellers counted %(for)s for, %(against)s against, %(abstaining)s abstaining.",
        "%(named)s seats voted by name; tellers counted %(for)s for, %(against)s against, %(abstaining)s abstaining.",
        named,
    )
    return words % {
        "named": number(named),
        "for": number(last.in_favour),
        "against": number(last.against),
        "abstaining": number(last.abstaining),
    }


def _list(vote: VoteHeld, lines: Sequence[VoteLine]) -> SafeString | str:
    """The list of a roll-call; a secret vote has none, only a table of who took part."""
    if not lines or VOTED in Counter(each.choice for each in lines):
        return ""
    is_weighted = any(each.weight != 1 for each in lines)
    seats = [
        Called(
            name=in_language(each.names),
            choice=each.choice,
            votes=number(each.weight) if is_weighted else "",
            through=in_language(each.through),
        )
        for each in lines
    ]
    return roll_call(seats, counted(), title=title(vote), by_proxy=pgettext("vote", "by proxy"))


def _call(vote: VoteHeld, lines: Sequence[VoteLine]) -> SafeString | str:
    called = [(each.place, each) for each in lines if each.place is not None]
    votes = [(in_language(each.names), each.choice) for _place, each in sorted(called, key=itemgetter(0))]
    return strip(votes, choices(), title=_("Answers in the order of the call")) if votes else ""
