"""How minutes name people, seats, papers and moments: after a colon, so that no language has to decline them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from plenaria.core.minutes.facts import Directory, Facts, Put
from plenaria.phrases import dates, decisions
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import number, plural

ERASED = "…"
"""Where a name was erased, or was never known."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Facts, the directory of what they name, and the language in which they are said."""

    facts: Facts
    directory: Directory
    language: str

    @property
    def words(self) -> NullTranslations:
        """The catalogue of the language."""
        return translation(self.language)

    def text(self, texts: Mapping[str, str]) -> str:
        """A text in this language, else in one of the meeting's, in English, in any."""
        tongues = (self.language, *self.facts.held.languages, "en", *texts)
        return next((texts[each] for each in tongues if texts.get(each)), ERASED)

    def person(self, person: str) -> str:
        """A person's name."""
        return self.text(self.directory.people.get(person, {}))

    def name(self, seat: str) -> str:
        """Whose seat it is: the name alone."""
        found = self.facts.seats.get(seat)
        return self.person(found.person) if found else ERASED

    def seat(self, seat: str) -> str:
        """*Anna Orlova (seat 3, Council of the South)*."""
        found = self.facts.seats.get(seat)
        if found is None:
            return ERASED
        where = self.words.gettext("seat {number}").format(number=found.number)
        delegation = self.directory.bodies.get(found.delegation)
        return f"{self.person(found.person)} ({where}{f', {self.text(delegation)}' if delegation else ''})"

    def seats(self, seats: Iterable[str]) -> str:
        """Several, by their numbers."""
        known = sorted(seats, key=lambda each: self.facts.seats[each].number)
        return ", ".join(f"{self.name(each)} ({self.facts.seats[each].number})" for each in known)

    def paper(self, resolution: str) -> str:
        """The title of a paper, in quotation marks."""
        return self.quoted(self.text(self.directory.papers.get(resolution, {})))

    def question(self, put: Put) -> str:
        """What was put: words of its own, a clause, or a text as a whole."""
        asked = self.directory.questions.get(put.question)
        if asked is None:
            return ERASED
        if any(asked.titles.values()):
            return self.quoted(self.text(asked.titles))
        paper = self.quoted(self.text(asked.paper))
        return decisions.question(paper, self.language, clause=asked.clause, amendment=put.amendment)

    def quoted(self, text: str) -> str:
        """In the quotation marks of the language."""
        return decisions.quoted(text, self.language)

    def moment(self, at: str) -> str:
        """Day and time where the meeting was held."""
        return dates.moment(datetime.fromisoformat(at), self.language, self.facts.held.timezone)

    def clock(self, at: str) -> str:
        """The time where the meeting was held; with the day where it sat on several."""
        when = datetime.fromisoformat(at)
        time = dates.clock(when, self.language, self.facts.held.timezone)
        if not self._several_days:
            return time
        local = when.astimezone(ZoneInfo(self.facts.held.timezone)).date()
        return f"{dates.short_day(local, self.language)}, {time}"

    @property
    def _several_days(self) -> bool:
        zone, last = ZoneInfo(self.facts.held.timezone), self.facts.happenings[-1:]
        moments = [at for at in (self.facts.opened, self.facts.closed or (last[0].at if last else "")) if at]
        return len({datetime.fromisoformat(at).astimezone(zone).date() for at in moments}) > 1

    def votes(self, weight: str | Fraction) -> str:
        """So many votes, as the reader writes them."""
        return number(Fraction(weight), self.language)

    def in_room(self, seats: int) -> str:
        """*44 seats were in the room.*"""
        text = self.words.ngettext("{count} seat was in the room.", "{count} seats were in the room.", plural(seats))
        return text.format(count=number(seats, self.language))
