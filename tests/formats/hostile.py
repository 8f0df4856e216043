"""Functions that do in a child process what hostile files make parsers do."""

import json
import os
import resource
import time
from pathlib import Path


def crash(data: bytes) -> bytes:
    """Die as a fault in C dies."""
    os.abort()


def devour(data: bytes) -> bytes:
    """Take more memory than there may be."""
    return bytes(2_000_000_000)


def write(data: bytes) -> bytes:
    """Leave a file behind."""
    Path("/tmp/plenaria-left-behind").write_bytes(b"a")
    return b"done"


def spin(data: bytes) -> bytes:
    """Use up the processor."""
    while True:
        pass


def sleep(data: bytes) -> bytes:
    """Use up the clock."""
    time.sleep(60)
    return b""


def chat(data: bytes) -> bytes:
    """Print where the answer should stand alone."""
    print("chatter", flush=True)
    os.write(1, b"more chatter")
    return data


def environment(data: bytes) -> bytes:
    """What the child knows of the parent's environment."""
    return repr(dict(os.environ)).encode()


def limits(data: bytes) -> bytes:
    """What the child may use."""
    kinds = {
        "cpu": resource.RLIMIT_CPU,
        "address space": resource.RLIMIT_AS,
        "file size": resource.RLIMIT_FSIZE,
        "core": resource.RLIMIT_CORE,
    }
    return json.dumps({name: resource.getrlimit(kind)[0] for name, kind in kinds.items()}).encode()


def peak(data: bytes, name: str) -> bytes:
    """The most memory, in 10⁶ bytes, that reading a file takes."""
    from plenaria.formats.reading_isolated import answer

    answer(data, name, "")
    # Not ru_maxrss, which begins with what the parent held when it started the child.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return str(int(status["VmHWM"].split()[0]) * 1024 // 1_000_000).encode()
