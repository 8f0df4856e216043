"""Resolutions of the register: in lists what they are called and where they stand; each by itself with its whole text
in every language, its clauses and their state, its files and its seal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from plenaria.core.resolutions import VALIDITY
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import KINDS
from plenaria.core.text.resolution import Clause as ClauseText
from plenaria.core.text.resolution import Resolution as Text
from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.corrigenda import Corrigendum, corrigenda
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.effects import Effect, effect
from plenaria.interfaces.api.v1.files import File, file
from plenaria.interfaces.api.v1.kinds import Created, Gone, Id, Modified, OfBody, Texts, Url, Web, gone, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.interfaces.api.v1.publications import Publication, publication
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import followup, keyset, open_lists, open_resolutions, published, stamps, subjects, validity
from plenaria.store.queries.corrigenda import sealed_of
from plenaria.store.queries.followup import CommitmentView
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_resolutions import ResolutionData
from plenaria.store.queries.published import Published

Validity = Annotated[str, one_of(VALIDITY.states, N_("Whether it is in force."))]
Kind = Annotated[str, one_of(KINDS, N_("What the clause does."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A resolution of the register, without its text."""

    id: Id
    url: Url
    web: Web
    body: Annotated[Id, Meta(description=N_("Whose resolution it is."))]
    meeting: Annotated[Id | None, Meta(description=N_("Which meeting adopted it, where it is known."))]
    number: Annotated[str, Meta(description=N_("Its number, as printed."))]
    slug: Annotated[str, Meta(description=N_("Its short name in addresses, within its body."))]
    titles: Texts
    language: Annotated[str, Meta(description=N_("The language of the authentic text (BCP 47)."))]
    adopted_on: date
    validity: Validity
    historical: Annotated[
        bool,
        Meta(description=N_("Whether it was adopted before Plenaria and taken over from its paper: without a seal.")),
    ]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a clause obliges to, and what became of it; more is told by the list of commitments."""

    id: Id
    state: Annotated[str, Meta(description=N_("A word of the table of commitments; overdue is never one of them."))]
    due: Annotated[date | None, Meta(description=N_("The day by which it is due."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered paragraph of the resolution, in all languages; sub-clauses name the one above them."""

    id: Id
    web: Annotated[str, Meta(description=N_("Its permalink."))]
    number: Annotated[str, Meta(description=N_("As printed; empty where the paper prints none."))]
    parent: Annotated[Id | None, Meta(description=N_("The clause that it is a part of."))]
    level: Annotated[int, Meta(description=N_("1, of a sub-clause 2 and more."))]
    kind: Kind
    also: Annotated[Sequence[str], Meta(description=N_("What else it does: kinds."))]
    validity: Validity
    texts: Texts
    commitments: Annotated[Sequence[Followed], Meta(description=N_("The public ones."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The text in one language, but for its clauses."""

    title: str
    formula: Annotated[str | None, Meta(description=N_("What opens it, or leads to the clauses."))]
    recitals: Sequence[str]
    closing: str | None
    dispatch: Annotated[Sequence[str], Meta(description=N_("To whom it is to be sent, as printed."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What fixes the text; the bundle proves it without us."""

    at: datetime
    key: Annotated[str, Meta(description=N_("The fingerprint of the key."))]
    manifest_sha256: str
    checkpoint_size: Annotated[int, Meta(description=N_("The journal's entries under its checkpoint."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """That it deals with a subject."""

    subject: Id
    clause: Annotated[Id | None, Meta(description=N_("The clause that does; null where the whole resolution does."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeResolution(Resolution):
    """A resolution of the register, with its text."""

    adopted_by: Annotated[Id | None, Meta(description=N_("The vote that adopted it as a whole."))]
    texts: Annotated[Mapping[str, Words], Meta(description=N_("Language → text; the authentic one first."))]
    clauses: Annotated[Sequence[Clause], Meta(description=N_("All of them, in the order in which they are printed."))]
    files: Sequence[File]
    seal: Seal | None
    subjects: Annotated[Sequence[Mark], Meta(description=N_("With what it deals; its body tells of its subjects."))]
    corrigenda: Annotated[Sequence[Corrigendum], Meta(description=N_("What was put right in it."))]
    effects: Annotated[Sequence[Effect], Meta(description=N_("What was done to its clauses, and what these do."))]
    publications: Annotated[Sequence[Publication], Meta(description=N_("Where it appeared."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolutions(OfBody):
    """Parameters of the list of resolutions."""

    meeting: Annotated[Id, Meta(description=N_("Only those that this meeting adopted."))] = ""
    subject: Annotated[Id, Meta(description=N_("Only those that deal with that subject."))] = ""
    validity: Validity = ""
    adopted_since: Annotated[date, Meta(description=N_("Only those adopted on that day or later."))] | UnsetType = UNSET
    adopted_until: Annotated[date, Meta(description=N_("Only those adopted on that day or earlier."))] | UnsetType = (
        UNSET
    )


def listed(asked: Asked[Resolutions, Nothing]) -> Piece[Resolution | Gone]:
    """The resolutions of the register."""
    given = asked.given
    found = open_lists.resolutions(
        cut(given),
        open_lists.among(given.body, with_below=given.below),
        meeting=given.meeting,
        subject=given.subject,
        validity=given.validity,
        since=given.adopted_since or None,
        until=given.adopted_until or None,
    )
    return told(found, _told)


def _told(of: ResolutionData | keyset.Gone) -> Resolution | Gone:
    return gone(of) if isinstance(of, keyset.Gone) else _card(of)


def one(asked: Asked[Nothing, Nothing]) -> WholeResolution | Gone | None:
    """One resolution, whole; of one that was taken back only that it is gone."""
    found = next(iter(open_resolutions.resolutions_named([asked.arguments["resolution"]])), None)
    if found is None or isinstance(found, keyset.Gone):
        return None if found is None else gone(found)
    today = asked.at.date()
    whole = published.published(found.body_slug, found.slug, today)
    if whole is None:
        return None
    done: dict[str, list[CommitmentView]] = {}
    for each in followup.public_commitments(found.id, today):
        done.setdefault(each.clause_id, []).append(each)
    return _whole(found, whole, done)


def _card(of: ResolutionData) -> Resolution:
    return Resolution(
        id=of.id,
        url=of_api(f"resolutions/{of.id}"),
        web=page("register-resolution", of.body_slug, of.slug),
        body=of.body,
        meeting=of.meeting,
        number=of.number,
        slug=of.slug,
        titles=of.titles,
        language=of.language,
        adopted_on=of.adopted_on,
        validity=of.validity,
        historical=of.historical,
        created=of.created,
        modified=of.modified,
    )


def _whole(of: ResolutionData, whole: Published, done: Mapping[str, Sequence[CommitmentView]]) -> WholeResolution:
    card = _card(of)
    return WholeResolution(
        **{each.name: getattr(card, each.name) for each in fields(card)},
        adopted_by=whole.adopted_by,
        texts={language: _words(text) for language, text in whole.texts.items()},
        clauses=_clauses(whole, card.web, done),
        files=[file(each, page("register-file", of.body_slug, of.slug, each.format)) for each in whole.files],
        seal=None
        if whole.seal is None
        else Seal(
            at=whole.seal.at,
            key=whole.seal.key,
            manifest_sha256=whole.seal.manifest_sha256,
            checkpoint_size=whole.seal.checkpoint_size,
        ),
        subjects=_marks(of.id),
        corrigenda=corrigenda(sealed_of(of.id)),
        effects=_effects(of.id),
        publications=[publication(each) for each in open_lists.publications_of(of.id)],
    )


def _marks(resolution: str) -> list[Mark]:
    ordered = sorted(subjects.marks(resolution), key=lambda each: (each[0], each[1] or ""))
    return [Mark(subject=subject, clause=clause) for subject, clause in ordered]


def _effects(resolution: str) -> list[Effect]:
    """At either end of it, each once."""
    links = validity.links(resolution)
    views = {each.id: each for some in (*links.changed.values(), *links.changes.values()) for each in some}
    return [effect(each) for each in views.values()]


def _words(of: Text) -> Words:
    return Words(
        title=of.title,
        formula=of.formula,
        recitals=[each.text for each in of.recitals],
        closing=of.closing,
        dispatch=of.dispatch,
    )


def _clauses(whole: Published, web: str, done: Mapping[str, Sequence[CommitmentView]]) -> list[Clause]:
    """The clauses of the authentic text, each with its words in the other languages."""
    words: dict[str, dict[str, str]] = {}
    above: dict[str, str] = {}
    for language, text in whole.texts.items():
        for clause in text.walk():
            words.setdefault(clause.id, {})[language] = "\n".join(filter(None, (clause.text, clause.tail)))
            above |= {child.id: clause.id for child in clause.children}
    places = fragments(whole.texts[whole.language])
    return [
        _clause(each, whole, f"{web}#{places[each.id]}", above.get(each.id), words[each.id], done)
        for each in whole.texts[whole.language].walk()
    ]


def _clause(
    of: ClauseText,
    whole: Published,
    web: str,
    parent: str | None,
    words: Mapping[str, str],
    done: Mapping[str, Sequence[CommitmentView]],
) -> Clause:
    state = whole.clauses.get(of.id)
    return Clause(
        id=of.id,
        web=web,
        number=of.number,
        parent=parent,
        level=of.level,
        kind=of.kind,
        also=of.also,
        validity=state.validity if state else whole.validity,
        texts=words,
        commitments=[Followed(id=each.id, state=each.state, due=each.due) for each in done.get(of.id, ())],
    )


OPERATIONS = (
    Operation(
        name="resolutions",
        path="resolutions",
        noun="resolutions",
        summary=N_("The resolutions of the register"),
        answer=Resolution,
        view=listed,
        many=True,
        given=Resolutions,
    ),
    Operation(
        name="resolution",
        path="resolutions/{resolution}",
        noun="resolutions",
        summary=N_("One resolution, with its clauses in every language and their state"),
        answer=WholeResolution,
        view=one,
        stamp=stamps.of_resolution,
        arguments={"resolution": N_("The id of a resolution.")},
    ),
)
