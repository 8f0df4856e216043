"""What is wrong with the markup of a page, by the HTML standard (WHATWG), as far as no browser is asked.

The syntax is judged by tinyhtml5, which parses as the standard says and counts its parse errors: tags not closed or
not opened, wrong nesting that a parser repairs, attributes given twice, characters that may not be, unknown entities.
Besides, from the standard's content models: which children an element may have, which attributes it needs and which
nobody has, what must be unique or must be there. Not seen: the values of most attributes (dates, media queries,
``sizes``), roles and states of ARIA, which axe looks at, and the order of headings.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser


def names(text: str) -> frozenset[str]:
    """The names in a text."""
    return frozenset(text.split())


XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
PHRASING = names(
    "a abbr audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe img input ins "
    "kbd label map mark meter noscript object output picture progress q ruby s samp script select slot small "
    "span strong sub sup template textarea time u var video wbr svg math link meta"
)
FLOW = PHRASING | names(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr main menu nav ol p pre search section table ul"
)
METADATA = names("base link meta noscript script style template title")
ONLY_PHRASING = names(
    "abbr b bdi bdo button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label legend mark meter output p pre "
    "progress q s samp small span strong sub sup time u var"
)
CHILDREN = {
    "head": METADATA,
    "ul": frozenset({"li", "script", "template"}),
    "ol": frozenset({"li", "script", "template"}),
    "menu": frozenset({"li", "script", "template"}),
    "dl": frozenset({"dt", "dd", "div", "script", "template"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "script", "template"}),
    "thead": frozenset({"tr", "script", "template"}),
    "tbody": frozenset({"tr", "script", "template"}),
    "tfoot": frozenset({"tr", "script", "template"}),
    "tr": frozenset({"td", "th", "script", "template"}),
    "colgroup": frozenset({"col", "template"}),
    "select": frozenset({"option", "optgroup", "hr", "script", "template"}),
    "optgroup": frozenset({"option", "script", "template"}),
    "datalist": PHRASING | {"option"},
    "details": FLOW | {"summary"},
    "fieldset": FLOW | {"legend"},
    "figure": FLOW | {"figcaption"},
    "picture": frozenset({"source", "img", "script", "template"}),
    "summary": PHRASING | frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hgroup"}),
    "hgroup": frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"}),
}
ANYTHING = frozenset({"template", "svg", "math", "ruby", "object", "video", "audio", "map", "noscript"})
"""Whose children are not judged here."""
INTERACTIVE = names("a button details embed iframe label select textarea")
NEEDED = {
    "img": ("src", "alt"),
    "iframe": ("title",),
    "html": ("lang",),
    "optgroup": ("label",),
    "track": ("src",),
}
GLOBAL = names(
    "accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint hidden id inert "
    "inputmode is itemid itemprop itemref itemscope itemtype lang nonce popover role slot spellcheck tabindex "
    "title translate writingsuggestions"
)
ATTRIBUTES = {
    name: names(known)
    for name, known in {
        "a": "href target download ping rel hreflang type referrerpolicy",
        "audio": "src crossorigin preload autoplay loop muted controls",
        "base": "href target",
        "blockquote": "cite",
        "button": "disabled form formaction formenctype formmethod formnovalidate formtarget name type value"
        " popovertarget popovertargetaction command commandfor",
        "col": "span",
        "colgroup": "span",
        "data": "value",
        "del": "cite datetime",
        "details": "name open",
        "dialog": "open closedby",
        "fieldset": "disabled form name",
        "form": "accept-charset action autocomplete enctype method name novalidate target rel",
        "iframe": "src srcdoc name sandbox allow allowfullscreen width height referrerpolicy loading",
        "img": "alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading"
        " fetchpriority",
        "input": "accept alpha alt autocomplete checked colorspace dirname disabled form formaction formenctype"
        " formmethod formnovalidate formtarget height list max maxlength min minlength multiple name pattern"
        " placeholder popovertarget popovertargetaction readonly required size src step type value width capture",
        "ins": "cite datetime",
        "label": "for",
        "li": "value",
        "link": "href crossorigin rel as media integrity hreflang type referrerpolicy sizes imagesrcset imagesizes"
        " blocking color disabled fetchpriority",
        "meta": "name http-equiv content charset media property",
        "meter": "value min max low high optimum",
        "object": "data type name form width height",
        "ol": "reversed start type",
        "optgroup": "disabled label",
        "option": "disabled label selected value",
        "output": "for form name",
        "progress": "value max",
        "q": "cite",
        "script": "src type nomodule async defer crossorigin integrity referrerpolicy blocking fetchpriority",
        "select": "autocomplete disabled form multiple name required size",
        "source": "type media src srcset sizes width height",
        "style": "media blocking",
        "td": "colspan rowspan headers",
        "template": "shadowrootmode",
        "textarea": "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required"
        " rows wrap",
        "th": "colspan rowspan headers scope abbr",
        "time": "datetime",
        "track": "kind src srclang label default",
        "video": "src crossorigin poster preload autoplay playsinline loop muted controls width height",
    }.items()
}
REFERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form", "headers")
"""Attributes that name elements of the same page by their ids."""
HTMX = ("hx-", "sse-")
"""Attributes of a library. They are no part of HTML; its own documentation has them so."""


@dataclass(slots=True)
class _Looked:
    """What is gathered on the way through a page."""

    faults: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    refers: list[tuple[str, str, str]] = field(default_factory=list)


def faults(page: bytes | str) -> list[str]:
    """What is wrong with a whole page, each with its place."""
    parser = HTMLParser(namespace_html_elements=True)
    root = parser.parse(page if isinstance(page, bytes) else page.encode(), transport_encoding="utf-8")
    looked = _Looked([f"line {place[0]}: {code} {data or ''}".strip() for place, code, data in parser.errors])
    _look(root, (), looked)
    looked.faults += [f"id {each!r} is given {times} times" for each, times in looked.ids.items() if times > 1]
    looked.faults += [
        f"{where}: {name} names {each!r}, which is not there"
        for where, name, each in looked.refers
        if each not in looked.ids
    ]
    return [*looked.faults, *_of_the_whole(root)]


def _look(element: Element, above: tuple[str, ...], looked: _Looked) -> None:
    if not isinstance(element.tag, str):
        return
    name = element.tag.removeprefix(XHTML)
    if name.startswith("{"):
        name = "svg" if element.tag == f"{SVG}svg" else element.tag
    _look_at(name, element, above, looked)
    for child in element:
        _look(child, (*above, name), looked)


def _look_at(name: str, element: Element, above: tuple[str, ...], looked: _Looked) -> None:
    where = f"{above[-1] if above else ''} > {name} {dict(list(element.attrib.items())[:2])}"
    if "id" in element.attrib and "template" not in above:
        looked.ids[element.attrib["id"]] += 1
        if not element.attrib["id"].strip() or " " in element.attrib["id"]:
            looked.faults.append(f"{where}: such an id is none")
    for key in REFERS:
        looked.refers += [(where, key, each) for each in element.attrib.get(key, "").split()]
    if name.startswith("{"):
        return
    looked.faults += _of_attributes(name, element, where)
    if above:
        looked.faults += _of_nesting(name, element, above, where)


def _of_attributes(name: str, element: Element, where: str) -> Iterator[str]:
    if name == "svg":
        return
    for key in element.attrib:
        known = key in GLOBAL or key in ATTRIBUTES.get(name, ()) or key.startswith(("data-", "aria-", *HTMX))
        if not known:
            yield f"{where}: no such attribute: {key}"
    for key in NEEDED.get(name, ()):
        if key not in element.attrib:
            yield f"{where}: needs {key}"
    if name == "a" and "href" not in element.attrib and {"target", "rel", "hreflang"} & element.attrib.keys():
        yield f"{where}: leads nowhere"
    if "href" in element.attrib and (" " in element.attrib["href"].strip() or "\n" in element.attrib["href"]):
        yield f"{where}: no address has a space"


def _of_nesting(name: str, element: Element, above: tuple[str, ...], where: str) -> Iterator[str]:
    # What may be in an element that takes on the content model of its parent depends on that parent.
    parent = next((each for each in reversed(above) if each not in ("a", "ins", "del", "slot")), "body")
    direct = above[-1]
    if "template" in above and direct == "template":
        return
    if direct in CHILDREN and name not in CHILDREN[direct]:
        yield f"{where}: may not be there"
    elif not ANYTHING & set(above[-2:]) and parent in ONLY_PHRASING and name not in PHRASING:
        yield f"{where}: may not be in {parent}"
    elif name not in FLOW and direct not in CHILDREN and direct not in ANYTHING and direct != "html":
        yield f"{where}: may not be there"
    inside = [each for each in above if each in ("a", "button", "label")]
    interactive = name in INTERACTIVE or (name == "input" and element.attrib.get("type") != "hidden")
    if interactive and inside and not (inside == ["label"] and name in ("input", "select", "textarea", "button")):
        yield f"{where}: nothing to be pressed may be in {inside[-1]}"
    if name == "form" and "form" in above:
        yield f"{where}: no form is in a form"
    if name in ("header", "footer", "main") and name in above and name != "main":
        yield f"{where}: not in another one"
    if name == "main" and {"article", "aside", "footer", "header", "nav"} & set(above):
        yield f"{where}: may not be there"


def _of_the_whole(root: Element) -> Iterator[str]:
    titles = root.findall(f"{XHTML}head/{XHTML}title")
    if len(titles) != 1 or not (titles[0].text or "").strip():
        yield "a page has one title, which is not empty"
    for name in ("main", "h1"):
        shown = [each for each in root.iter(f"{XHTML}{name}") if "hidden" not in each.attrib]
        if len(shown) != 1:
            yield f"a page of ours has one {name}, not {len(shown)}"
    for each in root.iter(f"{XHTML}dl"):
        kinds = [child.tag for child in each]
        if kinds and kinds[0] == f"{XHTML}dd":
            yield "a dl begins with dt"
    for each in root.iter(f"{XHTML}details"):
        if not len(each) or each[0].tag != f"{XHTML}summary":
            yield "details begin with their summary"
    for each in root.iter(f"{XHTML}table"):
        captions = [at for at, child in enumerate(each) if child.tag == f"{XHTML}caption"]
        if captions not in ([], [0]):
            yield "a caption comes first in its table"
