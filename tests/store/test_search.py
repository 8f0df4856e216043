import pytest

from plenaria.store.search import folded, roots


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("обсерватория", "Создать школьные обсерватории", True),
        ("тёмное небо", "Охрана ТЕМНОГО НЕБА", True),
        ("XIII/1", "резолюция XIII/2", False),
        ("señal", "SEÑALES", True),
        ("senales", "señal", True),
        ("небо", "район", False),
        ("раион", "район", False),
        ("XIII/1", "резолюция XIII/1", True),
        ("sky", "whisky", False),
    ],
)
def test_a_word_is_found_by_its_beginning(query: str, text: str, found: bool) -> None:
    assert all(root in folded(text) for root in roots(query)) == found


def test_a_query_without_words_looks_for_nothing() -> None:
    assert roots(" …  — ") == ()
    assert roots("dark dark") == (" dar",)
