import json
import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from plenaria.interfaces.cli.unit import unit
from tests import installation
from tests.browser.server import Mailbox, text_of
from tests.interfaces.cli.running import environment, run

ANSWERS = (
    "--base-url=https://plenaria.example",
    "--languages=ru,es",
    "--body-name=ru=Совет обществ",
    "--body-name=es=Consejo de sociedades",
    "--slug=council",
    "--level=country",
    "--admin-name=Анна Орлова",
    "--admin-email=anna@example.org",
    "--sender=desk@example.org",
)
SECRETS = {"PLENARIA_SMTP_URL": "smtp://127.0.0.1:1", "PLENARIA_SEAL_PASSPHRASE": "a long passphrase"}

pytestmark = pytest.mark.skipif(
    "PLENARIA_DATABASE_URL" in os.environ, reason="each installation here has a folder and a database of its own"
)


def init(folder: Path, *words: str, smtp: str = "smtp://127.0.0.1:1") -> subprocess.CompletedProcess[str]:
    return run("init", *ANSWERS, *words, PLENARIA_DATA=str(folder), **{**SECRETS, "PLENARIA_SMTP_URL": smtp})


def set_up(folder: Path) -> None:
    """What that leaves in a folder, for tests of what comes after it."""
    installation.set_up(folder, *ANSWERS, "--no-test-mail", environment=environment(**SECRETS))


def test_everything_by_options_and_a_test_mail(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Mailbox() as mailbox:
        done = init(folder, smtp=mailbox.url)
        assert (done.returncode, done.stderr) == (0, "")
        mail = mailbox.wait_for("anna@example.org")
        assert (mail["From"], "https://plenaria.example" in text_of(mail)) == ("desk@example.org", True)
    assert re.search(r"^  https://plenaria\.example/enter/[\w-]{24}$", done.stdout, re.M)
    assert f'Environment="PLENARIA_DATA={folder}"' in done.stdout
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in [folder, *(folder / "keys").iterdir()]}
    assert modes == {"data": 0o700, "log.pem": 0o600, "seal.pem": 0o600, "secret": 0o600}
    assert "a long passphrase" not in done.stdout


def test_a_second_run_refuses_and_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    set_up(folder)
    before = (folder / "keys" / "seal.pem").read_bytes()
    again = init(folder, "--no-test-mail")
    assert (again.returncode, "set up already" in again.stderr) == (2, True)
    (folder / "keys" / "seal.pem").rename(folder / "seal.pem")
    # The database says so too, whatever became of the keys.
    assert init(folder, "--no-test-mail").returncode == 2
    assert (folder / "seal.pem").read_bytes() == before


def test_mail_that_does_not_work_is_said_and_the_rest_is_set_up(tmp_path: Path) -> None:
    done = init(tmp_path / "data")
    assert done.returncode == 0
    assert "could not be sent" in done.stderr
    assert "/enter/" in done.stdout


def test_the_questions(tmp_path: Path) -> None:
    answers = ["nowhere", "https://p.example", "en", "Council", "Council!", "council", "", "Ann", "ann@x.example"]
    answers += ["", "box@x.example", "short", "short", "a long passphrase", "a long passphrase"]
    done = run("init", "--data", str(tmp_path / "data"), "--no-test-mail", stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nowhere does not fit." in done.stdout
    assert "Council! does not fit." in done.stdout
    assert "Council is set up." in done.stdout


def test_an_option_that_does_not_fit_ends_it_before_anything_is_made(tmp_path: Path) -> None:
    done = init(tmp_path / "data", "--level=galaxy")
    assert (done.returncode, "galaxy" in done.stderr) == (2, True)
    assert not (tmp_path / "data").exists()


def test_people_are_added_listed_and_given_links(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    set_up(folder)
    there = {"PLENARIA_DATA": str(folder), "PLENARIA_BASE_URL": "https://plenaria.example"}
    words = ("--name=Bo", "--email=bo@example.org", "--body=council", "--role=clerk")
    assert run("user", "add", *words, **there).returncode == 0
    listed = json.loads(run("user", "list", "--json", **there).stdout)
    assert {each["email"]: sorted(role["role"] for role in each["roles"]) for each in listed} == {
        "bo@example.org": ["clerk"],
        "anna@example.org": ["administrator", "secretary"],
    }
    link = run("user", "link", "bo@example.org", **there)
    assert re.fullmatch(r"https://plenaria\.example/enter/[\w-]{24}\n", link.stdout)
    assert run("user", "link", "nobody@example.org", **there).returncode == 2
    refused = run("user", "add", "--name=Cy", "--email=cy@example.org", "--body=none", "--role=clerk", **there)
    assert (refused.returncode, refused.stderr[:22]) == (2, "There is no such body.")


@pytest.mark.parametrize("words", [("serve",), ("user", "list"), ("user", "link", "ann@x.example")])
def test_where_nothing_is_set_up_a_sentence_says_so(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, PLENARIA_DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Nothing is set up in {tmp_path} yet. Run: plenaria init\n"


def test_a_unit_quotes_what_systemd_would_understand_otherwise() -> None:
    made = unit("Half 50 %", "/bin/plenaria serve", {"A": 'p%ss"w\\rd', "B": ""}, user="plenaria")
    assert 'Environment="A=p%%ss\\"w\\\\rd"' in made
    assert "Description=Plenaria, Half 50 %%" in made
    assert "B=" not in made
