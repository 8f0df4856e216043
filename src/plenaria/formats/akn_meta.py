"""The ``meta`` of an Akoma Ntoso document: what it is (FRBR), how it was voted, and whom it names."""

from urllib.parse import quote

from lxml import etree

from plenaria.core.text.resolution import Adoption, Resolution
from plenaria.formats.akn_tree import UNDATED, add, expression_address, language_code, number_slug, work_address
from plenaria.formats.labels import number_line
from plenaria.formats.paper import Paper

BODY = "body"
"""eId of the body's reference; every ``#body`` points to it."""

_COUNTS = (("for", "in_favour"), ("against", "against"), ("abstaining", "abstaining"))


def meta(parent: etree._Element, paper: Paper, text: Resolution, component: str = "main") -> None:
    """Identification, analysis and references; a component other than ``main`` has the identification alone."""
    element = add(parent, "meta")
    _identification(element, paper, text, component)
    if component != "main":
        return
    counts = _voting(element, text.adoption) if text.adoption else ()
    _references(element, paper, text, counts)


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
    add(group, "FRBRsubtype", value="resolution")
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


def _voting(parent: etree._Element, adoption: Adoption) -> tuple[str, ...]:
    """The counts that the statement of adoption names; the concepts that they refer to."""
    counts = [(name, getattr(adoption, field)) for name, field in _COUNTS]
    named = [(name, value) for name, value in counts if value is not None]
    if not named:
        return ()
    outcome = "rejected" if adoption.result == "rejected" else "adopted"
    analysis = add(parent, "analysis", source=f"#{BODY}")
    voting = add(add(analysis, "parliamentary"), "voting", eId="voting_1", outcome=f"#{outcome}")
    for name, value in named:
        add(voting, "count", eId=f"voting_1__count_{name}", refersTo=f"#{name}", value=str(value))
    return (outcome, *(name for name, _ in named))


def _references(parent: etree._Element, paper: Paper, text: Resolution, concepts: tuple[str, ...]) -> None:
    element = add(parent, "references", source=f"#{BODY}")
    body = paper.letterhead.name(text.language) if paper.letterhead else text.body or paper.body_code
    ontology = f"/akn/ontology/{{}}/{paper.country}/{paper.body_code}"
    add(element, "TLCOrganization", eId=BODY, href=ontology.format("organization"), showAs=body)
    for place, signature in enumerate(text.signatures, 1):
        href = f"{ontology.format('person')}/{quote(signature.name, safe='')}"
        add(element, "TLCPerson", eId=f"person_{place}", href=href, showAs=signature.name)
        if signature.role:
            href = f"{ontology.format('role')}/{quote(signature.role, safe='')}"
            add(element, "TLCRole", eId=f"role_{place}", href=href, showAs=signature.role)
    for concept in concepts:
        add(element, "TLCConcept", eId=concept, href=f"/akn/ontology/concept/{concept}", showAs=concept)
