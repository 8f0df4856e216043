"""The verifier: each promise holds for a good bundle, and is broken where something was changed."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenaria.core.journal import archive, canonical, merkle, recount, sshsig
from plenaria.core.journal.entry import Entry
from plenaria.core.journal.promises import BROKEN, HOLDS, NOT_CHECKED, Finding
from plenaria.formats import bundle
from plenaria.verify import main, verify
from tests.sealed import (
    ADOPTED,
    BY_HANDS,
    CAST,
    ELECTRONIC,
    FILES,
    HANDS,
    LOG,
    POLL,
    SEAL,
    VKEY,
    journal,
    polled,
    say,
    sealed,
)

GOOD = sealed()
INSIDE = dict(archive.unpack(GOOD).files)


def found(data: bytes, promise: str) -> Finding:
    return verify(data)[promise]


def broken(promise: str, code: str, **data: str | int) -> Finding:
    return Finding(promise, BROKEN, code, data)


def repacked(changed: Mapping[str, bytes], without: str = "") -> bytes:
    """The good bundle with files changed, packed properly, but not signed again."""
    return archive.pack({name: data for name, data in (INSIDE | changed).items() if name != without})


def test_all_promises_hold_for_a_good_bundle() -> None:
    report = verify(GOOD, trusted_key=SEAL.fingerprint)
    assert {each.promise: each.outcome for each in report.findings} == {
        "archive": HOLDS,
        "files": HOLDS,
        "signature": HOLDS,
        "raw-signature": HOLDS,
        "key": HOLDS,
        "checkpoint": HOLDS,
        "entries": HOLDS,
        "text": HOLDS,
        "translations": HOLDS,
        "roll": HOLDS,
        "votes": HOLDS,
        "pdf-signature": NOT_CHECKED,
        "time-stamp": NOT_CHECKED,
    }
    assert report.sound
    assert report["votes"].data == {"polls": 2, "votes": len(CAST)}
    assert report["text"].data == {"languages": "es, ru"}


def test_every_flipped_byte_is_found() -> None:
    for place in range(0, len(GOOD), 3):
        changed = bytearray(GOOD)
        changed[place] ^= 0x20
        assert not verify(bytes(changed)).sound, place


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_byte_changed_to_any_other_is_found(place: int, mask: int) -> None:
    changed = bytearray(GOOD)
    changed[place] ^= mask
    assert not verify(bytes(changed)).sound


@pytest.mark.parametrize("name", sorted(INSIDE))
def test_a_file_changed_and_packed_properly_is_found_and_named(name: str) -> None:
    report = verify(repacked({name: INSIDE[name][:-2] + b"x" + INSIDE[name][-1:]}))
    assert report["archive"].outcome == HOLDS
    assert not report.sound
    assert [each for each in report.findings if each.outcome == BROKEN and (each.data.get("file") in (name, None))]


@pytest.mark.parametrize("name", sorted(INSIDE.keys() - {archive.RAW_SIGNATURE}))
def test_a_missing_file_is_found(name: str) -> None:
    assert not verify(repacked({}, without=name)).sound


def test_an_extra_file_is_found() -> None:
    assert found(repacked({"more.txt": b""}), "files") == broken("files", "file-extra", file="more.txt")


def test_without_the_second_signature_the_first_suffices() -> None:
    report = verify(repacked({}, without=archive.RAW_SIGNATURE))
    assert (report.sound, report["raw-signature"].code) == (True, "no-raw-signature")


def test_signatures_of_another_manifest_are_found() -> None:
    listed = {name: data for name, data in INSIDE.items() if name not in archive.UNLISTED}
    listed["resolution.ru.pdf"] = b"another"
    forged = bundle.seal(listed, INSIDE[archive.SSH_SIGNATURE], INSIDE[archive.RAW_SIGNATURE])
    assert found(forged, "files").outcome == HOLDS
    assert found(forged, "signature") == broken("signature", "bad-signature", file=archive.SSH_SIGNATURE)
    assert found(forged, "raw-signature") == broken("raw-signature", "bad-signature", file=archive.RAW_SIGNATURE)


def test_entries_have_one_spelling_even_under_a_good_signature() -> None:
    listed = {name: data for name, data in INSIDE.items() if name not in archive.UNLISTED}
    listed[archive.ENTRIES] = b"0" + listed[archive.ENTRIES]
    manifest = bundle.manifest_of(listed)
    data = bundle.seal(listed, SEAL.sign_ssh(manifest), SEAL.sign(manifest))
    assert found(data, "signature").outcome == HOLDS
    assert found(data, "entries") == broken("entries", "entries-form")


def test_a_bundle_that_somebody_else_signed_is_known_by_its_key() -> None:
    forged = sealed(seal=LOG)
    assert found(forged, "key") == Finding("key", NOT_CHECKED, "self-stated-key", {"key": LOG.fingerprint})
    for trusted in (SEAL.fingerprint, sshsig.openssh_key(SEAL.public_key).decode()):
        assert verify(forged, trusted_key=trusted)["key"] == broken("key", "another-key", key=LOG.fingerprint)
        assert verify(GOOD, trusted_key=trusted)["key"].outcome == HOLDS


def test_a_key_in_another_spelling_may_not_be_another_key() -> None:
    other = {archive.SEAL_PEM: sshsig.spki_pem(LOG.public_key)}
    assert found(repacked(other), "signature") == broken("signature", "another-key", file=archive.SEAL_PEM)


def test_a_text_that_was_not_adopted_is_found() -> None:
    files = {**FILES, "texts/ru.json": canonical.encode({"title": "О светлых ночах"})}
    changed = bundle.build(files, journal([*BY_HANDS, ADOPTED]).proof(), SEAL)
    assert found(changed, "files").outcome == HOLDS
    assert found(changed, "text") == broken("text", "text-differs", file="texts/ru.json")


def test_another_number_is_found() -> None:
    changed = sealed(resolution_json=canonical.encode({"number": "XIV-8"}))
    assert found(changed, "text") == broken("text", "number-differs", file="resolution.json")


def test_a_text_is_adopted_by_a_poll_that_says_so() -> None:
    lost = replace(HANDS, outcome="rejected")
    entries = [*polled(lost, hands=[lost.counts]), ADOPTED]
    assert found(sealed(entries), "text") == broken("text", "not-adopted", poll="poll/2")
    assert found(sealed([ADOPTED]), "text") == broken("text", "not-adopted", poll="poll/2")
    assert found(sealed(BY_HANDS), "text") == broken("text", "no-adoption")
    assert found(sealed([ADOPTED, ADOPTED]), "text") == broken("text", "several-adoptions")


def test_a_later_translation_is_named_as_not_adopted() -> None:
    data = bundle.build({**FILES, "texts/en.json": b"{}"}, journal([*BY_HANDS, ADOPTED]).proof(), SEAL)
    expected = Finding("translations", NOT_CHECKED, "not-among-the-adopted", {"file": "texts/en.json"})
    assert found(data, "translations") == expected


def test_an_invented_entry_is_found_and_nothing_is_built_on_it() -> None:
    entries = INSIDE[archive.ENTRIES].replace(b'"choice":"against"', b'"choice":"for"')
    report = verify(repacked({archive.ENTRIES: entries}))
    assert report["entries"] == broken("entries", "not-in-tree")
    assert report["text"] == Finding("text", NOT_CHECKED, "entries-not-proved")
    assert report["votes"] == Finding("votes", NOT_CHECKED, "entries-not-proved")


def test_a_checkpoint_of_another_log_is_found() -> None:
    vkey = replace(VKEY, public_key=SEAL.public_key)
    report = verify(repacked({archive.LOG_KEY: f"{vkey.encode()}\n".encode()}))
    assert report["checkpoint"] == broken("checkpoint", "bad-signature", file=archive.CHECKPOINT)
    assert report["text"].code == "entries-not-proved"


def with_poll(poll: recount.PollRecord, entries: list[Entry]) -> bytes:
    """A bundle with this poll on the first clause, and these entries of it."""
    return sealed([*entries, *BY_HANDS, ADOPTED], votes_json=recount.write([poll, HANDS]))


def test_a_vote_shown_otherwise_than_cast_is_found() -> None:
    changed = replace(POLL, votes=CAST | {"c1": "for"})
    assert found(with_poll(changed, ELECTRONIC), "votes") == broken("votes", "vote-differs", poll="poll/1", seat="c1")


def test_a_declaration_that_does_not_follow_from_the_votes_is_found() -> None:
    changed = replace(POLL, counts={"in_favour": 6, "against": 0, "abstaining": 0})
    declared = found(with_poll(changed, ELECTRONIC), "votes")
    counted = found(with_poll(changed, polled(changed, list(CAST.items()))), "votes")
    outcome = found(with_poll(replace(POLL, outcome="rejected"), ELECTRONIC), "votes")
    assert declared == outcome == broken("votes", "declared-differs", poll="poll/1")
    assert counted == broken("votes", "count-differs", poll="poll/1")


def test_hands_that_nobody_counted_are_found() -> None:
    entries = polled(HANDS, hands=[{"in_favour": 3, "against": 2, "abstaining": 1}])
    assert found(sealed([*ELECTRONIC, *entries, ADOPTED]), "votes") == broken("votes", "count-differs", poll="poll/2")


def test_named_votes_and_hands_make_one_sum() -> None:
    both = replace(POLL, counts={"in_favour": 7, "against": 2, "abstaining": 0})
    entries = polled(both, list(CAST.items()), hands=[{"in_favour": 2, "against": 1, "abstaining": 0}])
    assert found(with_poll(both, entries), "votes").outcome == HOLDS


def test_shares_are_counted_in_units_and_hands_as_whole_votes() -> None:
    shares = replace(
        POLL,
        roll={"c0": 35, "c1": 40, "c2": 25},
        votes={"c0": "for", "c1": "abstain"},
        denominator=100,
        counts={"in_favour": 135, "against": 200, "abstaining": 40},
    )
    entries = polled(
        shares, [("c0", "for"), ("c1", "abstain")], hands=[{"in_favour": 1, "against": 2, "abstaining": 0}]
    )
    assert found(with_poll(shares, entries), "votes").outcome == HOLDS
    assert found(with_poll(shares, entries), "roll").outcome == HOLDS


def test_a_vote_after_the_close_is_found() -> None:
    late = [*ELECTRONIC, say("vote-cast", "poll/1", seat="c3", choice="for")]
    assert found(with_poll(POLL, late), "votes") == broken("votes", "vote-after-close", poll="poll/1", seat="c3")


def test_what_the_clerk_corrected_counts_as_corrected_even_after_the_close() -> None:
    frozen, opened, *rest = ELECTRONIC
    closed = next(place for place, each in enumerate(rest) if each.kind == "poll-closed")
    wrong = say("vote-cast", "poll/1", seat="c3", choice="for")
    right = say("vote-corrected", "poll/1", seat="c3", choice="absent")
    entries = [frozen, opened, wrong, *rest[:closed], rest[closed], right, *rest[closed + 1 :]]
    assert "c3" not in CAST
    assert found(with_poll(POLL, entries), "votes").outcome == HOLDS
    assert found(with_poll(POLL, [each for each in entries if each != right]), "votes").outcome != HOLDS


def test_a_correction_of_no_vote_and_one_after_the_declaration_are_found() -> None:
    for seat, place in (("c3", -1), ("c0", len(ELECTRONIC))):
        entries = [*ELECTRONIC]
        entries.insert(place, say("vote-corrected", "poll/1", seat=seat, choice="for"))
        assert found(with_poll(POLL, entries), "votes") == broken("votes", "vote-after-close", poll="poll/1", seat=seat)


def test_papers_that_tellers_counted_are_counted_again() -> None:
    counts = {"in_favour": 4, "against": 1, "abstaining": 1}
    papers = replace(HANDS, poll="poll/1", method="paper")
    said = say("ballots-counted", "poll/1", **counts, invalid=2)
    entries = [said if each.kind == "hands-counted" else each for each in polled(papers, hands=[counts])]
    assert found(with_poll(papers, entries), "votes").outcome == HOLDS
    assert found(with_poll(replace(papers, counts={**counts, "against": 2}), entries), "votes").outcome != HOLDS


def test_a_vote_from_outside_the_roll_is_found() -> None:
    changed = replace(POLL, votes=CAST | {"x": "for"}, counts={"in_favour": 6, "against": 1, "abstaining": 0})
    entries = polled(changed, [*CAST.items(), ("x", "for")])
    assert found(with_poll(changed, entries), "votes") == broken("votes", "not-on-roll", poll="poll/1", seat="x")


def test_a_roll_that_was_changed_after_the_opening_is_found() -> None:
    changed = replace(POLL, roll={**(POLL.roll or {}), "c4": 2})
    assert found(with_poll(changed, ELECTRONIC), "roll") == broken("roll", "roll-differs", poll="poll/1")
    assert found(with_poll(POLL, ELECTRONIC[1:]), "roll") == broken("roll", "no-roll-frozen", poll="poll/1")


def test_a_poll_of_the_journal_may_not_be_left_out() -> None:
    assert found(sealed(votes_json=recount.write([POLL])), "votes") == broken("votes", "polls-differ", poll="poll/2")


def test_a_poll_that_was_never_declared_is_found() -> None:
    assert found(with_poll(POLL, ELECTRONIC[:-1]), "votes") == broken("votes", "not-declared", poll="poll/1")


def test_votes_that_the_rule_keeps_unpublished_are_not_said_to_hold() -> None:
    withheld = replace(POLL, roll=None, votes=None)
    without = [each for each in ELECTRONIC if each.kind != "vote-cast"]
    report = verify(with_poll(withheld, without))
    assert report["votes"] == Finding("votes", NOT_CHECKED, "votes-withheld", {"poll": "poll/1"})
    assert report["roll"] == Finding("roll", NOT_CHECKED, "roll-withheld", {"poll": "poll/1"})
    assert report.sound


def test_a_bundle_without_votes_says_so() -> None:
    files = {name: data for name, data in FILES.items() if name != "votes.json"}
    report = verify(bundle.build(files, journal([*BY_HANDS, ADOPTED]).proof(), SEAL))
    assert (report.sound, report["votes"].code, report["roll"].code) == (True, "no-votes", "no-votes")


def test_a_signed_pdf_is_left_to_a_reader() -> None:
    data = bundle.build(FILES, journal([*BY_HANDS, ADOPTED]).proof(), SEAL, certificate=b"a certificate")
    assert found(data, "pdf-signature") == Finding("pdf-signature", NOT_CHECKED, "ask-a-pdf-reader")


def receipt(index: int = 4) -> bytes:
    made = journal(ELECTRONIC)
    proof = merkle.prove_inclusion(index, made.frontier.size, made.node)
    return bundle.receipt(made.note(), VKEY, index, made.leaves[index], proof)


def test_a_receipt_holds_under_the_key_of_its_log() -> None:
    report = verify(receipt(), trusted_key=VKEY.encode())
    assert [each.outcome for each in report.findings] == [HOLDS, HOLDS, HOLDS]
    assert report["entries"].data == {
        "kind": "vote-cast",
        "at": "2026-05-09T14:03:22.120Z",
        "subject": "poll/1",
        "index": 4,
    }
    assert verify(receipt())["key"].code == "self-stated-key"
    assert verify(receipt(), trusted_key="another+00000000+AA==")["key"].code == "another-key"


def test_each_changed_byte_of_a_receipt_is_found() -> None:
    written = receipt()
    for place in range(len(written)):
        changed = bytearray(written)
        changed[place] ^= 1
        assert not verify(bytes(changed), trusted_key=VKEY.encode()).sound, place


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b"PK\x03\x04", b"[" * 100_000, b'{"a":' * 100_000, b"hello"])
def test_what_is_neither_bundle_nor_receipt_is_broken(data: bytes) -> None:
    assert not verify(data).sound


def test_the_command_says_what_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(GOOD)
    assert main([str(path)]) == 0
    assert "holds        The text is the one that was adopted (languages es, ru)" in capsys.readouterr().out
    path.write_bytes(GOOD.replace(b"%PDF", b"%pdf"))
    assert main([str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is False
    assert told["findings"][1]["data"] == {"file": "resolution.ru.pdf"}
    assert main([str(tmp_path / "nothing.zip")]) == 2


def test_the_verifier_starts_without_django_and_without_warnings(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(GOOD)
    program = (
        "import sys; from plenaria.verify import main; code = main(sys.argv[1:]);"
        "heavy = {'django', 'lxml', 'babel', 'pyhanko'} & sys.modules.keys(); sys.exit(code or len(heavy))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program, path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
