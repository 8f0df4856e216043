"""What the environment says."""

from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from plenaria.conf.environment import Environment


def test_without_anything_it_is_a_machine_of_ones_own() -> None:
    environment = Environment.of({})
    assert environment == Environment(
        data=Path("plenaria-data").absolute(),
        database_url="",
        base_url="http://127.0.0.1:8000",
        smtp_url="smtp://127.0.0.1:25",
        sender="plenaria@localhost",
    )
    assert environment.secure is False
    assert environment.hosts == ["127.0.0.1", "localhost"]


def test_the_public_address_is_a_host_that_is_answered() -> None:
    environment = Environment.of({"PLENARIA_BASE_URL": "https://register.example.org/"})
    assert environment.secure is True
    assert environment.base_url == "https://register.example.org"
    assert environment.hosts == ["127.0.0.1", "localhost", "register.example.org"]


def test_postgresql_by_its_address() -> None:
    url = "postgresql://plenaria:s%40fe@db.example.org:5433/register"
    settings = Environment.of({"PLENARIA_DATABASE_URL": url}).database()
    assert {key: settings[key] for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")} == {
        "NAME": "register",
        "HOST": "db.example.org",
        "PORT": "5433",
        "USER": "plenaria",
        "PASSWORD": "s@fe",
    }


def test_sqlite_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = Environment.of({"PLENARIA_DATA": str(tmp_path)}).database()
    assert (settings["ENGINE"], settings["NAME"]) == ("plenaria.store.sqlite", tmp_path / "plenaria.sqlite3")


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="'mysql'; postgresql or sqlite is known"):
        Environment.of({"PLENARIA_DATABASE_URL": "mysql://x/y"}).database()


def test_a_mail_server_with_its_user() -> None:
    mail = Environment.of({"PLENARIA_SMTP_URL": "smtp+tls://post:p%2Fw@mail.example.org:587"}).mail()
    assert mail == {
        "host": "mail.example.org",
        "port": 587,
        "username": "post",
        "password": "p/w",
        "use_tls": True,
        "timeout": 20,
    }


def test_mail_may_be_kept_in_a_folder() -> None:
    mailer = Environment.of({"PLENARIA_SMTP_URL": "file:///srv/my%20demo/mail"}).mailer()
    assert mailer == {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": "/srv/my demo/mail"},
    }


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    environment = Environment.of({"PLENARIA_DATA": str(tmp_path)})
    first = environment.secret_key()
    assert (len(first) >= 64, environment.secret_key()) == (True, first)
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o777 == 0o600


def test_the_password_of_the_mailbox_is_in_a_variable_or_a_file_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("top secret \n")
    in_file = {"PLENARIA_IMAP_URL": "imaps://a:b@mail.example", "PLENARIA_IMAP_PASSWORD_FILE": str(file)}
    environment = Environment.of(in_file)
    assert environment.imap_password == "top secret "
    assert Environment.of({"PLENARIA_IMAP_PASSWORD": "other"}).imap_password == "other"
    assert "secret" not in repr(environment)
    assert "a:b" not in repr(environment)


def test_a_time_zone_that_nobody_knows_is_refused_at_the_start() -> None:
    assert Environment.of({"PLENARIA_TIMEZONE": "America/Lima"}).timezone == "America/Lima"
    with pytest.raises(ZoneInfoNotFoundError):
        Environment.of({"PLENARIA_TIMEZONE": "America/Atlantis"})
