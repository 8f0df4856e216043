"""The signature in a PDF, checked by pyHanko's validator and by poppler's pdfsig, and what it leaves as it was."""

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import typst
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from plenaria.formats import pades, signatures
from tests.sealed import SEAL

AT = datetime(2026, 5, 9, 14, 3, 22, tzinfo=UTC)
PAPER = b"""
#set document(title: "On dark nights", date: datetime(year: 2026, month: 5, day: 9))
= On dark nights
The Conference decides to watch the sky.
"""
CERTIFICATE = signatures.certificate(SEAL, "Федерация звездочётов", AT)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    """The paper, typeset."""
    made = typst.compile(PAPER, format="pdf", pdf_standards=["a-3a", "ua-1"])
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def signed(unsigned: bytes) -> bytes:
    return pades.sign(unsigned, SEAL, CERTIFICATE, AT)


def validated(pdf: bytes) -> tuple[bool, bool, str]:
    """Whether the signature is good, whether it covers the whole file, and when it says it was made."""
    roots = list(load_certs_from_pemder_data(CERTIFICATE))
    context = ValidationContext(trust_roots=roots, moment=AT, allow_fetching=False)
    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    status = validate_pdf_signature(signature, context)
    return status.bottom_line, status.coverage.name == "ENTIRE_FILE", str(status.signer_reported_dt)


def test_the_signature_is_good_and_covers_the_whole_file(signed: bytes) -> None:
    assert validated(signed) == (True, True, "2026-05-09 14:03:22+00:00")


def test_a_changed_page_is_found(signed: bytes) -> None:
    place = signed.index(b"stream") + 20
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert validated(changed)[0] is False


def test_the_paper_itself_stays_byte_for_byte(signed: bytes, unsigned: bytes) -> None:
    assert not unsigned.endswith(b"\n")
    assert signed.startswith(unsigned + b"\n")


def test_what_pdf_a_and_pdf_ua_lay_down_stays(signed: bytes, unsigned: bytes) -> None:
    """ISO 19005-3: version 1.x (6.1.2), the print flag and no hidden one (6.3.2), no digests beside DocMDP (6.1.12)."""
    with pikepdf.open(BytesIO(unsigned)) as before, pikepdf.open(BytesIO(signed)) as after:
        assert after.pdf_version == before.pdf_version == "1.7"
        assert "/Version" not in after.Root
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.pages[0].obj.get("/Tabs") == "/S"
        field = after.Root.AcroForm.Fields[0]
        assert (int(field.F) & 0b100, int(field.F) & 0b10) == (0b100, 0)
        assert str(field.TU) == "Seal"
        assert set(field.V.Reference[0].keys()) == {"/Type", "/TransformMethod", "/TransformParams"}
        assert int(field.V.Reference[0].TransformParams.P) == 1


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_a_pdf_reader_finds_the_signature_valid(tmp_path: Path, signed: bytes) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)
    told = subprocess.run(["pdfsig", tmp_path / "signed.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Signer Certificate Common Name: Федерация звездочётов" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
