"""Work on a stranger's bytes in a process of its own, with limits on memory and time.

Parsers of file formats are large and partly written in C. Whatever a hostile file does to one, it happens in a child
that has no database, no secrets in its environment, no files to write, and that ends.

The child is ``python -m plenaria.formats.isolation TARGET JSON``: it takes bytes on its standard input, calls the
function ``TARGET`` (``package.module:function``) with them and with the arguments in the JSON, and gives the bytes that
come back on its standard output.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from math import ceil
from operator import attrgetter

from plenaria.core.refusal import Because, Refusal, unacceptable
from plenaria.core.text.source import Comment, Source, SourceLine, TrackedChange

_log = logging.getLogger(__name__)

SECONDS = 4
"""Of processor time; with what starts and ends a process, a hostile file is done with in five."""
PATIENCE = 5
"""How many times as long the clock may run: an honest file is not to blame for a busy machine."""
MEGABYTES = 500
_HEAVY = 75
"""The status with which a child ends that may not have the memory it asks for (EX_TEMPFAIL of sysexits.h)."""
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""Of the environment, what an interpreter needs to start; the rest holds secrets."""


def read_isolated(
    data: bytes, name: str = "", *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> Source | Refusal:
    """What :func:`plenaria.formats.reading.read` returns, from a child process.

    :returns: ``file-too-slow`` when the time is over, ``file-too-heavy`` when the memory is, ``file-broken`` when the
        child dies otherwise.
    """
    answer = run_isolated(
        "plenaria.formats.isolation:_read",
        data,
        {"name": name},
        seconds=seconds,
        megabytes=megabytes,
        patience=PATIENCE,
    )
    return answer if isinstance(answer, Refusal) else decode(answer)


def run_isolated(
    target: str,
    data: bytes,
    arguments: Mapping[str, str | int] | None = None,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    patience: float = 1,
) -> bytes | Refusal:
    """Call ``target(data, **arguments)``, which returns bytes, in a child process.

    :param target: ``package.module:function``; trusted, unlike ``data``.
    :param seconds: of processor time, rounded up.
    :param patience: how many times as long it may take by the clock.
    :param megabytes: of address space (10⁶ bytes), what the interpreter needs included.
    :returns: ``file-too-slow``, ``file-too-heavy`` or ``file-broken`` where the child did not end well.
    """
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    environment |= {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    limits = {"seconds": ceil(seconds), "megabytes": megabytes}
    command = [
        sys.executable,
        "-P",  # the folder that the server happens to stand in is no place for modules
        "-m",
        "plenaria.formats.isolation",
        target,
        json.dumps(dict(arguments or {})),
        json.dumps(limits),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, a trusted target, no shell
            command, input=data, capture_output=True, timeout=seconds * patience, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return unacceptable("file-too-slow", limit=round(seconds))
    if done.returncode == 0:
        return done.stdout
    if done.returncode == -_SIGXCPU:
        return unacceptable("file-too-slow", limit=round(seconds))
    if done.returncode == _HEAVY:
        return unacceptable("file-too-heavy", limit=megabytes)
    _log.warning("A child process for %s ended with %s: %s", target, done.returncode, done.stderr[-2000:])
    return unacceptable("file-broken")


_SIGXCPU = 24
"""What ends a child that used up its processor time (POSIX setrlimit)."""


def encode(answer: Source | Refusal) -> bytes:
    """A reader's answer as JSON: lines, changes and comments as arrays, in the order of the fields of their class."""
    if isinstance(answer, Refusal):
        return json.dumps({"refusal": [answer.code, answer.because.name, dict(answer.data)]}).encode()
    whole: dict[str, object] = {name: [list(row(x)) for x in getattr(answer, name)] for name, (_, row) in _ROWS.items()}
    whole |= {"format": answer.format, "language": answer.language, "wrapped": answer.wrapped}
    # Escaped to ASCII: a lone surrogate, which a broken file can hold, has no UTF-8.
    return json.dumps(whole).encode("ascii")


def decode(data: bytes) -> Source | Refusal:
    """What :func:`encode` wrote."""
    whole = json.loads(data)
    if "refusal" in whole:
        code, because, details = whole["refusal"]
        return Refusal(code, Because[because], details)
    for line in whole["lines"]:
        for at in _PAIRS:
            line[at] = tuple(map(tuple, line[at]))
    for name, (kind, _) in _ROWS.items():
        names = _names(kind)
        whole[name] = tuple(kind(**dict(zip(names, row, strict=True))) for row in whole[name])
    return Source(**whole)


def _names(kind: type[SourceLine | TrackedChange | Comment]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_ROWS = {
    name: (kind, attrgetter(*_names(kind)))
    for name, kind in (("lines", SourceLine), ("changes", TrackedChange), ("comments", Comment))
}
"""The parts of a source that are many, with their class and what gives the values of its fields."""
_PAIRS = tuple(_names(SourceLine).index(name) for name in ("links", "about"))
"""The fields that hold tuples of tuples, which JSON makes lists."""


def _read(data: bytes, name: str) -> bytes:
    """Read in the child."""
    from plenaria.formats.reading import read

    return encode(read(data, name))


def _limit(seconds: int, megabytes: int) -> None:
    """Bind this process; where the platform has no such limits (Windows), the parent's clock is left."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most + 1 if kind == resource.RLIMIT_CPU else most))


def _main(target: str, arguments: str, limits: str) -> None:
    """The child's life."""
    _limit(**json.loads(limits))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the answer's bytes
    module, _, function = target.partition(":")
    try:
        answers.write(getattr(import_module(module), function)(sys.stdin.buffer.read(), **json.loads(arguments)))
        answers.flush()
    except MemoryError:
        os._exit(_HEAVY)
    os._exit(0)  # nothing is left to tidy, and taking a large tree apart takes time


if __name__ == "__main__":
    _main(*sys.argv[1:])
