"""One value, one sequence of bytes: JSON as RFC 8785 (JSON Canonicalization Scheme) writes it.

The domain is smaller than JSON's, so that every language reads back what was meant:

- objects with string keys, lists, strings, whole numbers and ``true``/``false``;
- whole numbers within ±(2^53 − 1), which JavaScript holds exactly (RFC 7493, section 2.2); no fractions, no ``null``;
- strings in Unicode normalisation form C, so that text that looks the same is the same.
"""

import json
from collections.abc import Mapping
from unicodedata import is_normalized, normalize

type Value = str | int | Mapping[str, Value] | list[Value] | tuple[Value, ...]

MAX_LEAF = 65_535
"""The longest leaf of the journal, in bytes (C2SP tlog-tiles gives an entry's length two bytes)."""

GREATEST = 2**53 - 1

_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_WRITE_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def encode(value: Value) -> bytes:
    """The canonical UTF-8 bytes of ``value``.

    Raises ``ValueError`` for what lies outside the domain.
    """
    return (_WRITE_PLAIN(value) if _plain(value) else _WRITE(_checked(value))).encode()


def encode_normalised(value: Value) -> bytes:
    """The canonical bytes of ``value`` with every string in normalisation form C; raises like both."""
    return _WRITE_PLAIN(value).encode() if _plain(value) else encode(normalised(value))


def decode(data: bytes) -> Value:
    """The value that ``data`` spells.

    Raises ``ValueError`` unless ``data`` is exactly what ``encode`` writes for it: a second spelling would be a second
    document with the same meaning.
    """
    try:
        value: Value = json.loads(data)
        spelt = encode(value)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if spelt != data:
        raise ValueError("not canonical JSON (RFC 8785)")
    return value


def normalised(value: Value) -> Value:
    """``value`` with every string in normalisation form C.

    Raises ``ValueError`` where two keys of an object become one.
    """
    if isinstance(value, str):
        return value if value.isascii() else normalize("NFC", value)
    if isinstance(value, Mapping):
        members = {normalize("NFC", key): normalised(member) for key, member in value.items()}
        if len(members) != len(value):
            raise ValueError("two keys differ only in how they are composed")
        return members
    if isinstance(value, list | tuple):
        return [normalised(member) for member in value]
    return value


def _plain(value: object) -> bool:
    """Whether it is an object whose keys and values are ASCII, down to objects in it: a vote, say.

    Such strings are their own normal form and sort alike in every encoding; they need no second look.
    """
    if type(value) is not dict:
        return False
    for key, member in value.items():
        if type(key) is not str or not key.isascii():
            return False
        kind = type(member)
        if kind is str:
            if not member.isascii():
                return False
        elif not (kind is int and -GREATEST <= member <= GREATEST) and not _plain(member):
            return False
    return True


def _checked(value: object) -> object:
    """``value`` ready for ``json.dumps``: inside the domain, its keys in order."""
    if isinstance(value, str):
        return value if value.isascii() else _text(value)
    if isinstance(value, int):
        if not -GREATEST <= value <= GREATEST:
            raise ValueError(f"{value} is beyond 2^53 − 1")
        return value
    if isinstance(value, Mapping):
        return {key: _checked(value[key]) for key in _in_order(value)}
    if isinstance(value, list | tuple):
        return [_checked(member) for member in value]
    raise ValueError(f"a {type(value).__name__} has no place in canonical JSON here")


def _in_order(members: Mapping[str, object]) -> list[str]:
    """The keys by their UTF-16 code units, where U+10000 comes before U+E000 (RFC 8785, section 3.2.3)."""
    try:
        if "".join(members).isascii():
            return sorted(members)
    except TypeError as error:
        raise ValueError("a key is not a string") from error
    return sorted(map(_text, members), key=lambda key: key.encode("utf-16-be"))


def _text(value: str) -> str:
    if not is_normalized("NFC", value):
        raise ValueError(f"{value!r} is not in normalisation form C")
    value.encode()  # a lone surrogate is a UnicodeEncodeError, which is a ValueError
    return value
