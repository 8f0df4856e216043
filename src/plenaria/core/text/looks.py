"""What a single paragraph looks like, in one language: a recital, a formula, an adoption, a signature …"""

import re
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import periods
from plenaria.core.text.paragraphs import Paragraph

_COPIES = re.compile(r"c\.?\s?c\.(?:\s*:)?(?=\s|$)|cc\s*:", re.IGNORECASE)
"""*C.c.* needs no colon."""

_WAYS = ("open_vote", "secret_vote", "roll_call", "show_of_hands", "consensus", "acclamation", "unanimous")

_FIRMA = re.compile(r"\(?[fs]\)\.?:?(?=\s+[A-ZÁÉÍÓÚÑ])")
"""*f) Ana Ruiz*: signed, in the Andes."""

_ARTICLE = re.compile(r"(?:el|la|los|las|le|les|o|a|os|as|der|die|the|our)\s+", re.IGNORECASE)
"""A role may have one before it, in whatever language."""


_SECTION = re.compile(
    r"(?:part|section|chapter|title|раздел|глава|часть|розділ|частина|cap[íi]tulo|t[íi]tulo|secci[óo]n|parte|se[cç][cç]?[ãa]o"
    r"|chapitre|titre|partie|kapitel|abschnitt|teil|titel)\s+(?:\d{1,3}|[ivxlc]+|[A-ZА-Я])(?:[.:]?\s*$|[.:]?\s[–—-]?\s?[^\W\d_])",
    re.IGNORECASE,
)
"""A division of a text in whatever language: *Part I*, *Глава 2. Членство*."""


@cache
def _speaking(language: str) -> re.Pattern[str]:
    """A body and its enacting verb at the end of a text."""
    body = vocabulary.alternatives(language, "opening", "body")
    verbs = vocabulary.alternatives(language, "formula", "verbs")
    return re.compile(rf"(?<=\s)(?:{body})\s(?:\S+\s){{0,2}}(?:{verbs})\W*$", re.IGNORECASE)


@cache
def _side(language: str, key: str) -> re.Pattern[str]:
    """A number of votes beside the word for a side, before it or after."""
    word = rf"(?<!\w)(?:{vocabulary.alternatives(language, 'adoption', key)})(?!\w)"
    return re.compile(rf"\d[^.;\d]{{0,20}}{word}|{word}[^.;\d]{{0,6}}\d", re.IGNORECASE)


@cache
def _voting(language: str) -> re.Pattern[str]:
    """Any word that a statement of a vote must have."""
    words = "|".join(
        vocabulary.alternatives(language, "adoption", key) for key in (*_WAYS, "for", "against", "abstain")
    )
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


class Lines:
    """What a single paragraph looks like, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._operative = vocabulary.operative(language)
        self._recital = vocabulary.opening(language, "preamble", "openings")
        self._heads = vocabulary.whole(language, "preamble", "heads")
        self._bodies = vocabulary.opening(language, "preamble", "bodies")
        self._gathered = vocabulary.opening(language, "preamble", "gathered")
        self._formula = vocabulary.anywhere(language, "formula", "verbs")
        self._formula_alone = vocabulary.whole(language, "formula", "verbs")
        self._speaks = _speaking(language)
        self._margin = vocabulary.whole(language, "formula", "margin")
        self._title = vocabulary.opening(language, "opening", "title")
        self._annex = vocabulary.opening(language, "endings", "annex")
        self._dispatch = vocabulary.opening(language, "endings", "dispatch")
        self._closing = vocabulary.opening(language, "endings", "closing")
        self._adopted = vocabulary.anywhere(language, "adoption", "adopted")
        self._voted = vocabulary.opening(language, "adoption", "voted")
        self._ways = [vocabulary.anywhere(language, "adoption", key) for key in _WAYS]
        self._sides = [_side(language, key) for key in ("for", "against", "abstain")]
        self._voting = _voting(language)
        self._subject = vocabulary.anywhere(language, "adoption", "subject")
        self._body = vocabulary.anywhere(language, "opening", "body")
        self._institution = vocabulary.anywhere(language, "names", "institutions")
        self._signed = vocabulary.opening(language, "endings", "signed")
        self._role = vocabulary.whole(language, "endings", "roles")
        self._role_within = vocabulary.anywhere(language, "endings", "roles")
        self._roles = vocabulary.opening(language, "endings", "roles")

    def is_operative(self, text: str) -> bool:
        """Whether an operative verb leads it."""
        return bool(self._operative.match(text))

    def leads(self, text: str) -> bool:
        """Whether it is a sentence that an operative verb leads, and no title."""
        return self.is_operative(text) and len(text) > 25 and not self.is_title(text) and not self.is_closing(text)

    def is_recital(self, text: str) -> bool:
        """Whether it opens as recitals do."""
        return bool(self._recital.match(text))

    def is_preamble_head(self, text: str) -> bool:
        """Whether it is a word over recitals: *CONSIDERANDO:*."""
        return len(text) < 60 and bool(self._heads.fullmatch(text))

    def is_opening(self, text: str) -> bool:
        """Whether it names who speaks, perhaps where, and ends with a comma: *The Congress, meeting in Brill,*."""
        joins = "|".join(vocabulary.data(self.language)["and"])
        # "The Assembly, in exercise of its powers, and"
        bare = re.sub(rf"\s*\([^()]*\)|(?<=,)\s(?:{joins})$", "", text)
        if len(text) > 200 or not bare.endswith(",") or not self._bodies.match(bare):
            return False
        # "We, the delegates, meeting in Brill,"
        parts = re.sub(r"^\w{1,6}, ", "", bare).rstrip(",").split(", ")[1:]
        return not parts or (len(parts) < 3 and all(map(self._gathered.match, parts)))

    def names_body(self, text: str) -> bool:
        """Whether it starts with who speaks: *The delegates of nineteen choirs, meeting in …*."""
        return bool(self._bodies.match(text))

    def is_speaker(self, text: str) -> bool:
        """Whether it names who speaks and nothing more, without the comma: *The Congress*."""
        match = self._bodies.match(text)
        return match is not None and len(text) < 80 and text[-1].isalnum() and len(text[match.end() :].split()) < 4

    def is_enacting(self, text: str) -> bool:
        """Whether it leads to the clauses."""
        if text.endswith((":", "—", "–")):
            tail = text[-90:]
            last = max((match.end() for match in self._formula.finditer(tail)), default=-1)
            # What the verb is followed by must be short: "decides that the functions of the Forum are:" is a clause.
            return last >= 0 and len(tail) - last < 30 and not self.is_preamble_head(text)
        return len(text) < 60 and bool(self._formula_alone.fullmatch(text))

    def speaks_at(self, text: str) -> int:
        """Where in a recital the body begins that enacts at its end, no comma before it; 0 where none does."""
        match = self._speaks.search(text)
        return match.start() if match else 0

    def is_margin(self, text: str) -> bool:
        """Whether it is an operative verb that leads the numbered points below: *instructs the Board*."""
        return len(text) < 110 and not text.endswith((".", ";")) and bool(self._margin.fullmatch(text))

    def is_verb(self, text: str) -> bool:
        """Whether an operative verb, with its adverbs, is all that it says."""
        match = self._operative.match(text)
        return match is not None and not text[match.end() :].strip(" :")

    def is_title(self, text: str) -> bool:
        """Whether it names a resolution as such."""
        if len(text) >= 200 or text.endswith((",", ":", ";")) or not self._title.match(text):
            return False
        return not (text.endswith(".") and self.is_adoption(text))

    def is_section(self, text: str) -> bool:
        """Whether it heads a division of the text, by number: *Section 2*, *Part I. General*."""
        return len(text) < 110 and not re.search(r"[^\dIVX][.;:,]$", text) and bool(_SECTION.match(text))

    def is_annex(self, text: str) -> bool:
        """Whether an annex starts here."""
        match = self._annex.match(text)
        if not match or len(text) >= 80:
            return False
        titled = text[match.end() :].lstrip()[:1] in tuple(":–—-")
        return not text.endswith((",", ":")) and (titled or not text.endswith("."))

    def is_dispatch(self, text: str) -> bool:
        """Whether a list of dispatch starts here."""
        return self.dispatch_label(text) > 0

    def dispatch_label(self, text: str) -> int:
        """The length of the words over a list of dispatch, with their colon; 0 where none starts."""
        copies = _COPIES.match(text)
        if copies:
            return copies.end()
        own = self._dispatch.match(text)
        printed = vocabulary.opening_in_any("endings", "dispatch").match(text)
        for match, ends in ((own, (":", "")), (printed, (":",))):
            rest = text[match.end() :].lstrip() if match else "?"
            if rest[:1] in ends:
                return len(text) - len(rest) + len(rest[:1])
        return 0

    def is_voted(self, text: str) -> bool:
        """Whether it starts as only a statement of adoption does: *Passed on a roll call*, *Se aprueba por …*."""
        return bool(self._voted.match(text))

    def is_adoption(self, text: str) -> bool:
        """Whether it says how the text was adopted: that it was, and what, how or by how many."""
        if len(text) > 400 or text.endswith((";", ":", ",")):
            return False
        if self.is_voted(text) and not self.is_recital(text):
            return True
        return bool(self._adopted.search(text)) and bool(self._subject.search(text)) and not self.is_recital(text)

    def is_vote(self, text: str) -> bool:
        """Whether a sentence says in what way or by how many votes something was decided, whatever its words."""
        if len(text) > 300 or text.endswith((";", ":", ",")) or self.is_recital(text):
            return False
        if not self._voting.search(text):
            return False
        ways = sum(bool(way.search(text)) for way in self._ways)
        votes = sum(bool(side.search(text)) for side in self._sides)
        return votes > 1 or ways > 1 or (ways > 0 and not self.is_operative(text))

    def is_closing(self, text: str) -> bool:
        """Whether it dates or places the paper at its end."""
        if self._closing.match(text) and len(text) < 160:
            return True
        found = periods(text, self.language) if len(text) < 60 else ()
        if not found or len(text) - (found[0].end - found[0].start) >= 30:
            return False
        # "20.04.2025 together with their consent." is the rest of a sentence.
        goes_on = not text[: found[0].start].strip() and text.endswith((".", ";"))
        return not (goes_on and len(re.findall(r"(?<!\w)[^\W\d_A-ZА-Я]{3,}(?!\w)", text[found[0].end :])) > 2)

    def is_signature(self, text: str) -> bool:
        """Whether somebody signs here."""
        if len(text) >= 160 or text.endswith((";", ":")):
            return False
        article = _ARTICLE.match(text)
        return bool(self._roles.match(text) or (article and self._roles.match(text, article.end())))

    def names_role(self, text: str) -> bool:
        """Whether it ends with a role, whatever stands before that: *Branch Chair*."""
        return any(match.end() == len(text) for match in self._role_within.finditer(text))

    def is_body(self, word: str) -> bool:
        """Whether a word is one for bodies: *Congress*, *Board*."""
        return bool(self._body.fullmatch(word) or self._institution.fullmatch(word))

    def signed(self, text: str) -> int:
        """The length of the words that say only that somebody signed: *(signed)*, *Fdo.:*; 0 without them."""
        match = self._signed.match(text) or _FIRMA.match(text)
        return len(text) - len(text[match.end() :].lstrip(" :)./")) if match else 0

    def is_names(self, paragraph: Paragraph) -> bool:
        """Whether a line may be nothing but names of persons: all capitals, no figure, no stop."""
        words = paragraph.text.split()
        if paragraph.marker or not 2 <= len(words) <= 8 or not re.fullmatch(r"[^\d;:,!?]+[^\W\d]", paragraph.text):
            return False
        return sum(word[0].isupper() for word in words) >= max(2, len(words) - 2) and words[0][0].isupper()

    def is_role(self, text: str) -> bool:
        """Whether a line is the name of a role and nothing more."""
        return bool(self._role.fullmatch(text))

    def is_end(self, text: str) -> bool:
        """Whether no clause can be this."""
        if text.endswith((";", ":")):
            return self.is_dispatch(text) or (text.endswith(":") and self.is_role(text))
        return (
            self.is_annex(text)
            or self.is_dispatch(text)
            or self.is_closing(text)
            or self.is_signature(text)
            or (self.is_adoption(text) and len(text) < 250 and (self.is_voted(text) or not self.is_operative(text)))
            or bool(re.match(r"[_\s]{6,}", text))
        )
