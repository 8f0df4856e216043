"""Votes a second through the real server, and through a view that commits each vote, in one run.

``python benchmarks/hall.py [SEATS=200] [SECONDS=5]``: a server process on a database of its own, one connection for
each voter over loopback, each voter changing its vote as often as it is answered. Votes are on disk and in the journal
before they are acknowledged. Figures of one run are compared with each other; other programs on the machine share it.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SERVERS = {"live room": "plenaria.conf.asgi:application", "naive view": "benchmarks.hall_naive:application"}
CSRF = "a" * 32


@dataclass
class Load:
    """What one kind of server was given and answered."""

    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0
    server_cpu: float = 0.0
    load_cpu: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def line(self, name: str) -> str:
        cuts = quantiles(self.latencies, n=100)
        return (
            f"{name:12} {self.rate:8.0f} votes/s   p50 {cuts[49] * 1000:6.1f} ms   p99 {cuts[98] * 1000:7.1f} ms   "
            f"refused {self.refused}   CPU s: server {self.server_cpu:.1f}, load {self.load_cpu:.1f}"
        )


async def voter(number: int, world: dict[str, Any], port: int, until: float, load: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        f"POST /hall/{world['meeting']}/vote?poll={world['poll']} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: plenaria_seat={world['devices'][number]}; csrftoken={CSRF}\r\nX-CSRFToken: {CSRF}\r\n"
        "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    count = 0
    while time.monotonic() < until:
        body = f"choice={('for', 'against', 'abstain')[count % 3]}&key={number}-{count}"
        start = time.monotonic()
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        status = (await reader.readline()).split()[1]
        length = 0
        while (line := await reader.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        await reader.readexactly(length)
        if status == b"200":
            load.latencies.append(time.monotonic() - start)
        else:
            load.refused += 1
        count += 1
    writer.close()


async def vote(world: dict[str, Any], port: int, seconds: float) -> Load:
    load = Load(seconds=seconds)
    until = time.monotonic() + seconds
    await asyncio.gather(*(voter(number, world, port, until, load) for number in range(len(world["devices"]))))
    return load


def measure(application: str, seats: int, seconds: float) -> Load:
    with tempfile.TemporaryDirectory() as data, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        address = f"http://127.0.0.1:{port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_DATA")}
        environment = {
            **kept,
            "PLENARIA_DATA": data,
            "PLENARIA_BASE_URL": address,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        make = [sys.executable, "-m", "tests.interfaces.hall.world", str(seats)]
        world = json.loads(subprocess.run(make, env=environment, cwd=ROOT, check=True, capture_output=True).stdout)
        before = getrusage(RUSAGE_CHILDREN), getrusage(RUSAGE_SELF)
        serve = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--no-ws", "--no-log"]
        server = subprocess.Popen([*serve, application], env=environment, cwd=ROOT)
        try:
            wait_for(port)
            load = asyncio.run(vote(world, port, seconds))
        finally:
            server.terminate()
            server.wait(30)
        after = getrusage(RUSAGE_CHILDREN), getrusage(RUSAGE_SELF)
        load.server_cpu, load.load_cpu = (
            late.ru_utime + late.ru_stime - early.ru_utime - early.ru_stime
            for early, late in zip(before, after, strict=True)
        )
        return load


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the server does not answer")


def main(seats: int = 200, seconds: float = 5.0) -> None:
    loads = {name: measure(application, seats, seconds) for name, application in SERVERS.items()}
    print(f"{seats} voters, {seconds:g} s each, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    for name, load in loads.items():
        print(load.line(name))
    print(f"ratio        {loads['live room'].rate / loads['naive view'].rate:8.1f}")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
