"""Writing a paper in a process of its own, with limits on memory and time.

A text is a stranger's, too: a drawing that unfolds without end or a table of a million clauses must not take the hall
down with it.
"""

import base64
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from plenaria.core.refusal import Because, Refusal, unacceptable
from plenaria.core.text import canonical
from plenaria.formats.isolation import run_isolated
from plenaria.formats.paper import Letterhead, Paper, Redline, SealMark
from plenaria.formats.writing import write

SECONDS = 30
MEGABYTES = 1500
"""Of address space: typst reserves far more than it uses (60 MB for a paper of 26 clauses)."""

type Data = dict[str, Any]
type Job = list[Any]


def write_isolated(paper: Paper, to: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> bytes | Refusal:
    """What :func:`plenaria.formats.writing.write` returns, from a child process; refuses as :func:`write_all`."""
    made = write_all([(paper, to)], seconds=seconds, megabytes=megabytes)
    return made if isinstance(made, Refusal) else made[0]


def write_all(
    jobs: Sequence[tuple[Paper, str]], *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> list[bytes] | Refusal:
    """Each paper in the format that is wanted of it, all from one child process; or the first refusal.

    Refused besides: ``paper-too-slow`` when the time is over, ``paper-not-written`` when the child dies.
    """
    packed = [[pack(paper).decode(), to] for paper, to in jobs]
    return written_by("plenaria.formats.writing_isolated:answer", packed, seconds=seconds, megabytes=megabytes)


def answer(data: bytes) -> bytes:
    """The child's part: packed papers in, the files or the first refusal out."""
    return answered_with(write(unpack(paper.encode()), to) for paper, to in json.loads(data))


def written_by(target: str, jobs: Sequence[Job], *, seconds: float, megabytes: int) -> list[bytes] | Refusal:
    """What the function ``target`` writes in a child process, from jobs as JSON values; it ends in ``answered_with``.

    Refused besides what it refuses: ``paper-too-slow`` when the time is over, ``paper-not-written`` when it dies.
    """
    packed = json.dumps(jobs).encode("ascii")
    answered = run_isolated(target, packed, seconds=seconds, megabytes=megabytes)
    if isinstance(answered, Refusal):
        if answered.code == "file-too-slow":
            return unacceptable("paper-too-slow", limit=round(seconds))
        return unacceptable("paper-not-written")
    whole = json.loads(answered)
    if "refusal" in whole:
        code, because, data = whole["refusal"]
        return Refusal(code, Because[because], data)
    return [base64.b64decode(each) for each in whole["files"]]


def answered_with(files: Iterable[bytes | Refusal]) -> bytes:
    """The child's answer: the files, or the first refusal."""
    made = []
    for written in files:
        if isinstance(written, Refusal):
            refusal = [written.code, written.because.name, dict(written.data)]
            return json.dumps({"refusal": refusal}).encode("ascii")
        made.append(base64.b64encode(written).decode())
    return json.dumps({"files": made}).encode("ascii")


def pack(paper: Paper) -> bytes:
    """A paper as JSON in ASCII, on its way to another process; :func:`unpack` gives back an equal one."""
    whole: Data = {
        "resolution": canonical.dump(paper.resolution),
        "other": canonical.dump(paper.other) if paper.other else None,
        "letterhead": letterhead_data(paper.letterhead) if paper.letterhead else None,
        "sealed": _seal_data(paper.sealed) if paper.sealed else None,
        "redline": _redline_data(paper.redline) if paper.redline else None,
        "running_head": dict(paper.running_head),
        "base_url": paper.base_url,
        "body_code": paper.body_code,
        "country": paper.country,
        "authentic": paper.authentic,
    }
    return json.dumps(whole).encode("ascii")


def unpack(data: bytes) -> Paper:
    """The paper that :func:`pack` was given."""
    whole = json.loads(data)
    head, seal = whole["letterhead"], whole["sealed"]
    return Paper(
        resolution=canonical.load(whole["resolution"]),
        other=canonical.load(whole["other"]) if whole["other"] else None,
        letterhead=read_letterhead(head) if head else None,
        sealed=SealMark(**seal | {"adopted": date.fromisoformat(seal["adopted"])}) if seal else None,
        redline=_redline(whole["redline"]) if whole["redline"] else None,
        running_head=MappingProxyType(whole["running_head"]),
        base_url=whole["base_url"],
        body_code=whole["body_code"],
        country=whole["country"],
        authentic=whole["authentic"],
    )


def letterhead_data(head: Letterhead) -> Data:
    """A letterhead as JSON values; ``read_letterhead`` gives back an equal one."""
    emblem = base64.b64encode(head.emblem_svg).decode() if head.emblem_svg is not None else None
    return {"body_name": dict(head.body_name), "lines": list(head.lines), "accent": head.accent, "emblem_svg": emblem}


def read_letterhead(data: Data) -> Letterhead:
    """The letterhead that ``letterhead_data`` was given."""
    emblem = base64.b64decode(data["emblem_svg"]) if data["emblem_svg"] is not None else None
    return Letterhead(
        body_name=MappingProxyType(data["body_name"]),
        lines=tuple(data["lines"]),
        accent=data["accent"],
        emblem_svg=emblem,
    )


def _redline_data(redline: Redline) -> Data:
    at = redline.at.isoformat() if redline.at else None
    return {"before": canonical.dump(redline.before), "author": redline.author, "at": at}


def _redline(data: Data) -> Redline:
    at = datetime.fromisoformat(data["at"]) if data["at"] else None
    return Redline(before=canonical.load(data["before"]), author=data["author"], at=at)


def _seal_data(seal: SealMark) -> Data:
    return {
        "number": seal.number,
        "adopted": seal.adopted.isoformat(),
        "permalink": seal.permalink,
        "short_hash": seal.short_hash,
    }
