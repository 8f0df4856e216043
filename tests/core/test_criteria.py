from plenaria.core.credentials import Finding
from plenaria.core.criteria import Criterion, found, merged, not_accredited, unreasoned
from plenaria.core.refusal import conflict, unacceptable

CRITERIA = (
    Criterion(id="a", number=1),
    Criterion(id="b", number=2, required=False),
    Criterion(id="c", number=3),
)


def test_every_required_criterion_needs_a_finding_that_passes() -> None:
    assert not_accredited(CRITERIA, ()) == conflict("criterion-unchecked", number=1)
    assert not_accredited(CRITERIA, (Finding("a", True),)) == conflict("criterion-unchecked", number=3)
    both = (Finding("a", True), Finding("c", False, "no letter"))
    assert not_accredited(CRITERIA, both) == conflict("criterion-unmet", number=3)
    assert not_accredited(CRITERIA, (Finding("a", True), Finding("c", False, "by the board", waived=True))) is None


def test_one_that_is_found_wanting_is_named_before_one_that_nobody_looked_at() -> None:
    assert not_accredited(CRITERIA, (Finding("c", False),)) == conflict("criterion-unmet", number=3)


def test_a_recommended_one_stops_nobody() -> None:
    assert not_accredited(CRITERIA[1:2], (Finding("b", False),)) is None


def test_a_later_finding_stands_in_the_place_of_the_earlier() -> None:
    first, second, other = Finding("a", False), Finding("a", True, "seen"), Finding("b", True)
    assert merged((first, other), (second,)) == (second, other)


def test_a_waiver_says_why() -> None:
    assert unreasoned((Finding("a", False, " ", waived=True),)) == unacceptable("waiver-unreasoned")
    assert unreasoned((Finding("a", False, "by the board", waived=True), Finding("b", False))) is None


def test_what_was_found_has_three_words() -> None:
    findings = (Finding("a", True), Finding("a", False), Finding("a", False, "why", waived=True))
    assert [found(each) for each in findings] == ["met", "not-met", "waived"]
