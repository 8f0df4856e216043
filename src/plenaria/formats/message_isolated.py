"""Reading a message of e-mail in a process of its own, with limits on memory and time.

Whoever knows an address can send anything to it.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any

from plenaria.core.refusal import Because, Refusal
from plenaria.formats.bounce import Report
from plenaria.formats.isolation import MEGABYTES, PATIENCE, SECONDS, run_isolated
from plenaria.formats.message import Attachment, Message, read_message


def read_message_isolated(data: bytes, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Message | Refusal:
    """What :func:`plenaria.formats.message.read_message` returns, from a child process.

    Refused: what that refuses, and ``file-too-slow``, ``file-too-heavy``, ``file-broken``.
    """
    answered = run_isolated(
        "plenaria.formats.message_isolated:answer", data, seconds=seconds, megabytes=megabytes, patience=PATIENCE
    )
    return answered if isinstance(answered, Refusal) else _message(json.loads(answered))


def answer(data: bytes) -> bytes:
    """The child's part."""
    found = read_message(data)
    if isinstance(found, Refusal):
        return json.dumps({"refusal": [found.code, found.because.name, dict(found.data)]}).encode("ascii")
    whole = asdict(found)
    whole["sent_at"] = found.sent_at.isoformat() if found.sent_at else None
    whole["attachments"] = [[each.name, each.media_type, b64encode(each.data).decode()] for each in found.attachments]
    return json.dumps(whole).encode("ascii")


def _message(whole: dict[str, Any]) -> Message | Refusal:
    if "refusal" in whole:
        code, because, details = whole["refusal"]
        return Refusal(code, Because[because], details)
    told: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in whole.items()}
    report = told["report"]
    told["report"] = Report(**{**report, "about": tuple(report["about"])}) if report else None
    told["sent_at"] = datetime.fromisoformat(told["sent_at"]) if told["sent_at"] else None
    told["attachments"] = tuple(Attachment(name, kind, b64decode(data)) for name, kind, data in told["attachments"])
    return Message(**told)
