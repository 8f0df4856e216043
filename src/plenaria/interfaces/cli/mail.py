"""Mail at the console: reading a mailbox, once, to see what servers say of our mail and what parties answer."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from plenaria.core.incoming import KINDS
from plenaria.core.refusal import unavailable
from plenaria.interfaces.cli.serving import start_django
from plenaria.interfaces.cli.speech import _, language, print_json, refuse, stop, tell

app = typer.Typer(no_args_is_help=True, help="Mail that comes in: bounces of our own, and answers of parties.")


@app.callback()
def every() -> None:
    """Mail that comes in: bounces of our own, and answers of parties."""


@app.command()
def read(
    mbox: Annotated[Path | None, typer.Option(help="Read this file of messages (mbox), which stays as it is.")] = None,
    maildir: Annotated[Path | None, typer.Option(help="Read this folder (Maildir), which stays as it is.")] = None,
    imap: Annotated[
        str,
        typer.Option(
            help="Read this mailbox (imaps://user@host/INBOX) instead of the one in PLENARIA_IMAP_URL; its password "
            "is in PLENARIA_IMAP_PASSWORD."
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON, for a program.")] = False,
) -> None:
    """Read what is new in a mailbox: bounces are noted, answers wait at the desk, all else is left alone.

    A message is handled once, however often it is read.
    """
    if sum(map(bool, (mbox, maildir, imap))) > 1:
        stop(_("Name one mailbox: --mbox, --maildir or --imap. Nothing was read."))
    if imap:
        # The installation's own, for this once.
        os.environ["PLENARIA_IMAP_URL"] = imap
    start_django()
    from plenaria.delivery import incoming
    from plenaria.delivery.mailboxes import Files
    from plenaria.phrases.names import label

    box = Files(mbox, "mbox") if mbox else Files(maildir, "maildir") if maildir else incoming.configured()
    if box is None:
        stop(_("No mailbox is named: use --mbox, --maildir or --imap, or set PLENARIA_IMAP_URL. Nothing was read."))
    found = incoming.read_mailbox(box, lambda: datetime.now(UTC))
    if found.error:
        refuse(unavailable("mailbox-unreadable", address=box.address, words=found.error), as_json=as_json)
    if as_json:
        print_json({"mailbox": box.address, "found": dict(found.found), "before": found.before})
        return
    tell(_("New messages in {address}: {count}").format(address=box.address, count=found.found.total()))
    for kind in KINDS:
        if found.found[kind]:
            tell(f"  {label('incoming', kind, language())}: {found.found[kind]}")
