"""Whether an answer of the server keeps what people wrote a text: read back by the parser of its own format."""

import csv
import io
import json
import re
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from tests.hostile.payload import MARK

ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "hx-get", "hx-post", "sse-connect")
SCHEMES = {"", "http", "https", "mailto", "data", "webcal"}
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell (OWASP, CSV injection)."""


def faults(answer: Any) -> list[str]:
    """What is wrong with it, each in a few words; nothing, if text stayed text."""
    found = [f"header {name}: {value!r}" for name, value in answer.headers.items() if set("\r\n\0") & set(value)]
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("its type may be guessed")
    found += of_disposition(answer.headers.get("Content-Disposition", ""))
    if answer.streaming:
        return found
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    judge = JUDGES.get(kind) or (of_xml if kind.endswith("xml") else of_json if kind.endswith("json") else None)
    if judge is None or not answer.content:
        return found
    return found + judge(answer.content)


def of_disposition(header: str) -> list[str]:
    """A file has one name, and the name no way into another folder (RFC 6266, 4.3)."""
    message = EmailMessage()
    message["Content-Disposition"] = header or "inline"
    told = message["Content-Disposition"]
    strange = set(told.params) - {"filename"}
    name = str(told.params.get("filename", ""))
    return [f"disposition {header!r:.100}"] if strange or told.defects or set("/\\\0\r\n") & set(name) else []


def of_html(content: bytes) -> list[str]:
    """No script, handler, style or address of a page comes from what people wrote."""
    page = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    return [fault for element in page.iter(etree.Element) for fault in _of_element(element)]


def _of_element(element: Any) -> list[str]:
    found = []
    tag = element.tag
    if tag == "script" and "src" not in element.attrib:
        if element.get("type") not in ("application/ld+json", "application/json"):
            found.append(f"script in the page: {element.text!r:.80}")
        else:
            found += of_json((element.text or "").encode())
    if tag == "img" and element.get("src") == "x":
        found.append("an image that somebody wrote")
    for name, value in element.attrib.items():
        if name.startswith("on") or name == "style" or MARK.lower() in name:
            found.append(f"attribute {name}={value!r:.60} of {tag}")
        if name in ADDRESSES and scheme(value) not in SCHEMES:
            found.append(f"address {value!r:.60} of {tag}")
    return found


def scheme(address: str) -> str:
    """The scheme as a browser reads it: without the signs that it leaves out (WHATWG URL, 4.4)."""
    cleaned = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33))))
    try:
        return urlsplit(cleaned).scheme.lower()
    except ValueError:
        return ""


def of_xml(content: bytes) -> list[str]:
    """Well-formed, and no element of it is a person's."""
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as fault:
        return [f"no XML: {fault}"]
    names = [etree.QName(each).localname for each in tree.iter(etree.Element)]
    found = [f"element {name}" for name in names if name in ("script", "img")]
    # HTML inside a feed is text there, and a page in the reader's program.
    inside = (each.text for each in tree.iter(etree.Element) if each.get("type") == "html" and each.text)
    return found + [fault for text in inside for fault in of_html(text.encode())]


def of_json(content: bytes) -> list[str]:
    try:
        json.loads(content)
    except ValueError as fault:
        return [f"no JSON: {fault}"]
    return []


def of_calendar(content: bytes) -> list[str]:
    """What somebody wrote begins no line of its own, once the lines are unfolded (RFC 5545, 3.1)."""
    lines = re.sub(r"\r\n[ \t]", "", content.decode()).split("\r\n")
    return [f"line {line!r:.60}" for line in lines if line.startswith("ATTACH") or "\n" in line or "\r" in line]


def of_table(content: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    widths = {len(row) for row in rows if row}
    found = [] if len(widths) <= 1 else [f"rows of {sorted(widths)} cells"]
    return found + [f"formula {cell!r:.60}" for row in rows for cell in row if cell.startswith(BEGINS_A_FORMULA)]


JUDGES = {
    "text/html": of_html,
    "application/xhtml+xml": of_xml,
    "image/svg+xml": of_xml,
    "text/calendar": of_calendar,
    "text/csv": of_table,
}
