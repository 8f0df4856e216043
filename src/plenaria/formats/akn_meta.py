"""The ``meta`` of an Akoma Ntoso document: what it is (FRBR) and how it was voted."""

from lxml import etree

from plenaria.core.text.resolution import Adoption, Resolution
from plenaria.formats.akn_names import BODY, Names
from plenaria.formats.akn_tree import UNDATED, add, expression_address, language_code, number_slug, work_address
from plenaria.formats.labels import number_line
from plenaria.formats.paper import Paper

HOUSE = "urn:plenaria:text:1"
"""Namespace of the mark by which our own documents are known, so that they are read back without guessing."""

_COUNTS = (("for", "in_favour"), ("against", "against"), ("abstaining", "abstaining"))


def meta(parent: etree._Element, paper: Paper, text: Resolution, component: str = "main") -> etree._Element:
    """``meta`` with the identification; see :func:`finish` for what follows it in the main component."""
    element = add(parent, "meta")
    _identification(element, paper, text, component)
    return element


def finish(element: etree._Element, text: Resolution, names: Names) -> None:
    """The analysis of the vote, and the references to all that the document names."""
    if text.adoption:
        _voting(element, text.adoption, names)
    names.list_in(element)
    proprietary = add(element, "proprietary", source=f"#{BODY}")
    etree.SubElement(proprietary, f"{{{HOUSE}}}text", nsmap={"plenaria": HOUSE})


def _identification(parent: etree._Element, paper: Paper, text: Resolution, component: str) -> None:
    element = add(parent, "identification", source=f"#{BODY}")
    work, expression = work_address(paper), expression_address(paper, text)
    day = paper.adopted.isoformat() if paper.adopted else UNDATED
    named = "adoption" if paper.sealed else "dated" if paper.adopted else "undated"

    def level(tag: str, address: str, this: str) -> etree._Element:
        group = add(element, tag)
        add(group, "FRBRthis", value=this)
        add(group, "FRBRuri", value=address)
        if paper.sealed and component == "main" and tag == "FRBRWork":
            add(group, "FRBRalias", value=paper.sealed.permalink, name="permalink")
        add(group, "FRBRdate", date=day, name=named)
        add(group, "FRBRauthor", href=f"#{BODY}")
        return group

    group = level("FRBRWork", work, f"{work}/!{component}")
    add(group, "FRBRcountry", value=paper.country)
    add(group, "FRBRsubtype", value="deliberation")
    if paper.number:
        shown = number_line(paper, text) or paper.number
        add(group, "FRBRnumber", value=number_slug(paper.number), showAs=shown)
    group = level("FRBRExpression", expression, f"{expression}/!{component}")
    add(group, "FRBRlanguage", language=language_code(text.language))
    authentic = paper.authentic or paper.resolution.language
    if authentic != text.language:
        add(
            group,
            "FRBRtranslation",
            href=f"{work}/{language_code(authentic)}@",
            fromLanguage=language_code(authentic),
            authoritative="false",
            by=f"#{BODY}",
        )
    level("FRBRManifestation", f"{expression}.akn", f"{expression}/!{component}.akn")


def _voting(parent: etree._Element, adoption: Adoption, names: Names) -> None:
    """The counts that the statement of adoption names."""
    counts = [(name, getattr(adoption, field)) for name, field in _COUNTS]
    named = [(name, value) for name, value in counts if value is not None]
    if not named:
        return
    outcome = names.concept("rejected" if adoption.result == "rejected" else "adopted")
    analysis = add(parent, "analysis", source=f"#{BODY}")
    voting = add(add(analysis, "parliamentary"), "voting", eId="voting_1", outcome=outcome)
    for name, value in named:
        add(voting, "count", eId=f"voting_1__count_{name}", refersTo=names.concept(name), value=str(value))
