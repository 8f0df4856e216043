"""Canonical bytes, against the package rfc8785 and the examples of the RFC."""

from unicodedata import normalize

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.journal import canonical

texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: normalize("NFC", text))
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.one_of(texts, numbers, st.booleans()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(texts, inner)),
    max_leaves=20,
)


@given(values)
def test_the_bytes_are_those_of_rfc8785_and_read_back(value: canonical.Value) -> None:
    encoded = canonical.encode(value)
    assert encoded == rfc8785.dumps(value)  # type: ignore[arg-type]
    assert canonical.decode(encoded) == value


def test_keys_are_in_the_order_of_utf_16() -> None:
    """RFC 8785, section 3.2.3, its example without the key that form C would change."""
    members = {"€": 1, "\r": 2, "1": 3, "😀": 4, "\ue000": 5, "ö": 6}
    assert canonical.encode(members) == '{"\\r":2,"1":3,"ö":6,"€":1,"😀":4,"\ue000":5}'.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, None, {1: "x"}, {"a": {"b": None}}, 2**53, -(2**53), "e\u0301", {"e\u0301": 1}, "\ud800", b"x", {"a"}],
)
def test_what_lies_outside_the_domain_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical.encode(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"01",
        b"null",
        b'"\\u0041"',
        b'"a',
        b"\xff",
        b"[" * 9999,
    ],
)
def test_a_second_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical.decode(data)


def test_text_is_brought_to_form_c_on_request() -> None:
    assert canonical.normalised({"e\u0301": ["e\u0301", 1]}) == {"é": ["é", 1]}
    with pytest.raises(ValueError, match="composed"):
        canonical.normalised({"e\u0301": 1, "é": 2})


@given(
    st.recursive(
        st.one_of(st.text("aé\u0301e"), st.integers(), st.booleans(), st.none(), st.floats(0, 1)),
        lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text("abe\u0301"), inner)),
        max_leaves=10,
    )
)
def test_both_steps_in_one_write_the_same_bytes(value: canonical.Value) -> None:
    try:
        expected = canonical.encode(canonical.normalised(value))
    except ValueError:
        with pytest.raises(ValueError, match=r".+"):
            canonical.encode_normalised(value)
    else:
        assert canonical.encode_normalised(value) == expected
