"""The things behind the addresses of follow-up, mail, publication and the API, for the walk over every address."""

from dataclasses import replace
from datetime import date, timedelta

from plenaria.actions import (
    api_tokens,
    commitment_details,
    commitments,
    corrigenda,
    incoming,
    nominations,
    programmes,
    publication,
    reports,
    standing_criteria,
    subjects,
    validity,
)
from plenaria.actions._criteria import Laid
from plenaria.actions.commitment_details import Details, Step
from plenaria.actions.commitments import Shown
from plenaria.actions.incoming import Arrival
from plenaria.actions.nominations import Put
from plenaria.actions.programmes import Described
from plenaria.core.api_tokens import SCOPES
from plenaria.core.corrigenda import Correction
from plenaria.core.permits import MACHINE, Actor
from plenaria.store.models import (
    ApiToken,
    Effect,
    Evidence,
    IncomingMail,
    Milestone,
    NominationFile,
    OutboxMail,
    PublicationRecord,
    ReportSection,
    Subject,
)
from tests import builders
from tests.builders import AT, Sitting, done

ALSO = {
    # What needs a token says so to whoever has none; what is no address says so too.
    **{name: {401} for name in ("api-parties", "api-party", "api-dispatches", "api-dispatch")},
    "api-nowhere": {404},
    # Nobody of the walk has made the address of their calendar.
    "calendar-mine": {404},
    # The text of the walk is sealed, so its number stays; its corrigendum is a draft, and its effect is proposed.
    "desk-number": {404},
    **{name: {404} for name in ("register-corrigendum", "register-corrigendum-file", "api-corrigendum", "api-effect")},
    # Nothing shows itself beside a mail that was only noted.
    **{name: {404} for name in ("desk-incoming-file", "desk-incoming-data")},
}


def opened(home: str, sitting: Sitting, resolution: str, draft: str, task: str, letter: str) -> dict[str, str]:
    """One of each, made through the actions: argument → id, after the name of the address where that is another one."""
    given = {"actor": sitting.secretary, "at": AT}
    clauses = builders.clauses_of(resolution)
    return {
        **_followed(given, home, task),
        **_nominated(given, home, sitting, clauses[0]),
        **_told(given, home, sitting.secretary),
        **_public(given, home, resolution, clauses),
        **_mail(letter),
        "desk-effect-drop resolution": draft,
        "desk-effect-drop effect": _effect(given, draft, clauses[1]),
        "api-body body": home,
        "api-effect effect": "proposed",
        "api-meeting meeting": sitting.id,
        "api-person person": str(sitting.secretary.person),
        "page": "chair",
        "rest": "nowhere",
    }


def _followed(given: dict[str, object], home: str, task: str) -> dict[str, str]:
    described = Described(slug="dark-sky", names={"ru": "Тёмное небо"}, summaries={})
    programme = done(programmes.found(**given, body=home, described=described))  # type: ignore[arg-type]
    details = Details(milestones=[Step(names={"ru": "Измерения"})])
    done(commitment_details.detail_commitment(**given, commitment=task, details=details))  # type: ignore[arg-type]
    shown = [Shown(kind="file", upload=builders.upload())]
    report = {"commitment": task, "verb": "report-begun", "evidence": shown}
    done(commitments.update_commitment(**given, **report))  # type: ignore[arg-type]
    return {
        "programme": programme,
        "programme:slug": "dark-sky",
        "milestone": Milestone.objects.get(commitment=task).id,
        "evidence_id": Evidence.objects.get(update__commitment=task).id,
    }


def _nominated(given: dict[str, object], home: str, sitting: Sitting, clause: str) -> dict[str, str]:
    put = Put(person=str(sitting.secretary.person), names={"ru": "Делегат"}, places={}, first_day=date(2027, 7, 21))
    nomination = done(nominations.nominate(**given, body=home, put=put, clause=clause))  # type: ignore[arg-type]
    done(nominations.approve(**given, nomination=nomination))  # type: ignore[arg-type]
    told = {"nomination": nomination, "text": "Был.", "language": "ru", "files": [builders.upload()]}
    done(nominations.report(**given, **told))  # type: ignore[arg-type]
    done(nominations.show(**given, nomination=nomination, findings=True, report=True))  # type: ignore[arg-type]
    file = NominationFile.objects.get(nomination=nomination).id
    laid = {"body": home, "criterion": Laid(names={"ru": "Член клуба"}), "asked_of": "nominees"}
    standing = done(standing_criteria.lay_down(**given, **laid))  # type: ignore[arg-type]
    return {
        "nomination": nomination,
        "desk-nomination-file file": file,
        "register-nomination-file file": file,
        "desk-standing-criterion-drop criterion": standing,
    }


def _told(given: dict[str, object], home: str, secretary: Actor) -> dict[str, str]:
    """The report to the conference a year later."""
    later = builders.convened_meeting(home, secretary, slug="xv", first_day=date(2027, 5, 8))
    report = done(reports.prepare(**given, meeting=later.id))  # type: ignore[arg-type]
    done(reports.freeze(**given, report=report))  # type: ignore[arg-type]
    done(reports.table(**given, report=report))  # type: ignore[arg-type]
    section = ReportSection.objects.filter(report=report)[0].id
    at_the_desk = (
        "desk-report",
        "desk-report-file",
        "desk-report-section",
        "desk-report-put",
        "desk-report-carry-over",
    )
    public = ("register-report", "register-report-file")
    return {
        "section": section,
        **{f"{name} meeting": later.id for name in at_the_desk},
        **{f"{name} meeting": "xv" for name in public},
    }


def _public(given: dict[str, object], home: str, resolution: str, clauses: list[str]) -> dict[str, str]:
    proof = replace(builders.upload("%PDF-1.4", "page.pdf"), media_type="application/pdf")
    seen = {"resolution": resolution, "outlet": "Газета", "address": "https://news.example/1", "on": date(2026, 5, 10)}
    done(publication.record_publication(**given, **seen, evidence=proof))  # type: ignore[arg-type]
    record = PublicationRecord.objects.exclude(evidence=None).get(resolution=resolution).id
    done(subjects.name_subject(**given, body=home, names={"ru": "Небо"}, slug="sky"))  # type: ignore[arg-type]
    token = {"body": home, "name": "Site", "scopes": list(SCOPES)[:1], "expires_at": AT + timedelta(days=30)}
    done(api_tokens.make_token(**given, **token))  # type: ignore[arg-type]
    slip = Correction(language="ru", place=clauses[0], stood="ночь", reads="ночи")
    mended = {"resolution": resolution, "corrections": [slip], "reasons": {"ru": "Опечатка"}, "on": date(2026, 5, 12)}
    corrigendum = done(corrigenda.prepare(**given, **mended, office="secretary"))  # type: ignore[arg-type]
    return {
        "record": record,
        "publication": record,
        "subject": Subject.objects.get(body=home).id,
        "subject:slug": "sky",
        "desk-token-revoke token": ApiToken.objects.get(body=home).id,
        "corrigendum": corrigendum,
        "register-corrigendum corrigendum": "1",
        "register-corrigendum-file corrigendum": "1",
    }


def _mail(letter: str) -> dict[str, str]:
    mail = OutboxMail.objects.filter(dispatch=letter)[0].id
    arrival = Arrival(mailbox="mbox:/box", digest=mail, kind="answer", mail=mail, subject="Re", text="Да")
    done(incoming.take_in(actor=MACHINE, at=AT, arrival=arrival))
    return {"mail": IncomingMail.objects.get(mail=mail).id}


def _effect(given: dict[str, object], draft: str, earlier: str) -> str:
    by = builders.clauses_of(draft)[0]
    done(validity.propose_effect(**given, by=by, verb="annul", clauses=[earlier]))  # type: ignore[arg-type]
    return Effect.objects.get(by=by).id
