import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.incoming import FATES, KINDS, fate_after, kind_of, return_path, tags, verb_for

PATTERN = "bounces+{mail}@desk.example"


@pytest.mark.parametrize(
    ("action", "automatic", "mail", "letter", "kind"),
    [
        ("failed", True, True, True, "bounced"),
        ("failed", False, True, False, "bounced"),
        ("expanded", True, True, True, "relayed"),
        ("delivered", True, True, True, "delivered"),
        ("failed", True, False, False, "other"),
        ("", False, True, True, "answer"),
        ("", True, True, True, "automatic"),
        ("", False, True, False, "other"),
        ("", False, False, False, "other"),
        ("unheard-of", False, True, True, "other"),
    ],
)
def test_what_a_message_is_taken_for(action: str, automatic: bool, mail: bool, letter: bool, kind: str) -> None:
    assert kind_of(action, automatic=automatic, mail=mail, letter=letter) == kind


@given(st.permutations(KINDS), st.permutations(KINDS))
def test_in_whatever_order_reports_come_the_gravest_stays(first: list[str], second: list[str]) -> None:
    def after(kinds: list[str]) -> str:
        fate = ""
        for kind in kinds:
            fate = fate_after(fate, kind)
        return fate

    assert after(first) == after(second) == FATES[-1]
    assert after([*first, *second]) == after(first)


@pytest.mark.parametrize(
    ("state", "kind", "verb"),
    [
        ("sent", "bounced", "bounce"),
        ("delivered", "bounced", "bounce"),
        ("sent", "delivered", "deliver"),
        ("sent", "delayed", "delay"),
        ("sent", "relayed", None),
        ("delivered", "delayed", None),
        ("bounced", "delivered", None),
        ("accepted", "bounced", None),
        ("acknowledged", "delayed", None),
    ],
)
def test_a_report_changes_only_a_letter_that_is_on_its_way(state: str, kind: str, verb: str | None) -> None:
    assert verb_for(state, kind) == verb


@given(st.sampled_from(CORRESPONDENCE.states), st.sampled_from(KINDS))
def test_no_report_undoes_what_a_party_did(state: str, kind: str) -> None:
    if state not in ("sent", "delivered"):
        assert verb_for(state, kind) is None


@given(st.text("abcdefghijkmnpqrstuvwxyz23456789", min_size=16, max_size=16))
def test_a_mail_is_known_by_the_address_that_was_made_for_it(mail: str) -> None:
    address = return_path(PATTERN, mail)
    assert list(tags(PATTERN, [address, address.upper(), "other@desk.example"])) == [mail]


@pytest.mark.parametrize(
    "address",
    [
        "bounces+@desk.example",
        "xbounces+abcdefgh@desk.example",
        "bounces+abcdefgh@desk.example.org",
        "bounces+ab cdefgh@desk.example",
    ],
)
def test_other_addresses_name_no_mail(address: str) -> None:
    assert tags(PATTERN, [address]) == ()


def test_without_a_place_there_are_no_such_addresses() -> None:
    assert return_path("", "abcdefgh") == ""
    assert tags("", ["bounces+abcdefgh@desk.example"]) == tags("bounces@desk.example", ["bounces@desk.example"]) == ()
