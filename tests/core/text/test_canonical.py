"""The canonical form loses nothing and holds nothing that RFC 8785 could write in two ways."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from plenaria.core.text.canonical import dump, load
from plenaria.core.text.resolution import Resolution

from .strategies import resolutions


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions)
def test_load_gives_back_what_dump_was_given(resolution: Resolution) -> None:
    data = dump(resolution)
    assert load(json.loads(json.dumps(data))) == resolution
    assert {type(leaf) for leaf in leaves(data)} <= {str, int}


def test_absent_values_are_left_out() -> None:
    assert dump(Resolution(language="en", title="On halls")) == {
        "form": "plenaria-text-1",
        "language": "en",
        "title": "On halls",
    }


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="plenaria-text-1"):
        load({"form": "plenaria-text-9", "language": "en", "title": ""})
