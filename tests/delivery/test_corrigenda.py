"""A corrigendum from its draft to its seal, and what the verifier says of it."""

import io
import json
import zipfile
from typing import Any

import pytest

from plenaria.actions import corrigenda as actions
from plenaria.core.corrigenda import Correction
from plenaria.core.journal.entry import read
from plenaria.core.journal.promises import HOLDS
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.delivery import corrigenda, keys, sealing
from plenaria.store import files
from plenaria.store.models import Leaf, Passage, Poll, Seal
from plenaria.store.queries import corrigenda as queries
from plenaria.verify import verify
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PASSPHRASE = "a sky without lamps"


@pytest.fixture
def sitting() -> Sitting:
    keys.make_seal_key(PASSPHRASE)
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def drafted(sitting: Sitting, resolution: str, **changed: Any) -> Any:
    clause = builders.clauses_of(resolution)[1]
    given = {
        "corrections": [Correction("es", clause, "oscuridad", "obscuridad")],
        "reasons": {"en": "A slip of the pen.", "es": "Un error."},
        "on": AT.date(),
        "office": "secretary",
    }
    return actions.prepare(actor=sitting.secretary, at=AT, resolution=resolution, **{**given, **changed})


def sealed(sitting: Sitting, corrigendum: str) -> Any:
    return corrigenda.issue_and_seal(actor=sitting.secretary, at=AT, corrigendum=corrigendum, passphrase=PASSPHRASE)


def test_a_corrigendum_is_sealed_beside_a_text_that_stays(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    done(sealing.seal(actor=sitting.secretary, at=AT, resolution=resolution, passphrase=PASSPHRASE))
    before = files.load(Seal.objects.get(resolution=resolution).bundle.sha256)
    vote = Poll.objects.get(question__resolution=resolution)
    made = done(drafted(sitting, resolution, poll=vote.id))
    assert queries.sealed_of(resolution) == ()
    done(sealed(sitting, made))
    (view,) = queries.sealed_of(resolution)
    assert (view.symbol, view.vote, view.corrections[0].number) == ("XIV/1/Corr.1", 1, "2")
    assert {each.format for each in view.files} >= {"pdf", "docx", "akn", "html", "json", "bundle"}
    assert "oscuridad" in view.texts["ru"].clauses[0].text and "obscuridad" in view.texts["es"].clauses[0].text
    assert files.load(Seal.objects.get(resolution=resolution).bundle.sha256) == before
    bundle = queries.file_of(view, "bundle", "")
    assert bundle is not None
    report = verify(files.load(bundle.sha256))
    assert report.sound
    assert {report[each].outcome for each in ("signature", "entries", "text", "translations")} == {HOLDS}
    with zipfile.ZipFile(io.BytesIO(files.load(bundle.sha256))) as archive:
        about = json.loads(archive.read("resolution.json"))
    assert (about["form"], about["number"], about["corrects"]) == ("plenaria-corrigendum-1", "XIV/1/Corr.1", "XIV/1")
    kinds = Leaf.objects.filter(subject=made).order_by("index")
    assert list(kinds.values_list("kind", flat=True)) == ["corrigendum-issued", "text-sealed"]
    assert dict(read(bytes(kinds[0].data)).data)["poll"] == vote.id


def test_a_byte_changed_in_its_words_is_found(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting)
    done(sealed(sitting, done(drafted(sitting, resolution))))
    bundle = queries.file_of(queries.sealed_of(resolution)[0], "bundle", "")
    assert bundle is not None
    data = files.load(bundle.sha256)
    place = data.index(b"obscuridad")
    assert not verify(data[:place] + b"O" + data[place + 1 :]).sound


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"corrections": []}, unacceptable("corrections-missing")),
        ({"corrections": [Correction("es", "title", "noche", "día")]}, unacceptable("correction-not-found", number=1)),
        ({"corrections": [Correction("es", "nowhere", "a", "b")]}, unacceptable("correction-place", number=1)),
        ({"corrections": [Correction("de", "title", "a", "b")]}, unacceptable("correction-language", language="de")),
        ({"corrections": [Correction("es", "title", "cielo", "cielo")]}, unacceptable("correction-same", number=1)),
        ({"office": "clerk"}, unacceptable("corrigendum-undecided")),
        ({"poll": "nothing"}, unacceptable("corrigendum-vote-unfit")),
        ({"corrigendum": "nothing"}, unacceptable("corrigendum-unknown")),
    ],
)
def test_what_is_wrong_is_refused(sitting: Sitting, changed: dict[str, Any], refusal: object) -> None:
    resolution = builders.sealed_text(sitting)
    assert drafted(sitting, resolution, **changed) == refusal


def test_only_what_is_sealed_has_corrigenda_and_only_who_presides_issues_them(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    assert drafted(sitting, resolution) == conflict("corrigendum-unsealed")
    again = builders.sealed_text(sitting, resolution=builders.debated_text(sitting), number="XIV/2")
    draft = done(drafted(sitting, again))
    drafter = builders.person("Dora", sitting.body, "drafter")
    refused = corrigenda.issue_and_seal(actor=drafter, at=AT, corrigendum=draft, passphrase=PASSPHRASE)
    assert refused == forbidden("not-permitted", verb="corrigenda.issue")
    wrong = corrigenda.issue_and_seal(actor=sitting.secretary, at=AT, corrigendum=draft, passphrase="no")
    assert wrong == keys.unlock_seal_key("no")
    assert queries.of_resolution(again)[0].state == "draft"


def test_a_draft_is_changed_or_withdrawn_and_a_sealed_one_neither(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting)
    first = done(drafted(sitting, resolution))
    done(drafted(sitting, resolution, corrigendum=first, reasons={"en": "Another reason."}))
    assert queries.of_resolution(resolution)[0].reasons == {"en": "Another reason."}
    done(actions.withdraw(actor=sitting.secretary, at=AT, corrigendum=first))
    second = done(drafted(sitting, resolution))
    done(sealed(sitting, second))
    assert [(each.number, each.state) for each in queries.of_resolution(resolution)] == [
        (1, "withdrawn"),
        (2, "sealed"),
    ]
    refused = drafted(sitting, resolution, corrigendum=second)
    assert refused == conflict("wrong-state", name="corrigendum", state="sealed", verb="issue")
    assert sealed(sitting, second) == conflict("corrigendum-sealed")


def test_it_is_found_by_its_words_once_the_text_is_public(sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    done(sealed(sitting, done(drafted(sitting, resolution))))
    found = Passage.objects.filter(part="corrigendum", language="es").order_by("position")
    assert [each.fragment for each in found] == ["corr-1"] * len(found)
    assert any("obscuridad" in each.text for each in found)
