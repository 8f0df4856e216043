"""Nominations: whom a body has put forward for an office or an event outside, as far as everybody may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from plenaria.core.nominations import NOMINATION
from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Id, Modified, OfBody, Texts, Url, Web, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_lists, open_nominations
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.nominations import ReportFile
from plenaria.store.queries.open_nominations import Checked, NominationData

State = Annotated[str, one_of(NOMINATION.states, N_("How it stands."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A criterion of a nomination, and what was found on it."""

    names: Texts
    required: bool
    found: Annotated[str, Meta(description=N_("A word of the table of findings."))]
    clause: Annotated[str, Meta(description=N_("The permalink of the clause that asks for it; empty where none does."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file that came with a report."""

    name: str
    media_type: str
    size: Annotated[int, Meta(description=N_("Bytes."))]
    sha256: Annotated[str, Meta(description=N_("Of its bytes, in hexadecimal."))]
    download: Annotated[str, Meta(description=N_("Where it can be fetched."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """Somebody whom a body has put forward, once it has approved them and the resolution is published."""

    id: Id
    url: Url
    web: Web
    body: Id
    state: State
    nominee: Annotated[Texts, Meta(description=N_("The name, or what the body shows in its place."))]
    named: Annotated[bool, Meta(description=N_("Whether it is the name."))]
    instead: Annotated[Texts, Meta(description=N_("In whose place; empty where in nobody's."))]
    office: Annotated[Texts, Meta(description=N_("The office or the event."))]
    places: Annotated[Texts, Meta(description=N_("Where it is."))]
    first_day: date | None
    last_day: date | None
    host: Annotated[Id | None, Meta(description=N_("The body whose office or event it is, where it is here, too."))]
    resolution: Annotated[Id | None, Meta(description=N_("The resolution that nominates; null where none does."))]
    clause: Annotated[Id | None, Meta(description=N_("The clause that nominates; null where none does."))]
    poll: Annotated[Id | None, Meta(description=N_("The vote that approved it; null where there was none."))]
    findings: Annotated[Sequence[Check], Meta(description=N_("As far as the body shows them."))]
    report: Annotated[str, Meta(description=N_("What was reported afterwards; empty where it is not shown."))]
    report_language: str
    reported_on: date | None
    files: Annotated[Sequence[Enclosed], Meta(description=N_("Those that came with the report."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations(OfBody):
    """Parameters of the list of nominations."""

    resolution: Annotated[Id, Meta(description=N_("Only those of that resolution."))] = ""
    state: State = ""


def listed(asked: Asked[Nominations, Nothing]) -> Piece[Nomination]:
    """The public nominations."""
    given = asked.given
    bodies = open_lists.among(given.body, with_below=given.below)
    found = open_nominations.listed(cut(given), bodies, resolution=given.resolution, state=given.state)
    return told(found, _nomination)


def one(asked: Asked[Nothing, Nothing]) -> Nomination | None:
    """One nomination."""
    found = next(iter(open_nominations.listed_named([asked.arguments["nomination"]])), None)
    return None if found is None else _nomination(found)


def _nomination(of: NominationData) -> Nomination:
    seen = of.of
    return Nomination(
        id=of.id,
        url=of_api(f"nominations/{of.id}"),
        web=f"{page('register-nominations', of.body_slug)}#n-{of.id}",
        body=of.body,
        state=seen.state,
        nominee=seen.name,
        named=seen.named,
        instead=seen.instead,
        office=seen.names,
        places=seen.places,
        first_day=seen.first_day,
        last_day=seen.last_day,
        host=of.host,
        resolution=of.resolution,
        clause=seen.clause_id or None,
        poll=of.poll,
        findings=[_check(each) for each in seen.checked],
        report=seen.report,
        report_language=seen.report_language,
        reported_on=seen.reported_on,
        files=[_file(each, of.body_slug) for each in seen.files],
        created=of.created,
        modified=of.modified,
    )


def _check(of: Checked) -> Check:
    asked = of.criterion
    clause = ""
    if asked.address is not None:
        body, resolution, fragment = asked.address
        clause = f"{page('register-resolution', body, resolution)}#{fragment}"
    return Check(names=asked.names, required=asked.required, found=of.found, clause=clause)


def _file(of: ReportFile, body: str) -> Enclosed:
    return Enclosed(
        name=of.name,
        media_type=of.media_type,
        size=of.size,
        sha256=of.sha256,
        download=page("register-nomination-file", body, of.id),
    )


OPERATIONS = (
    Operation(
        name="nominations",
        path="nominations",
        noun="nominations",
        summary=N_("Whom bodies have put forward"),
        answer=Nomination,
        view=listed,
        many=True,
        given=Nominations,
    ),
    Operation(
        name="nomination",
        path="nominations/{nomination}",
        noun="nominations",
        summary=N_("One nomination"),
        answer=Nomination,
        view=one,
        exact=False,
        arguments={"nomination": N_("The id of a nomination.")},
    ),
)
