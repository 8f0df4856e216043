"""Ballot files in Hill's format (BLT), as OpenSTV, OpaVote, Droop and the Scottish councils write them.

::

    4 2             # four candidates, two seats
    -3              # the third withdrew
    6 1 4 2 0       # six ballots: first the candidate 1, then 4, then 2
    2 1=2 - 4 0     # 1 and 2 equal; the second place left out
    1 0             # one blank ballot
    0               # end of the ballots
    "Adela"         # the candidates, then the title; with quotes or without
    …

A weight may be a decimal. One ballot stands on one line, so that whatever is wrong is refused with the number of its
line, and nothing is counted. Source: I. D. Hill, B. A. Wichmann, D. R. Woodall, "Algorithm 123: single transferable
vote by Meek's method", Computer Journal 30 (1987); the marks ``=`` and ``-`` are those of OpenSTV.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.election import Ballot, Election
from plenaria.formats.encoding import decoded, is_binary

MOST_CANDIDATES = 10_000
"""More are no election but a mistake in the file."""

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?!")\s*')
_ALTERNATIVE = re.compile(r"# ALTERNATIVE NAME ([0-9]{1,4}): (.*\S)\s*")
_NUMBER = re.compile(r"[0-9]{1,9}")
_WEIGHT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?")


ON_A_LINE = {
    "ballot-equal-ranks": "blt-ballot-equal-ranks",
    "ballot-more-votes-than-seats": "blt-ballot-more-votes-than-seats",
}
"""What a method may refuse of a ballot that was read, and the code that names its line."""


@dataclass(frozen=True, slots=True)
class BallotFile:
    """An election and, for each of its ballots, the line on which it stood."""

    election: Election
    lines: tuple[int, ...]

    def placed(self, refusal: Refusal) -> Refusal:
        """A refusal of one ballot by a method, said of its line; any other stays as it is."""
        code = ON_A_LINE.get(refusal.code)
        if code is None:
            return refusal
        rest = {name: value for name, value in refusal.data.items() if name != "ballot"}
        return unacceptable(code, line=self.lines[int(refusal.data["ballot"]) - 1], **rest)


class _BrokenError(Exception):
    """The file can't be read; ends the reading, and never leaves this module."""

    def __init__(self, code: str, **data: str | int) -> None:
        self.refusal = unacceptable(code, **data)


def read(data: bytes) -> BallotFile | Refusal:
    """The election in a ballot file.

    Refuses, with the line: ``blt-header``, ``blt-ballot-without-end``, ``blt-unreadable`` (word),
    ``blt-ballot-for-nobody`` (candidate), ``blt-ballot-names-twice`` (candidate), ``blt-ballot-weight`` (weight); and
    ``blt-without-end``, ``blt-names-missing`` (names, candidates), ``blt-names-left-over`` (line, names, candidates).
    """
    if is_binary(data):
        return unacceptable("blt-header", line=1)
    try:
        return _Reader(decoded(data).splitlines()).file()
    except _BrokenError as broken:
        return broken.refusal


class _Reader:
    """Goes through the lines once: header, withdrawn, ballots, end, names."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.count = 0
        self.withdrawn: set[int] = set()
        self.ballots: list[tuple[tuple[tuple[int, ...], ...], str]] = []
        self.places: list[int] = []

    def file(self) -> BallotFile:
        self.count, seats = self._header()
        self._ballots()
        names, title = self._names()
        weights, denominator = self._weights()
        election = Election(
            candidates=names,
            seats=seats,
            ballots=tuple([Ballot(ranks, weights[weight]) for ranks, weight in self.ballots]),
            withdrawn=frozenset(self.withdrawn),
            title=title,
            denominator=denominator,
        )
        return BallotFile(election, tuple(self.places))

    def _header(self) -> tuple[int, int]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if words := line.partition("#")[0].split():
                good = len(words) == 2 and all(_NUMBER.fullmatch(word) for word in words)
                if not good or not 0 < int(words[0]) <= MOST_CANDIDATES or int(words[1]) < 1:
                    break
                return int(words[0]), int(words[1])
        raise _BrokenError("blt-header", line=max(self.at, 1))

    def _ballots(self) -> None:
        known = {str(number): (number,) for number in range(1, self.count + 1)}
        take, place = self.ballots.append, self.places.append
        for number, line in enumerate(self.lines[self.at :], self.at + 1):
            words = line.split()
            # Nearly every line is a weight, candidates one after the other, and 0: no need to look closer.
            try:
                ranks = tuple([known[word] for word in words[1:-1]])
                simple = words[-1] == "0" and words[0].isdecimal() and words[0] > "0" and len(set(ranks)) == len(ranks)
            except (KeyError, IndexError):
                simple = False
            if simple and len(words) > 1:
                take((ranks, words[0]))
                place(number)
            elif not self._unusual(number, line):
                self.at = number
                return
        raise _BrokenError("blt-without-end", line=len(self.lines))

    def _unusual(self, number: int, line: str) -> bool:
        """A line that is not the simplest of ballots; false where it is the end of them."""
        words = line.partition("#")[0].split()
        if words == ["0"]:
            return False
        if words and not self.ballots and all(re.fullmatch(r"-[0-9]{1,9}", word) for word in words):
            self.withdrawn.update(self._candidate(word[1:], number) for word in words)
        elif words:
            self.ballots.append((self._ranks(words, number), self._weight(words[0], number)))
            self.places.append(number)
        return True

    def _ranks(self, words: list[str], line: int) -> tuple[tuple[int, ...], ...]:
        if words[-1] != "0" or len(words) < 2:
            raise _BrokenError("blt-ballot-without-end", line=line)
        ranks = tuple(
            () if word == "-" else tuple(self._candidate(each, line) for each in word.split("="))
            for word in words[1:-1]
        )
        seen: set[int] = set()
        for candidate in (each for rank in ranks for each in rank):
            if candidate in seen:
                raise _BrokenError("blt-ballot-names-twice", line=line, candidate=candidate)
            seen.add(candidate)
        return ranks

    def _candidate(self, word: str, line: int) -> int:
        if not _NUMBER.fullmatch(word):
            raise _BrokenError("blt-unreadable", line=line, word=word[:40])
        if not 0 < int(word) <= self.count:
            raise _BrokenError("blt-ballot-for-nobody", line=line, candidate=int(word))
        return int(word)

    def _weight(self, word: str, line: int) -> str:
        if not _WEIGHT.fullmatch(word):
            raise _BrokenError("blt-unreadable", line=line, word=word[:40])
        if Fraction(word) <= 0:
            raise _BrokenError("blt-ballot-weight", line=line, weight=word)
        return word

    def _weights(self) -> tuple[dict[str, int], int]:
        """Each weight as it is written, in units over one denominator."""
        written = {weight for _, weight in self.ballots}
        if all(weight.isdecimal() for weight in written):
            return {weight: int(weight) for weight in written}, 1
        exact = {weight: Fraction(weight) for weight in written}
        denominator = lcm(*(weight.denominator for weight in exact.values()))
        return {word: weight.numerator * (denominator // weight.denominator) for word, weight in exact.items()}, (
            denominator
        )

    def _names(self) -> tuple[tuple[str, ...], str]:
        """The candidates and the title. Where there are as many lines as that, each is one name, whatever is quoted
        on it (*"Name" "Party"*); else each quotation is one."""
        written = [(number, parts) for number, line in enumerate(self.lines[self.at :], self.at + 1)
                   if (parts := _parts(line))]  # fmt: skip
        if len(written) in (self.count, self.count + 1):
            names = [(number, ", ".join(parts)) for number, parts in written]
        else:
            names = [(number, part) for number, parts in written for part in parts]
        if len(names) < self.count:
            names = self._names_in_comments() + names
        if len(names) < self.count:
            raise _BrokenError("blt-names-missing", line=len(self.lines), names=len(names), candidates=self.count)
        if len(names) > self.count + 1:
            line, _name = names[self.count + 1]
            raise _BrokenError("blt-names-left-over", line=line, names=len(names), candidates=self.count)
        texts = [name for _number, name in names]
        return tuple(texts[: self.count]), "".join(texts[self.count :])

    def _names_in_comments(self) -> list[tuple[int, str]]:
        """The names where a file from PrefLib keeps them."""
        found = enumerate(map(_ALTERNATIVE.fullmatch, self.lines), 1)
        named = {int(match[1]): (number, match[2]) for number, match in found if match}
        return [named[each] for each in sorted(named)] if set(named) == set(range(1, self.count + 1)) else []


def _parts(line: str) -> list[str]:
    """What is quoted on a line (quotation marks within are doubled), or the whole line without quotation marks."""
    text = line.strip()
    if not text or text.startswith("#"):
        return []
    found, at = [], 0
    while match := _QUOTED.match(text, at):
        found.append(" ".join(match[1].replace('""', '"').split()))
        at = match.end()
    rest = text[at:]
    return found if found and (not rest or rest.startswith("#")) else [" ".join(text.split())]


def write(election: Election) -> bytes:
    """The election as a ballot file, UTF-8; :func:`read` gives it back. It has no place for spoilt votes."""
    lines = [f"{len(election.candidates)} {election.seats}"]
    lines += [f"-{candidate}" for candidate in sorted(election.withdrawn)]
    for ballot in election.ballots:
        ranks = ["=".join(map(str, rank)) or "-" for rank in ballot.ranks]
        lines.append(" ".join([_decimal(ballot.weight, election.denominator), *ranks, "0"]))
    quoted = ['"{}"'.format(" ".join(name.split()).replace('"', '""')) for name in election.candidates]
    title = '"{}"'.format(" ".join(election.title.split()).replace('"', '""'))
    return "\n".join([*lines, "0", *quoted, title, ""]).encode()


def _decimal(units: int, denominator: int) -> str:
    """An exact decimal.

    :raises ValueError: there is none, as for a third of a vote.
    """
    value, digits = Fraction(units, denominator), 0
    while (value * 10**digits).denominator > 1:
        digits += 1
        if digits > 12:
            raise ValueError(f"a ballot file can't hold a weight of {value}")
    if not digits:
        return str(value.numerator)
    text = str((value * 10**digits).numerator).rjust(digits + 1, "0")
    return f"{text[:-digits]}.{text[-digits:]}"
