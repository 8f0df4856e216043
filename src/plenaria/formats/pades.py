"""An invisible signature in a PDF: PAdES B-B (ETSI EN 319 142-1), which keeps PDF/A-3 and PDF/UA-1.

The signature certifies the document with *no changes allowed*, so a reader shows whatever is added later. The key is
``SigningKey.pdf_key``: P-256, since PDF readers don't know Ed25519. pyHanko could sign with Ed25519 too.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.constants import ISO32002
from pyhanko_certvalidator.registry import SimpleCertificateStore

from plenaria.formats.signatures import SigningKey

FIELD = "Seal"


class _Appender(IncrementalPdfFileWriter):
    """Adds the signature and leaves the rest as it is.

    pyHanko would call a file with an elliptic-curve signature PDF 2.0 (ISO/TS 32002), which PDF/A-3 can't be, and would
    write the time of the clock into metadata that PDF/A and PDF/UA lay down. PAdES itself allows the curve (ETSI TS
    119 312), and readers look at the certificate, not at the version.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stays what it is."""

    def register_extension(self, ext: DeveloperExtension) -> None:
        if ext is not ISO32002:
            super().register_extension(ext)

    def _update_meta(self) -> None:
        """Stays what it is."""


class _PunctualSigner(PdfSigner):
    """Signs at the moment it is given, where pyHanko would ask the clock."""

    def __init__(self, at: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._at = at

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self._at
        return session


def sign(pdf: bytes, key: SigningKey, certificate: bytes, at: datetime) -> bytes:
    """The PDF with the seal's signature appended; ``certificate`` is that of ``signatures.certificate``.

    ``at`` has a time zone. Starts an event loop of its own, so it can't be called from inside one.
    Raises ``pyhanko.pdf_utils.misc.PdfError`` for bytes that are no PDF.
    """
    private = key.pdf_key().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(certificate))),
        signing_key=load_private_key_from_pemder_data(private, passphrase=None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call] # the library leaves it untyped
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    # PDF/A wants the print flag and forbids the hidden one; PDF/UA-1 then wants the untagged field off the page
    invisible = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    place = SigFieldSpec(FIELD, invis_sig_settings=invisible, readable_field_name="Seal")
    # typst ends a file without a line end; what is appended to it would break PDF/A (ISO 19005-3, section 6.1.3)
    whole = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    written = BytesIO()
    _PunctualSigner(at, metadata, signer, new_field_spec=place).sign_pdf(_Appender(BytesIO(whole)), output=written)
    return written.getvalue()
