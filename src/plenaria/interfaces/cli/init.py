"""Setting up a real installation: a few questions, each of which can be answered by an option instead."""

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from plenaria.core.bodies import LEVELS
from plenaria.core.refusal import Refusal, conflict
from plenaria.interfaces.cli.serving import bring_up_to_date, prepare
from plenaria.interfaces.cli.speech import _, complaints, console, refuse, stop, tell
from plenaria.interfaces.cli.unit import unit

SHORTEST = 8
"""Characters of a passphrase; a sentence of one's own is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered, or given as options."""

    data: Path
    base_url: str
    languages: tuple[str, ...]
    body_names: dict[str, str]
    slug: str
    level: str
    person_name: str
    email: str
    smtp_url: str
    sender: str
    passphrase: str


def init(
    data: Annotated[
        Path | None, typer.Option(envvar="PLENARIA_DATA", help="Folder for database, files and keys.")
    ] = None,
    base_url: Annotated[
        str, typer.Option(envvar="PLENARIA_BASE_URL", help="Address at which people will reach it, such as https://…")
    ] = "",
    languages: Annotated[str, typer.Option(help="Languages of the body, the first one leads: ru,es,en.")] = "",
    body_name: Annotated[
        list[str] | None, typer.Option(help="Name of the body in a language: ru=Совет. Once for each language.")
    ] = None,
    slug: Annotated[str, typer.Option(help="Short name of the body in addresses: small Latin letters, hyphens.")] = "",
    level: Annotated[str, typer.Option(help="Level of the body: local, country, regional or world.")] = "",
    admin_name: Annotated[str, typer.Option(help="Name of the first administrator, who becomes secretary too.")] = "",
    admin_email: Annotated[str, typer.Option(help="Their e-mail address; codes to log in are sent to it.")] = "",
    smtp_url: Annotated[
        str,
        typer.Option(envvar="PLENARIA_SMTP_URL", help="Mail server: smtp://name:password@host:port or smtp+tls://…"),
    ] = "",
    sender: Annotated[str, typer.Option(envvar="PLENARIA_SENDER", help="Address from which its mail is sent.")] = "",
    seal_passphrase: Annotated[
        str,
        typer.Option(envvar="PLENARIA_SEAL_PASSPHRASE", help="Passphrase of the seal. Better typed than given here."),
    ] = "",
    test_mail: Annotated[bool, typer.Option(help="Send a mail to the administrator, to see that mail works.")] = True,
) -> None:
    """Set up Plenaria for your body: asks a few questions, makes the keys, and says what comes next."""
    folder = data or Path(_ask(_("Folder for database, files and keys"), "", _some, "plenaria-data"))
    if (folder / "keys" / "seal.pem").exists():
        refuse(conflict("already-set-up"))
    answers = Answers(
        data=folder,
        base_url=_ask(_("Address at which people will reach it"), base_url, _url, "http://127.0.0.1:8000").rstrip("/"),
        languages=(
            spoken := tuple(_ask(_("Languages of your body, the first one leads"), languages, _codes, "en").split(","))
        ),
        body_names=_names(body_name or [], spoken),
        slug=_ask(_("Its short name in addresses"), slug, _slug),
        level=_ask(_("Its level ({levels})").format(levels=", ".join(LEVELS)), level, LEVELS.__contains__, "country"),
        person_name=_ask(_("Your name"), admin_name, _some),
        email=_ask(_("Your e-mail address"), admin_email, _address),
        smtp_url=_ask(_("Mail server"), smtp_url, _smtp, "smtp://127.0.0.1:25"),
        sender=_ask(_("Address from which mail is sent"), sender, _address),
        passphrase=seal_passphrase or _passphrase(),
    )
    if not _passphrase_fits(answers.passphrase):
        stop(_("A passphrase has at least {count} characters.").format(count=SHORTEST))
    os.environ |= {"PLENARIA_SMTP_URL": answers.smtp_url, "PLENARIA_SENDER": answers.sender}
    prepare(answers.data, answers.base_url)
    bring_up_to_date()
    link = _store(answers)
    if test_mail:
        _send_test_mail(answers)
    _say_what_next(answers, link)


def _store(answers: Answers) -> str:
    """Make the keys and the first rows; the administrator's first log-in link."""
    from plenaria.actions.installation import set_up
    from plenaria.actions.log_in_links import make_log_in_link
    from plenaria.core.permits import MACHINE
    from plenaria.delivery import keys

    at = datetime.now(UTC)
    made = set_up(
        at=at,
        slug=answers.slug,
        names=answers.body_names,
        level=answers.level,
        languages=answers.languages,
        person_names={answers.languages[0]: answers.person_name},
        email=answers.email,
    )
    if isinstance(made, Refusal):
        refuse(made)
    log = keys.log_key()
    if isinstance(log, Refusal):
        refuse(log)
    if not keys.has_seal_key():
        keys.make_seal_key(answers.passphrase)
    link = make_log_in_link(actor=MACHINE, at=at, person=made.subject)
    if isinstance(link, Refusal):
        refuse(link)
    return f"{answers.base_url}/enter/{link.secret}"


def _send_test_mail(answers: Answers) -> None:
    """Mail that does not work is said now, for codes to log in come by mail; the rest is set up all the same."""
    from smtplib import SMTPException

    from django.core.mail import EmailMessage

    mail = EmailMessage(
        subject=_("Plenaria can send mail"),
        body=_("This mail shows that codes, letters and reminders of {address} arrive.").format(
            address=answers.base_url
        ),
        from_email=answers.sender,
        to=[answers.email],
    )
    try:
        with console.status(_("Sending a test mail …")):
            mail.send()
    except (OSError, SMTPException) as error:
        told = _("The test mail could not be sent: {reason}. Correct PLENARIA_SMTP_URL below before you go on.")
        complaints.print(told.format(reason=error), style="yellow", markup=False, soft_wrap=True)
    else:
        tell(_("A test mail is on its way to {address}.").format(address=answers.email))


def _say_what_next(answers: Answers, link: str) -> None:
    port = urlsplit(answers.base_url).port or 8000
    name = next(iter(answers.body_names.values()))
    command = f"{_this_command()} serve --port {port}"
    variables = {
        "PLENARIA_DATA": str(answers.data.absolute()),
        "PLENARIA_BASE_URL": answers.base_url,
        "PLENARIA_DATABASE_URL": os.environ.get("PLENARIA_DATABASE_URL", ""),
        "PLENARIA_SMTP_URL": answers.smtp_url,
        "PLENARIA_SENDER": answers.sender,
    }
    tell(
        "\n"
        + _(
            "{name} is set up. Votes go by simple majority with more than half present; the desk can change that."
        ).format(name=name)
    )
    tell(_("Keep the passphrase of the seal safe: nobody can find it out, and without it nothing can be sealed."))
    tell(
        "\n"
        + _(
            "Next: put this into /etc/systemd/system/plenaria.service, readable by root only, and run: {command}"
        ).format(command="systemctl enable --now plenaria")
    )
    console.print(f"\n{unit(name, command, variables)}", markup=False, soft_wrap=True)
    tell(_("Then log in; this link works once, within a day:"))
    tell(f"  {link}")


def _this_command() -> str:
    """How this very Plenaria is called from anywhere."""
    called = Path(sys.argv[0]).absolute()
    return str(called) if called.name == "plenaria" else f"{sys.executable} -m plenaria"


def _names(given: list[str], languages: tuple[str, ...]) -> dict[str, str]:
    """The name of the body in each language, asked for where it was not given."""
    names = {code: name for code, separator, name in (each.partition("=") for each in given) if separator}
    for code in languages:
        if not names.get(code):
            names[code] = _ask(_("Name of your body in this language: {code}").format(code=code), "", _some)
    return names


def _ask(question: str, given: str, fits: Callable[[str], bool], otherwise: str = "") -> str:
    """The given answer, or the one to the question; an option that does not fit ends the command."""
    if given:
        if not fits(given):
            stop(f"{question}: {_('{answer} does not fit.').format(answer=given)}")
        return given
    while True:
        answer = str(typer.prompt(question, default=otherwise or None)).strip()
        if fits(answer):
            return answer
        tell(_("{answer} does not fit.").format(answer=answer))


def _passphrase() -> str:
    question = _("Passphrase of the seal, at least {count} characters").format(count=SHORTEST)
    while True:
        answer = str(typer.prompt(question, hide_input=True, confirmation_prompt=True))
        if _passphrase_fits(answer):
            return answer
        tell(question)


def _passphrase_fits(answer: str) -> bool:
    return len(answer) >= SHORTEST


def _some(answer: str) -> bool:
    return bool(answer.strip())


def _url(answer: str) -> bool:
    parts = urlsplit(answer)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/")


def _smtp(answer: str) -> bool:
    parts = urlsplit(answer)
    return parts.scheme in ("smtp", "smtp+tls") and bool(parts.hostname)


def _codes(answer: str) -> bool:
    return all(re.fullmatch(r"[a-z]{2,3}", each) for each in answer.split(","))


def _slug(answer: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", answer)) and len(answer) <= 60


def _address(answer: str) -> bool:
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+", answer))
