"""Verifying a file that somebody hands in: a sealed bundle, a delegate's receipt, or one file of a resolution.

Nothing is stored. What the register itself knows (its keys, its manifests) is added to what the file proves alone.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenaria.core.journal.promises import BROKEN, HOLDS, Finding, Report
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.delivery import keys
from plenaria.formats.verifying import Verified, verify_isolated
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import moment
from plenaria.interfaces.register.page import show
from plenaria.phrases import promises
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import published
from plenaria.store.queries.published import Sealed

MEGABYTES = 64


class VerifyForm(forms.Form):
    """A file, and a key that is known from elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A sealed bundle (.zip), a receipt (.json), or any file of a resolution."),
    )
    key = forms.CharField(
        label=gettext_lazy("The key you trust"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("If you know it from elsewhere: SHA256:… of a seal, or the line of the journal’s key."),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file turned out to be."""

    tone: str
    title: str
    text: str
    findings: tuple[promises.Said, ...] = ()
    sealed: Sealed | None = None


def verify(request: Request) -> HttpResponse:
    """Say of each promise of a file whether it holds."""
    if request.method != "POST":
        return show(request, "register/verify.html", {"form": VerifyForm()})
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, "register/verify.html", {"form": form}, status=422)
    if form.cleaned_data["file"].size > MEGABYTES * 1_000_000:
        return _refused(request, form, unacceptable("file-too-large", limit=MEGABYTES))
    answer = _answer(form.cleaned_data["file"].read(), form.cleaned_data["key"].strip(), request.LANGUAGE_CODE)
    if isinstance(answer, Refusal):
        return _refused(request, form, answer)
    name = form.cleaned_data["file"].name
    return show(request, "register/verify.html", {"form": VerifyForm(), "answer": answer, "name": name})


def _refused(request: Request, form: VerifyForm, refusal: Refusal) -> HttpResponse:
    context = {"form": form, "problem": sentence(refusal, request.LANGUAGE_CODE)}
    return show(request, "register/verify.html", context, status=refusal.because.value)


def _answer(data: bytes, key: str, language: str) -> Answer | Refusal:
    known = published.sealed_file(sha256(data).hexdigest())
    if known or not data.startswith((b"PK", b"{")):
        return _of_a_file(known)
    verified = verify_isolated(data, key)
    if isinstance(verified, Refusal):
        return verified
    sealed = _ours(verified)
    report = verified.report if key else _trusting(verified, sealed)
    said = tuple(promises.said(each, language) for each in report.findings)
    tone, title = (
        ("good", promises.verdict(report, language)) if report.sound else ("bad", promises.verdict(report, language))
    )
    return Answer(tone, title, _about(report, verified, sealed), said, sealed)


def _of_a_file(known: Sealed | None) -> Answer:
    if known is None:
        return Answer(
            "warn",
            _("The register has no such file."),
            _("It was changed, or it is not a file of a resolution published here."),
        )
    return Answer("good", _("This is a file of a sealed resolution, unchanged."), "", sealed=known)


def _ours(verified: Verified) -> Sealed | None:
    """The resolution that a bundle says it is, if it says that it is in this register."""
    if not verified.address.startswith(f"{settings.BASE_URL}/"):
        return None
    return published.sealed_at(verified.body, verified.number)


def _trusting(verified: Verified, sealed: Sealed | None) -> Report:
    """The report, with this register's own keys taken for trusted ones."""
    report = verified.report
    if report.subject == "receipt":
        log = keys.log_verifier()
        trusted = "" if isinstance(log, Refusal) else log.encode()
        # Another journal's receipt says nothing against ours.
        trusted = trusted if _key_of(report).startswith(f"{trusted.partition('+')[0]}+") else ""
    else:
        trusted = sealed.key if sealed else ""
    if not trusted or not _key_of(report):
        return report
    found = _key_of(report)
    checked = Finding(
        "key", HOLDS if found == trusted else BROKEN, "" if found == trusted else "another-key", {"key": found}
    )
    return replace(report, findings=tuple(checked if each.promise == "key" else each for each in report.findings))


def _key_of(report: Report) -> str:
    return next((str(each.data.get("key", "")) for each in report.findings if each.promise == "key"), "")


def _about(report: Report, verified: Verified, sealed: Sealed | None) -> str:
    """What it is that was verified."""
    if report.subject == "receipt":
        entry = next((each for each in report.findings if each.promise == "entries" and each.outcome == HOLDS), None)
        if entry is None:
            return ""
        at = moment(datetime.fromisoformat(str(entry.data["at"])), "UTC")
        return _("It is entry %(number)s of the journal, made on %(at)s UTC.") % {
            "number": entry.data["index"],
            "at": at,
        }
    if sealed is None:
        return _("The register has no resolution that was sealed so; the file speaks for itself alone.")
    if sealed.manifest_sha256 != verified.manifest_sha256:
        return _("It is not the bundle that the register has for this number.")
    return ""


urlpatterns: list[URLPattern] = [route("verify", verify, name="register-verify", permit=PUBLIC)]
