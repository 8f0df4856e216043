"""Handing papers to a child process that writes them: JSON there, the files or a refusal back."""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from plenaria.core.refusal import Because, Refusal
from plenaria.core.text import canonical
from plenaria.formats.isolation import run_isolated
from plenaria.formats.paper import Letterhead, Paper, SealMark


def encode_paper(paper: Paper) -> bytes:
    """The whole of a paper as JSON."""
    plain = {
        each.name: getattr(paper, each.name)
        for each in fields(paper)
        if each.name not in ("resolution", "other", "letterhead", "sealed", "running_head")
    }
    head = paper.letterhead
    return json.dumps(
        {
            **plain,
            "resolution": canonical.dump(paper.resolution),
            "other": canonical.dump(paper.other) if paper.other else None,
            "running_head": dict(paper.running_head),
            "letterhead": head
            and {
                "body_name": dict(head.body_name),
                "lines": list(head.lines),
                "accent": head.accent,
                "emblem_svg": b64encode(head.emblem_svg).decode() if head.emblem_svg else None,
            },
            "sealed": paper.sealed
            and {
                "number": paper.sealed.number,
                "adopted": paper.sealed.adopted.isoformat(),
                "permalink": paper.sealed.permalink,
                "short_hash": paper.sealed.short_hash,
            },
        }
    ).encode()


def decode_paper(data: bytes) -> Paper:
    """What :func:`encode_paper` wrote."""
    whole: dict[str, Any] = json.loads(data)
    head, sealed = whole.pop("letterhead"), whole.pop("sealed")
    other = whole.pop("other")
    return Paper(
        **{
            **whole,
            "resolution": canonical.load(whole["resolution"]),
            "other": canonical.load(other) if other else None,
            "letterhead": head
            and Letterhead(
                body_name=head["body_name"],
                lines=tuple(head["lines"]),
                accent=head["accent"],
                emblem_svg=b64decode(head["emblem_svg"]) if head["emblem_svg"] else None,
            ),
            "sealed": sealed and SealMark(**{**sealed, "adopted": date.fromisoformat(sealed["adopted"])}),
        }
    )


def encode_jobs(jobs: Sequence[tuple[Paper, str]]) -> bytes:
    """Several papers, each with the format that is wanted of it."""
    return json.dumps([[encode_paper(paper).decode(), form] for paper, form in jobs]).encode()


def write_all(data: bytes) -> bytes:
    """In the child: every paper as a file, or the refusal of the first that can't be written."""
    from plenaria.formats import writing

    made = []
    for paper, form in json.loads(data):
        answer = writing.write(decode_paper(paper.encode()), form)
        if isinstance(answer, Refusal):
            return json.dumps({"refusal": [answer.code, answer.because.name, dict(answer.data)]}).encode()
        made.append(b64encode(answer).decode())
    return json.dumps({"files": made}).encode()


def decode_files(data: bytes) -> list[bytes] | Refusal:
    """The child's answer, in the order of the jobs."""
    answer = json.loads(data)
    if "refusal" in answer:
        code, because, details = answer["refusal"]
        return Refusal(code, Because[because], details)
    return [b64decode(each) for each in answer["files"]]


def write_isolated(jobs: Sequence[tuple[Paper, str]], *, seconds: int, megabytes: int) -> list[bytes] | Refusal:
    """``formats.writing.write`` for each job, in one child process: typesetting must not take the hall down."""
    answer = run_isolated(
        "plenaria.formats.transfer:write_all", encode_jobs(jobs), seconds=seconds, megabytes=megabytes
    )
    return answer if isinstance(answer, Refusal) else decode_files(answer)
