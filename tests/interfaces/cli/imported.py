"""An installation to import into, and what its database holds afterwards, looked at from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import installation
from tests.interfaces.cli.running import environment

ANSWERS = (
    "--base-url=http://127.0.0.1:8000",
    "--languages=ru,es,en",
    "--body-name=ru=Совет долин",
    "--body-name=es=Consejo de los Valles",
    "--body-name=en=Council of Valleys",
    "--slug=valleys",
    "--level=country",
    "--admin-name=Ann",
    "--admin-email=ann@valleys.example",
    "--sender=plenaria@valleys.example",
)
LOOK = """
import django, json
django.setup()
from plenaria.store.models import Leaf, Paper, Resolution
from plenaria.store.queries.published import published
from datetime import date
whole = [published("valleys", row.slug, date(2026, 1, 1)) for row in Resolution.objects.all()]
print(json.dumps({
    "papers": dict(Paper.objects.values_list("name", "state")),
    "resolutions": Resolution.objects.count(),
    "texts": sum(len(each.texts) for each in whole),
    "sources": sum(len(each.files) for each in whole),
    "clauses": sum(row.clauses.count() for row in Resolution.objects.all()),
    "passages": sum(row.passages.count() for row in Resolution.objects.all()),
    "cited": sum(row.references.exclude(cited=None).count() for row in Resolution.objects.all()),
    "leaves": Leaf.objects.filter(kind="text-taken-over").count(),
}))
"""


def set_up(folder: Path) -> dict[str, str]:
    """A fresh installation for the Council of Valleys; the variables by which commands find it."""
    variables = {"PLENARIA_SMTP_URL": "smtp://127.0.0.1:1", "PLENARIA_SEAL_PASSPHRASE": "a long passphrase"}
    installation.set_up(folder, *ANSWERS, "--no-test-mail", environment=environment(**variables))
    return {"PLENARIA_DATA": str(folder)}


def start(*words: str, log: Path, **variables: str) -> "subprocess.Popen[bytes]":
    """A command that writes to ``log`` and is not waited for, in a process group of its own."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "plenaria", *words],
            env=environment(PYTHONUNBUFFERED="1", **variables),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def held(**variables: str) -> dict[str, Any]:
    """What the register and the list of papers hold, counted."""
    settings = {"DJANGO_SETTINGS_MODULE": "plenaria.conf.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    code = "import plenaria.conf\n" + LOOK
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(**variables) | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
