"""The words of a message: what its author wrote, apart from the earlier messages that hang under them."""

import re
from itertools import takewhile

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

from plenaria.formats import encoding, html
from plenaria.formats.gathering import LONGEST
from plenaria.formats.unreadable import Unreadable

_WEAK = frozenset({"", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "default", "_iso-2022-jp$esc"})
"""Charsets that say nothing of bytes beyond ASCII."""
_SAYS = re.compile(
    r"(?:^\s*>*\s*(?:On|El|Le|Am|Em)\b.{4,300}|.{4,300}\b)"
    r"(?:wrote|writes|пишет|написала?|написал\(а\)|escribió|escribio|a écrit|schrieb|escreveu)\s*:\s*$",
    re.IGNORECASE,
)
"""The line that a program puts over what it quotes."""
_BEGINS = re.compile(r"\s*(?:On|El|Le|Am|Em)\b.*\d", re.IGNORECASE)
"""How it begins, in languages where its verb is at the end."""
_DATED = re.compile(r"\d{1,2}[:.]\d\d.*<?\S+@\S+>?\s*:\s*$")
"""The same where no verb is used: *09.05.2026, 14:03, "Anna" <anna@sky.example>:*"""
_FORWARDED = re.compile(
    r"\s*(?:-{2,}|_{10,}|\*{2,})\s*(?:(?:original|forwarded|reply) message|исходное сообщение|пересылаемое сообщение"
    r"|конец пересылаемого сообщения|mensaje (?:original|reenviado))?\s*(?:-{2,}|\*{2,})?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*\*?(?:from|от|de|von)\s*:\*?\s+\S", re.IGNORECASE)
_SENT = re.compile(r"\s*\*?(?:sent|date|отправлено|дата|enviado(?: el)?|fecha|gesendet)\s*:\*?\s+\S", re.IGNORECASE)
_CITED = (
    "//blockquote[@type='cite'] | //*[contains(concat(' ', @class, ' '), ' gmail_quote ')]"
    " | //*[contains(@class, 'yahoo_quoted')] | //*[@id='divRplyFwdMsg'] | //*[@id='mail-app-auto-quote']"
    " | //*[contains(@class, 'moz-cite-prefix')]"
)


def decoded(data: bytes, charset: str) -> str:
    """The characters of bytes in the charset that they claim, or in the likeliest where that can't be (LONGEST of them
    at the most)."""
    text = _claimed(data, charset)
    return _visible(encoding.decoded(data) if text is None else text)[:LONGEST]


def _claimed(data: bytes, charset: str) -> str | None:
    name = charset.strip().strip("'\"").lower()
    if name in _WEAK:
        return None
    try:
        return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "latin-1") else name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _visible(text: str) -> str:
    """Text without control characters but tabs and line feeds, and with no half of a character."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub("", plain)


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""And the marks that turn the direction of writing around: an answer must read as it says."""


def unflowed(text: str, *, delsp: bool = False) -> str:
    """The paragraphs of *format=flowed* text (RFC 3676, 4): lines that end in a space go on in the next."""
    out: list[str] = []
    open_depth = -1
    for raw in text.split("\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        line = raw[depth:].removeprefix(" ")
        if depth == open_depth and out and line.rstrip() != "--":
            out[-1] += line
        else:
            out.append(f"{'>' * depth} {line}" if depth else line)
        soft = line.endswith(" ") and line != "-- "
        if soft and delsp:
            out[-1] = out[-1][:-1]
        open_depth = depth if soft else -1
    return "\n".join(out)


def of_plain(text: str) -> tuple[str, str]:
    """What is the author's own, and what is quoted behind or before it.

    What is quoted piece by piece between own words stays with them: they would not be understood without it.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    end = next((at for at in range(len(lines)) if _forwards(lines, at)), len(lines))
    own, tail = lines[:end], lines[end:]
    start = _quote_at_end(own)
    before = _quote_at_start(own[:start])
    quoted = [*own[:before], *own[start:], *tail]
    words = _joined(own[before:start])
    # A message that is nothing but a quotation is what somebody sent.
    return (words, _joined(quoted)) if words else (_joined(lines), "")


def of_html(text: str) -> tuple[str, str]:
    """The same of a page, as lines."""
    # A comment of Outlook's is no declaration of an encoding, and text that was decoded needs none.
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = document_fromstring(bare, HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "", ""
    cited = [each for each in _found(root, _CITED) if not _answered_inside(each)]
    if not cited:
        return of_plain(_lines(bare))
    quoted = []
    for element in cited:
        if element.getparent() is None or not _inside(element, root):
            continue
        behind = _found(element, "following-sibling::*") if element.get("id") == "divRplyFwdMsg" else []
        for each in (element, *behind):
            quoted.append(_lines(tostring(each, encoding="unicode", with_tail=False)))
            each.drop_tree()
    words = of_plain(_lines(tostring(root, encoding="unicode")))[0]
    return (words, _joined(quoted)) if words else (_joined(quoted), "")


def _found(element: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements at that path (XPath 1.0)."""
    found = element.xpath(path)
    return [each for each in found if isinstance(each, HtmlElement)] if isinstance(found, list) else []


def _answered_inside(element: HtmlElement) -> bool:
    """Whether somebody wrote between the pieces of a quotation: then it is broken up into several."""
    return len(_found(element, "./blockquote")) > 1


def _inside(element: HtmlElement, root: HtmlElement) -> bool:
    return next(reversed([element, *element.iterancestors()])) is root


def _lines(page: str) -> str:
    """The lines of a page as text; nothing for a page of pictures only."""
    try:
        source = html.read(b"\xef\xbb\xbf" + page.encode("utf-8", "replace"))
    except Unreadable:
        return ""
    return _visible("\n".join(f"{line.number} {line.text}" if line.number else line.text for line in source.lines))


def _forwards(lines: list[str], at: int) -> bool:
    """Whether an earlier message begins here with the head that a program gives it."""
    if _FORWARDED.match(lines[at]):
        return any(_FROM.match(line) for line in lines[at + 1 : at + 4])
    return bool(_FROM.match(lines[at])) and any(_SENT.match(line) for line in lines[at + 1 : at + 4])


def _quote_at_end(lines: list[str]) -> int:
    """Where the quotation that ends these lines begins, with the line that introduces it."""
    at = len(lines)
    while at and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith(">")):
        at -= 1
    if not any(line.lstrip().startswith(">") for line in lines[at:]):
        # Some programs introduce what they quote, and then mark it in no way.
        return next((place for place in range(1, len(lines)) if _introduces(lines, place)), len(lines))
    if at and _introduces(lines, at - 1):
        # It is often broken over two lines.
        return at - 2 if at > 1 and _BEGINS.match(lines[at - 2]) and not _BEGINS.match(lines[at - 1]) else at - 1
    return at - 2 if at > 1 and _introduces(lines, at - 2, 2) else at


def _introduces(lines: list[str], at: int, many: int = 1) -> bool:
    said = " ".join(lines[at : at + many])
    return bool(said.strip()) and bool(_SAYS.match(said) or _DATED.search(said))


def _quote_at_start(lines: list[str]) -> int:
    """Where own words begin behind a quotation at the very start."""
    at = sum(1 for _ in takewhile(lambda line: not line.strip(), lines))
    for many in (1, 2):
        if _introduces(lines, at, many) and lines[at + many : at + many + 1]:
            at += many
            break
    rest = list(takewhile(lambda line: line.lstrip().startswith(">") or not line.strip(), lines[at:]))
    if not any(line.strip() for line in rest):
        return 0
    behind = at + len(rest)
    # Piece by piece: what follows answers to what stands before it.
    return 0 if any(line.lstrip().startswith(">") for line in lines[behind:]) else behind


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")
