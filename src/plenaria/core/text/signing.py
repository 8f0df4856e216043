"""Who signs: roles and names, one beside, above or below the other, in rows and in columns.

The words of a role differ from house to house; the form of a name hardly does. So a line of this zone is read by its
names: what stands beside a name is its role. The lexicon only helps where a role looks like a name (*Deputy
President*).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, takewhile

from plenaria.core.text import vocabulary
from plenaria.core.text.looks import Lines
from plenaria.core.text.resolution import Signature

_PARTICLE = re.compile(
    "del?|della|dello|da|das|dos?|du|di|den|der|des|las?|les?|los|van|von|vom|zum?|zur|el|al|[yei]|ten|ter|bin|ibn|ben|af"
)
_TITLE = re.compile("dr|prof|mrs?|ms|mx|sir|dame|don|do[ñn]a|d\\.[ªº]|д-р|проф|frau|herr|mme|mlle", re.IGNORECASE)
_BLANK = re.compile(
    r"\t+|\s{3,}|_{2,}[\s_]*|\.{4,}|…{2,}|\(\s*(?:подпись|підпис|signature|firma|assinatura|unterschrift)\s*\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ`][^\W\d_]+)*")
_INITIAL = re.compile(r"[^\W\d_]{1,2}\.(?:-?[^\W\d_]\.)*")
_ABBREVIATION = re.compile(r"[^\W\d_]{2,6}\.")
_CYRILLIC_ROLE = re.compile(r"(?:[А-ЯІЇЄҐ][\w’'ʼ-]+\s){2,}(?:[А-ЯІЇЄҐ]\.\s?)+")
"""Before initials that stand last a surname is one word, so that what comes before it is a role."""

_LONGEST = 160
"""Characters; nobody signs in more."""

_MOST = 20
"""Words of a line in which roles and names stand beside each other."""


def tokens(text: str) -> list[str]:
    """The words of a name or role; initials that were written together come apart."""
    return re.sub(r"(?<=[^\W\d_]\.)(?=([^\W\d_]))", lambda at: " " if at[1].isupper() else "", text).split()


def _form(word: str) -> str:
    """One letter for what a word can be in a name: Title, Initial, Name, Particle, or ``-`` for none of these."""
    if _TITLE.fullmatch(word.rstrip(".")) or (word[:1].isupper() and _ABBREVIATION.fullmatch(word)):
        return "T"
    if word.islower() and len(word) < 5 and _ABBREVIATION.fullmatch(f"x{word}"):
        return "T"
    if not word[:1].isupper() or re.search(r"\w[ºª]$", word):
        return "P" if _PARTICLE.fullmatch(word) else "-"
    if _INITIAL.fullmatch(word) and len(word.replace("-", "")) <= 3 * word.count("."):
        return "I"
    return "N" if _WORD.fullmatch(word) and len(word) > 1 else "-"


_NAME = re.compile(r"T*(?:I[IT]{0,2}(?:P{0,2}N){1,3}|N(?:P{0,2}N){0,3}(?:I{1,2}(?:P{0,2}N){0,2})?)")
_SHORTEST = re.compile(r"T*(?:I{1,3}N|N(?:P{0,2}N|I{1,2}))|T+N")


def is_name(text: str, looks: Lines) -> bool:
    """Whether ``text`` has the form of a person's name, and is no role: *Prof. Ana de la Cruz*, *Рощин В. М.*."""
    # "Breitner, M."
    words = tokens(re.sub(r"^(\S+), (?=(?:[^\W\d_]\.\s?)+$)", r"\1 ", text.strip(" /,")))
    initials = any(_form(word) == "I" for word in words)
    if not _are_name(words) or (not initials and any(map(looks.is_body, words))):
        # A surname may begin as a body's word does.
        return False
    return not looks.is_signature(" ".join(words)) and not looks.names_role(" ".join(words))


def _are_name(words: Sequence[str]) -> bool:
    form = "".join(map(_form, words))
    if not _NAME.fullmatch(form):
        return False
    return form.count("N") > 1 or "I" in form or "T" in form


@dataclass(frozen=True, slots=True)
class _Entry:
    """One role, one name, or both."""

    role: str = ""
    name: str = ""
    heads: bool = False
    """The role stands over names (*For the Board:*)."""
    guessed: bool = False
    """No lexicon knows the role; it is one only beside a name."""
    line: int = 0


class Signatures:
    """Reads the lines of one run; ``found`` are the signatures, ``left`` the places of lines that are none."""

    def __init__(self, lines: Sequence[str], looks: Lines) -> None:
        self._looks = looks
        self._behalf = vocabulary.opening(looks.language, "endings", "behalf")
        self.found: list[Signature] = []
        self.left: list[int] = []
        self._rows = [self._row(line) for line in lines]
        run: list[_Entry] = []
        at = 0
        while at < len(lines):
            columns = self._columns(lines, at)
            row = self._rows[at]
            if columns or row is None:
                self._settle(run)
                run = []
                if columns:
                    self.found += columns
                    at += 1
                else:
                    self.left.append(at)
            else:
                run += [replace(entry, line=at) for entry in row]
            at += 1
        self._settle(run)
        self.left.sort()

    def _row(self, line: str) -> list[_Entry] | None:
        """The entries of one line; ``None`` where nobody signs in it."""
        text = line.strip()
        text = text[self._looks.signed(text) :].strip()
        if len(text) > _LONGEST or text.endswith(";") or text.count(";") > 3:
            return None
        if ";" in text:
            # "Chair: Ana Holt; Kit Moss, Secretary"
            parts = [self._row(part) for part in text.split(";")]
            return [entry for part in parts if part for entry in part] if all(parts) else None
        cells = [re.sub(r"^\(([^()]*)\)$", r"\1", cell.strip()) for cell in _BLANK.split(text) if cell.strip(" ,:/")]
        if len(cells) == 2:
            pair = self._pair(cells[0].strip(" ,:"), cells[1].strip(" ,:/"))
            if pair:
                return [replace(pair, heads=cells[0].endswith(":"))]
        made: list[_Entry] = []
        for cell in (cell[self._looks.signed(cell) :] for cell in cells):
            entries = self._cell(cell)
            if not entries:
                return None
            made += entries
        return made

    def _pair(self, one: str, two: str) -> _Entry | None:
        if is_name(two, self._looks) and not is_name(one, self._looks) and ":" not in one:
            return _Entry(one, two)
        if is_name(one, self._looks) and not is_name(two, self._looks) and ":" not in two:
            return _Entry(two, one)
        return None

    def _cell(self, text: str) -> list[_Entry]:
        """The entries of a text without wide blanks."""
        stripped = text.strip(" ,/")
        if is_name(stripped, self._looks) and not _CYRILLIC_ROLE.fullmatch(stripped):
            return [_Entry(name=stripped)]
        role, colon, rest = (part.strip() for part in text.partition(":"))
        names = [name.strip(" /") for name in re.split(r"[,;]\s|\s(?:and|y|e|et|und|и|та|і)\s", rest.strip(" /,;"))]
        if colon and all(is_name(name, self._looks) for name in names):
            return [_Entry(role, name, heads=True) for name in names]
        if colon and len(names) == 2 and is_name(names[0], self._looks):
            # "Attest: Ana Holt, Secretary"
            return [_Entry(names[1], names[0])]
        if colon and not rest:
            return [_Entry(role, heads=True)]
        bracketed = re.fullmatch(r"(?P<one>[^()]+)\((?P<two>[^()]+)\)", stripped)
        dashed = re.split(r"\s[–—-]\s|,\s", stripped, maxsplit=1)
        for one, two in ((bracketed["one"].strip(), bracketed["two"].strip()),) if bracketed else ():
            pair = self._pair(one, two)
            if pair:
                return [pair]
        if len(dashed) == 2:
            pair = self._pair(dashed[0].strip(" ,"), dashed[1].strip(" ,"))
            if pair:
                return [pair]
        after = self._after_role(tokens(stripped))
        if after:
            return [after]
        if stripped.endswith(".") or not stripped[:1].isalnum():
            return []
        known = self._looks.is_signature(stripped) or self._looks.names_role(stripped)
        short = len(stripped) < 70 and len(stripped.split()) < 8 and not re.search(r"[.;:!?\d]", stripped)
        return [_Entry(stripped.rstrip(" _,:"), guessed=not known)] if known or short else []

    def _after_role(self, words: Sequence[str]) -> _Entry | None:
        """*President of the Conference A. Petrie*: the name is at the end, the role what stands before it."""
        form = "".join(map(_form, words))
        # The name cannot reach over a word that no name has, nor over a body's.
        last = len(form.rstrip("I")) - 1 if form.endswith("I") else len(form) - 1
        reach = (n for n, word in enumerate(words) if form[n] == "-" or (n < last and self._looks.is_body(word)))
        first = max(reach, default=-1) + 1
        while first < len(words) and form[first] == "P":
            first += 1
        starts = [n for n in range(max(first, 1), len(words) - 1) if is_name(" ".join(words[n:]), self._looks)]
        if form[-1:] == "I":
            # "Тріщук П. О.": one word before initials.
            starts = [n for n in starts if re.fullmatch(r"T*NI+", form[n:])] or starts
        elif "I" in form[first:]:
            starts = [n for n in starts if form[n] in "IT"] or starts
        known = [n for n in starts if self._looks.is_role(" ".join(words[:n]))]
        for start in (known[-1:] or starts)[:1]:
            role = " ".join(words[:start])
            small = any(word[:1].islower() for word in words[:start])
            if (
                small
                or _CYRILLIC_ROLE.fullmatch(" ".join(words))
                or self._looks.is_signature(role)
                or self._looks.names_role(role)
            ):
                return _Entry(role.strip(" ,:—–-"), " ".join(words[start:]).strip(" ,/"))
        return None

    def _columns(self, lines: Sequence[str], at: int) -> list[Signature]:
        """Names on one line and their roles on the next, or the other way round."""
        if at + 1 == len(lines):
            return []
        upper, lower = self._rows[at] or [], self._rows[at + 1] or []
        for names, roles in ((upper, lower), (lower, upper)):
            pairs = list(zip(names, roles, strict=False))
            if len(names) == len(roles) > 1 and all(
                one.name and two.role and not (one.role or two.name) for one, two in pairs
            ):
                return [Signature(two.role, one.name) for one, two in pairs]
        return self._squeezed(lines[at], lines[at + 1]) or self._squeezed(lines[at + 1], lines[at])

    def _squeezed(self, names: str, roles: str) -> list[Signature]:
        """Columns whose blanks were lost on the way: so many names on one line, so many roles on the other."""
        if len(names) > _LONGEST or len(roles) > _LONGEST or not names or not roles:
            return []
        words, titles = tokens(names), tokens(roles)
        if not 4 <= len(words) <= 16 or "-" in map(_form, words) or len(titles) > 12:
            return []
        for count in (2, 3, 4):
            named = next((cut for cut in _cuts(words, count) if all(map(_is_short, cut))), None)
            titled = next((cut for cut in _cuts(titles, count) if self._are_roles(cut)), None)
            if named and titled:
                return [Signature(" ".join(one), " ".join(two)) for one, two in zip(titled, named, strict=True)]
        return []

    def _are_roles(self, cut: Sequence[Sequence[str]]) -> bool:
        """Whether each part begins as a role does; the first may be one that no lexicon knows."""
        parts = [" ".join(part) for part in cut]
        known = [self._looks.is_role(part) or self._looks.is_signature(part) for part in parts]
        return all(known[1:]) and (known[0] or any(word.isalpha() for word in cut[0]))

    def _settle(self, run: Sequence[_Entry]) -> None:
        """Roles and names that stand alone find each other: below, where the first is a role, and else above."""
        solo = [entry for entry in run if not (entry.role and entry.name)]
        names_first = bool(solo) and bool(solo[0].name)
        at = 0
        while at < len(run):
            entry, following = run[at], run[at + 1] if at + 1 < len(run) else None
            alone = following is not None and not (following.role and following.name)
            if entry.role and entry.name:
                self.found.append(Signature(entry.role, entry.name))
            elif entry.heads:
                at += self._headed(entry, run[at + 1 :])
            elif following and alone and bool(entry.name) == names_first and bool(following.name) != names_first:
                self.found.append(Signature(entry.role or following.role, entry.name or following.name))
                at += 1
            elif entry.name:
                self.found.append(Signature(self._shared(run, at), entry.name))
            else:
                self._lone_role(entry)
            at += 1

    def _headed(self, entry: _Entry, below: Sequence[_Entry]) -> int:
        """All names right below a role with a colon have it; how many they are."""
        names = list(takewhile(lambda each: each.name and not each.role, below))
        if not names:
            self._lone_role(entry)
        self.found += [Signature(entry.role, each.name) for each in names]
        return len(names)

    def _shared(self, run: Sequence[_Entry], at: int) -> str:
        """The role of a name right below a pair whose role is that of several (*Members:*)."""
        before = run[at - 1] if at else None
        return before.role if before and before.heads and before.name else ""

    def _lone_role(self, entry: _Entry) -> None:
        last = self.found[-1] if self.found else None
        if last and last.name and self._behalf.match(last.role):
            self.found[-1] = Signature(f"{last.role}, {entry.role}", last.name)
        elif entry.guessed:
            self.left.append(entry.line)
        else:
            self.found.append(Signature(entry.role, ""))


def signs(line: str, looks: Lines) -> bool:
    """Whether a line holds both a role and a name: *Ana Holt, treasurer*."""
    if len(line.split()) > _MOST:
        return False
    found = Signatures([line], looks).found
    if not found or not all(each.role and each.name for each in found):
        return False
    # Two capitals at the end of a heading (*… for Disarmament Research*) are no name.
    apart = bool(_BLANK.search(line.strip()) or re.search(r"[:,(]", line))
    known = any(looks.is_signature(each.role) or looks.names_role(each.role) for each in found)
    return apart or known or any(_form(word) == "I" for each in found for word in tokens(each.name))


def _cuts(words: Sequence[str], count: int) -> list[tuple[Sequence[str], ...]]:
    """All ways to cut words into so many parts."""
    made = []
    for places in combinations(range(1, len(words)), count - 1):
        bounds = (0, *places, len(words))
        made.append(tuple(words[one:two] for one, two in pairwise(bounds)))
    return made


def _is_short(words: Sequence[str]) -> bool:
    """The least that a name is: two words, or one with initials."""
    return bool(_SHORTEST.fullmatch("".join(map(_form, words))))
