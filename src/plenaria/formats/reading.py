"""Reading a file: bytes in, a :class:`~plenaria.core.text.source.Source` or a refusal out.

What comes from a stranger is read in a process of its own: see :mod:`plenaria.formats.isolation`.
"""

import logging
from collections.abc import Callable
from importlib import import_module

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text.source import Source
from plenaria.formats.sniff import kind
from plenaria.formats.unreadable import Unreadable

_READERS = {
    "docx": "docx_in",
    "html": "html",
    "md": "markdown",
    "odt": "odt",
    "pdf": "pdf",
    "txt": "plain",
    "xml": "akn_in",
}
"""The module of each kind; loaded when needed, since a reading process starts for each file."""

_log = logging.getLogger(__name__)


def read(data: bytes, name: str = "") -> Source | Refusal:
    """What the file says, line by line; the contents decide what kind of file it is.

    :param name: as the person's computer calls it; helps only to tell Markdown from plain text, and to say that a
        file is not what its name claims.
    :returns: a refusal for whatever can't be read, with a code that begins ``file-``, ``scan-`` or ``text-layer-``.
        Raises nothing but ``MemoryError``.
    """
    try:
        module = import_module(f"plenaria.formats.{_READERS[kind(data, name)]}")
        reader: Callable[[bytes], Source] = module.read
        return reader(data)
    except Unreadable as error:
        return error.refusal
    except MemoryError:
        raise
    except Exception:  # a stranger's bytes can make any parser raise anything; the log keeps what it was
        _log.warning("A file could not be read", exc_info=True)
        return unacceptable("file-broken")
