"""Every table, each state with each verb: what is not listed here as lawful is refused."""

import pytest

from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.credentials import CREDENTIAL
from plenaria.core.followup import COMMITMENT
from plenaria.core.meetings import MEETING
from plenaria.core.nominations import NOMINATION
from plenaria.core.papers import PAPER
from plenaria.core.polls import POLL
from plenaria.core.refusal import conflict
from plenaria.core.reports import REPORT
from plenaria.core.resolutions import RESOLUTION, VALIDITY
from plenaria.core.states import Table, from_each

TABLES = (MEETING, CREDENTIAL, RESOLUTION, VALIDITY, PAPER, POLL, COMMITMENT, CORRESPONDENCE, NOMINATION, REPORT)

# Written out again, row by row, so that a changed table has to be changed twice.
LAWFUL = {
    "meeting": """
        planned: convene>convened cancel>cancelled
        convened: open>open call-again>convened void>void cancel>cancelled
        open: suspend>suspended close>closed
        suspended: resume>open close>closed
        closed:
        cancelled:
        void:
    """,
    "credential": """
        invited: register>registered accredit>accredited refuse>refused withdraw>withdrawn
        registered: accredit>accredited refuse>refused withdraw>withdrawn
        accredited: withdraw>withdrawn
        refused: reconsider>registered withdraw>withdrawn
        withdrawn:
    """,
    "resolution": """
        draft: table>tabled withdraw>withdrawn take-over>historical
        tabled: debate>debated withdraw>withdrawn refer>referred
        debated: put>put reject>rejected withdraw>withdrawn refer>referred
        put: return>debated adopt>adopted reject>rejected
        adopted: seal>sealed
        sealed: publish>published
        published:
        historical: take-back>withdrawn
        rejected:
        withdrawn:
        referred:
    """,
    "validity": """
        in-force: amend>amended supersede>superseded annul>annulled spend>spent
        amended: amend>amended supersede>superseded annul>annulled spend>spent
        superseded:
        annulled:
        spent:
    """,
    "paper": """
        waiting: take-in>taken-in doubt>to-check refuse>refused
        to-check: take-in>taken-in leave-out>left-out read-again>waiting
        refused: leave-out>left-out read-again>waiting
        left-out: read-again>waiting
        taken-in: take-back>to-check
    """,
    "poll": """
        prepared: open>open void>void
        open: close>closed void>void
        closed: declare>declared void>void
        declared:
        void:
    """,
    "commitment": """
        no-word: report-not-started>not-started report-begun>begun report-well-advanced>well-advanced
            report-blocked>blocked report-done>reported-done report-nothing-new>not-started
            declare-unachieved>declared-unachieved carry-on>carried-on
        not-started: report-not-started>not-started report-begun>begun report-well-advanced>well-advanced
            report-blocked>blocked report-done>reported-done report-nothing-new>not-started
            declare-unachieved>declared-unachieved carry-on>carried-on
        begun: report-not-started>not-started report-begun>begun report-well-advanced>well-advanced
            report-blocked>blocked report-done>reported-done report-nothing-new>begun
            declare-unachieved>declared-unachieved carry-on>carried-on
        well-advanced: report-not-started>not-started report-begun>begun report-well-advanced>well-advanced
            report-blocked>blocked report-done>reported-done report-nothing-new>well-advanced
            declare-unachieved>declared-unachieved carry-on>carried-on
        blocked: report-not-started>not-started report-begun>begun report-well-advanced>well-advanced
            report-blocked>blocked report-done>reported-done report-nothing-new>blocked
            declare-unachieved>declared-unachieved carry-on>carried-on
        reported-done: report-not-started>not-started report-begun>begun report-well-advanced>well-advanced
            report-blocked>blocked report-done>reported-done report-nothing-new>reported-done
            note-done>noted-done declare-unachieved>declared-unachieved carry-on>carried-on
        noted-done:
        declared-unachieved:
        carried-on:
    """,
    "report": """
        draft: freeze>frozen
        frozen: table>tabled
        tabled: decide>decided
        decided:
    """,
    "nomination": """
        proposed: approve>approved refuse>refused withdraw>withdrawn
        approved: send-mandate>mandated withdraw>withdrawn report>reported
        refused:
        withdrawn:
        mandated: withdraw>withdrawn report>reported
        reported: report>reported note>noted
        noted:
    """,
    "correspondence": """
        to-send: send>sent queue>to-post drop>dropped
        to-post: send>sent take-back>to-send drop>dropped
        dropped: take-up>to-send
        sent: deliver>delivered bounce>bounced acknowledge>acknowledged
            accept>accepted accept-in-part>accepted-in-part decline>declined
        delivered: bounce>bounced acknowledge>acknowledged
            accept>accepted accept-in-part>accepted-in-part decline>declined
        bounced: send>sent queue>to-post drop>dropped acknowledge>acknowledged
            accept>accepted accept-in-part>accepted-in-part decline>declined
        acknowledged: accept>accepted accept-in-part>accepted-in-part decline>declined
        accepted: accept>accepted accept-in-part>accepted-in-part decline>declined
        accepted-in-part: accept>accepted accept-in-part>accepted-in-part decline>declined
        declined: accept>accepted accept-in-part>accepted-in-part decline>declined
    """,
}


def lawful(name: str) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    state = ""
    for word in LAWFUL[name].split():
        if word.endswith(":"):
            state = word[:-1]
            rows[state] = {}
        else:
            verb, end = word.split(">")
            rows[state][verb] = end
    return rows


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_state_with_each_verb(table: Table) -> None:
    rows = lawful(table.name)
    assert set(table.states) == set(rows)
    for state in table.states:
        for verb in (*table.verbs, "no-such-verb"):
            refused = conflict("wrong-state", name=table.name, state=state, verb=verb)
            assert table.after(state, verb) == rows[state].get(verb, refused), (state, verb)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_state_can_be_reached(table: Table) -> None:
    reached = {table.initial}
    while True:
        more = {end for (start, _), end in table.transitions.items() if start in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == set(table.states)


def test_an_unknown_state_is_a_bug() -> None:
    with pytest.raises(LookupError, match="meeting knows no state 'asleep'"):
        MEETING.after("asleep", "open")


LAMP = Table(
    "lamp", "switched-off", {("switched-off", "turn"): "lit", **from_each(("lit", "switched-off"), "break", "x")}
)


def test_what_can_be_done_and_what_is_final() -> None:
    assert LAMP.states == ("switched-off", "lit", "x")
    assert LAMP.verbs == ("turn", "break")
    assert LAMP.verbs_from("switched-off") == ("turn", "break")
    assert [LAMP.is_final(state) for state in LAMP.states] == [False, False, True]


def test_the_picture_shows_every_row() -> None:
    assert LAMP.mermaid() == (
        "stateDiagram-v2\n"
        "    switched_off : switched off\n"
        "    [*] --> switched_off\n"
        "    switched_off --> lit : turn\n"
        "    lit --> x : break\n"
        "    switched_off --> x : break\n"
        "    x --> [*]\n"
    )
