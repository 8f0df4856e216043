"""What the minutes say of a debate: speeches, the list of speakers, amendments."""

from plenaria.core.minutes.facts import Happening
from plenaria.phrases.minutes.names import Speech
from plenaria.phrases.speakers import clock


def speech(say: Speech, each: Happening) -> str:
    """Who spoke, from when, for how long; what a point of order asked for is kept to the chair."""
    words, data = say.words, each.data
    text = {
        "speech": words.gettext("Speech: {name} ({time})."),
        "reply": words.gettext("Reply: {name} ({time})."),
        "point-of-order": words.gettext("Point of order: {name} ({time})."),
    }[data["form"]]
    time = say.clock(each.at)
    if "seconds" in data:
        time = words.gettext("{time}, {length} min").format(time=time, length=clock(data["seconds"]))
    told = [text.format(name=say.seat(data["credential"]), time=time)]
    side = {"for": words.gettext("Spoke for."), "against": words.gettext("Spoke against.")}.get(data.get("side", ""))
    told += [side] if side else []
    told += [words.gettext("The time was over.")] if data.get("by") == "clock" else []
    return " ".join(told)


def speakers(say: Speech, each: Happening) -> str:
    """That the list of speakers was closed, by the chair or by a vote, or opened again."""
    words, time = say.words, say.clock(each.at)
    if each.code == "speakers-reopened":
        return words.gettext("The list of speakers was opened again ({time}).").format(time=time)
    poll = say.facts.polls.get(str(each.data.get("poll", "")))
    if poll is None:
        return words.gettext("The list of speakers was closed ({time}).").format(time=time)
    text = words.gettext("The list of speakers was closed by vote {number} ({time}).")
    return text.format(number=poll.number, time=time)


def submitted(say: Speech, each: Happening) -> str:
    """Who proposed which change of which text."""
    words, data = say.words, each.data
    text = (
        words.gettext("Amendment {number} to {paper} was submitted ({time}): {change}. Proposed by: {name}.")
        if data["seat"]
        else words.gettext("Amendment {number} to {paper} was submitted ({time}): {change}.")
    )
    return text.format(
        number=data["number"],
        paper=say.paper(data["resolution"]),
        time=say.clock(each.at),
        change=_change(say, each),
        name=say.seat(data["seat"]),
    )


def ruled(say: Speech, each: Happening) -> str:
    """Whether it was admitted; if not, why."""
    words, data = say.words, each.data
    if data["ruling"] == "not-admitted":
        text = words.gettext("Amendment {number} was not admitted ({time}): {reason}")
    elif data["ruling"] == "admitted":
        text = words.gettext("Amendment {number} was admitted ({time}).")
    else:
        text = words.gettext("Amendment {number} was laid before the meeting ({time}).")
    return text.format(number=data["number"], time=say.clock(each.at), reason=data.get("reason", ""))


def decided(say: Speech, each: Happening) -> str:
    """What became of it: adopted or rejected by a vote, withdrawn, or lapsed and why."""
    words, data = say.words, each.data
    match data["outcome"], data.get("reason", ""):
        case "adopted", _:
            text = words.gettext("Amendment {number} was adopted by vote {vote}: {change}. The text was changed so.")
        case "rejected", _:
            text = words.gettext("Amendment {number} was rejected by vote {vote}: {change}.")
        case "withdrawn", _:
            text = words.gettext("Amendment {number} was withdrawn ({time}).")
        case _, "place-changed":
            text = words.gettext("Amendment {number} lapsed: its place was changed by amendment {by}.")
        case _:
            text = words.gettext("Amendment {number} lapsed: the text was decided.")
    return text.format(
        number=data["number"],
        vote=data.get("vote", ""),
        change=_change(say, each),
        time=say.clock(each.at),
        by=data.get("by", ""),
    )


def _change(say: Speech, each: Happening) -> str:
    words, data = say.words, each.data
    text = {
        "replace": words.gettext("other words for clause {clause}"),
        "delete": words.gettext("clause {clause} is deleted"),
        "move": words.gettext("clause {clause} is moved behind clause {behind}")
        if data["behind"]
        else words.gettext("clause {clause} is moved to the beginning"),
        "insert": words.gettext("a new clause after clause {behind}")
        if data["behind"]
        else words.gettext("a new clause at the beginning"),
    }[data["change"]]
    return text.format(clause=data["clause"], behind=data["behind"])
