"""What the minutes say of each happening."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from plenaria.core.minutes.facts import Happening
from plenaria.phrases import dates
from plenaria.phrases.minutes import debates, votes
from plenaria.phrases.minutes.names import Speech
from plenaria.phrases.names import label
from plenaria.phrases.numbers import number, plural

MANY = 12
"""So many people who came or left at once are still named in the text; the attendance list names all."""


def sentence(say: Speech, each: Happening) -> str:
    """The sentence or sentences of a happening."""
    return _SAID[each.code](say, each)


def _convened(say: Speech, each: Happening) -> str:
    call = each.data.get("call", 1)
    if call == 1:
        return say.words.gettext("The meeting was convened on {moment}.").format(moment=say.moment(each.at))
    text = say.words.gettext("As no quorum was found, the meeting was called again on {moment} (call {call}).")
    return text.format(moment=say.moment(each.at), call=call)


def _opened(say: Speech, each: Happening) -> str:
    counted = each.data.get("quorum")
    if not counted:
        return say.words.gettext("The meeting was opened on {moment}.").format(moment=say.moment(each.at))
    present, whole = Fraction(counted["present"]), Fraction(counted["whole"])
    count = plural(present)
    text = (
        say.words.ngettext(
            "{present} of {roll} seats present or represented",
            "{present} of {roll} seats present or represented",
            count,
        )
        if counted["of"] == "seats"
        else say.words.ngettext(
            "{present} of {roll} votes present or represented",
            "{present} of {roll} votes present or represented",
            count,
        )
    )
    there = text.format(present=number(present, say.language), roll=number(whole, say.language))
    if "needed" in counted:
        needed = number(Fraction(counted["needed"]), say.language)
        there = say.words.gettext("{present}, quorum {needed}").format(present=there, needed=needed)
    text = say.words.gettext("The meeting was opened on {moment}: {there}. The attendance list is annex 1.")
    return text.format(moment=say.moment(each.at), there=there)


def _agenda(say: Speech, each: Happening) -> str:
    head = (
        say.words.gettext("The agenda was changed:")
        if say.facts.opened and each.at > say.facts.opened
        else say.words.gettext("Agenda:")
    )
    points = [f"{place}. {say.text(say.facts.items[item])}" for place, item in enumerate(each.data["items"], 1)]
    return "\n".join([head, *points])


def _suspended(say: Speech, each: Happening) -> str:
    text = say.words.gettext("The meeting was suspended on {moment}.").format(moment=say.moment(each.at))
    until = each.data.get("resumes_at")
    if not until:
        return text
    return f"{text} {say.words.gettext('It was to go on: {time}.').format(time=say.clock(str(until)))}"


def _resumed(say: Speech, each: Happening) -> str:
    return say.words.gettext("The meeting was resumed on {moment}.").format(moment=say.moment(each.at))


def _closed(say: Speech, each: Happening) -> str:
    text = say.words.gettext("The meeting was closed on {moment}.").format(moment=say.moment(each.at))
    return f"{text} {say.in_room(each.data['present'])}" if "present" in each.data else text


def _voided(say: Speech, each: Happening) -> str:
    text = say.words.gettext("The meeting did not come about for want of a quorum: {present} present, {needed} needed.")
    present, needed = (number(Fraction(each.data[name]), say.language) for name in ("present", "needed"))
    return text.format(present=present, needed=needed)


def _cancelled(say: Speech, each: Happening) -> str:
    reason = str(each.data.get("reason", "")).strip()
    if not reason:
        return say.words.gettext("The meeting was called off.")
    return say.words.gettext("The meeting was called off: {reason}").format(reason=reason)


def _item(say: Speech, each: Happening) -> str:
    time = say.clock(each.at)
    if each.code == "item-closed":
        return say.words.gettext("The point was closed ({time}).").format(time=time)
    if each.code == "item-opened":
        return say.words.gettext("The point was opened ({time}).").format(time=time)
    title = say.text(say.facts.items.get(each.data["item"], {}))
    return say.words.gettext("Postponed ({time}): {title}.").format(time=time, title=say.quoted(title))


def _moved(say: Speech, each: Happening) -> str:
    words, told = say.words, []
    for way in ("came", "left"):
        seats = tuple(dict.fromkeys(each.data[way]))
        if not seats:
            continue
        if len(seats) > MANY:
            text = (
                words.ngettext("{count} person came in.", "{count} people came in.", len(seats))
                if way == "came"
                else words.ngettext("{count} person left.", "{count} people left.", len(seats))
            )
            told.append(text.format(count=number(len(seats), say.language)))
        else:
            text = words.gettext("Came in: {names}.") if way == "came" else words.gettext("Left: {names}.")
            told.append(text.format(names=say.seats(seats)))
    first, last = say.clock(each.at), say.clock(each.data["until"])
    time = first if first == last else f"{first} – {last}"
    return " ".join([*told, say.in_room(each.data["present"]), f"({time})"])


def _mandate(say: Speech, each: Happening) -> str:
    text = (
        say.words.gettext("A mandate was given ({time}): {giver}, represented by {holder}.")
        if each.code == "proxy-given"
        else say.words.gettext("A mandate was taken back ({time}): {giver}, until then represented by {holder}.")
    )
    giver, holder = say.seat(each.data["giver"]), say.seat(each.data["holder"])
    return text.format(time=say.clock(each.at), giver=giver, holder=holder)


def _text(say: Speech, each: Happening) -> str:
    title = say.paper(each.data["resolution"])
    if each.code == "text-tabled":
        return say.words.gettext("Laid before the meeting: {title}.").format(title=title)
    if each.code == "text-rejected":
        return say.words.gettext("Rejected: {title}.").format(title=title)
    if each.code == "text-adopted":
        data: Any = each.data
        text = say.words.gettext(
            "The adoption of {title} was recorded on {day} as No. {number}. SHA-256 of the authentic text:"
        )
        on = dates.day(date.fromisoformat(data["adopted_on"]), say.language)
        digest = data["text_sha256"][data["authentic"]]
        return f"{text.format(title=title, day=on, number=data['number'])}\n{digest}"
    state = str(each.data["state"])
    if state == "debated":
        text = say.words.gettext("The debate was opened ({time}): {title}.")
        return text.format(time=say.clock(each.at), title=title)
    text = say.words.gettext("{title} is now: {state}.")
    return text.format(title=title, state=label("resolution", state, say.language))


def _poll(say: Speech, each: Happening) -> str:
    put = say.facts.polls[each.data["poll"]]
    match each.code:
        case "poll-put":
            return votes.put(say, put)
        case "poll-decided":
            return votes.decided(say, put)
        case "poll-elected":
            return votes.elected(say, put)
        case "poll-extended":
            return votes.extended(say, put, each.data)
    return votes.void(say, put, each.at)


_SAID: dict[str, Callable[[Speech, Happening], str]] = {
    "meeting-convened": _convened,
    "meeting-opened": _opened,
    "meeting-suspended": _suspended,
    "meeting-resumed": _resumed,
    "meeting-closed": _closed,
    "meeting-cancelled": _cancelled,
    "meeting-voided": _voided,
    "agenda-laid": _agenda,
    "item-opened": _item,
    "item-closed": _item,
    "item-postponed": _item,
    "moved": _moved,
    "proxy-given": _mandate,
    "proxy-ended": _mandate,
    "text-tabled": _text,
    "text-moved": _text,
    "text-adopted": _text,
    "text-rejected": _text,
    "amendment-submitted": debates.submitted,
    "amendment-ruled": debates.ruled,
    "amendment-decided": debates.decided,
    "speakers-closed": debates.speakers,
    "speakers-reopened": debates.speakers,
    "speech": debates.speech,
    "poll-put": _poll,
    "poll-extended": _poll,
    "poll-decided": _poll,
    "poll-elected": _poll,
    "poll-void": _poll,
}
