"""A resolution with clauses that something follows from, and the people and parties whom they name."""

from datetime import date
from typing import Any

from plenaria.actions import bodies, dispatches, outbox, plans, texts
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store.queries import dispatches as dispatch_queries
from plenaria.store.queries import followup
from plenaria.store.queries.dispatches import DispatchView
from tests import builders
from tests.builders import AT, Sitting, done

DUE = date(2026, 9, 1)
ANSWER_BY = date(2026, 7, 1)

TEXT = Resolution(
    language="ru",
    title="О тёмном небе долины",
    clauses=(
        Clause(id="a", number="1", text="Считать ночь достоянием всех.", kind="position"),
        Clause(id="b", number="2", text="Составить карту не позднее 1 сентября.", kind="task", dates=((DUE, DUE),)),
        Clause(
            id="c",
            number="3",
            text="Просить Министерство света приглушить прожекторы.",
            kind="request",
            parties=("Министерству света",),
            dates=((ANSWER_BY, ANSWER_BY),),
        ),
        Clause(id="d", number="4", text="Продолжить наблюдения.", kind="continuing"),
        Clause(
            id="e", number="5", text="Поблагодарить обсерваторию.", kind="thanks", parties=("обсерваторию «Гребень»",)
        ),
    ),
    dispatch=("Министерство света", "Музей теней"),
)


def debated(sitting: Sitting) -> str:
    """The text, tabled and debated at that meeting, in Russian only."""
    secretary = sitting.secretary
    resolution = done(texts.import_text(actor=secretary, at=AT, body=sitting.body, meeting=sitting.id, text=TEXT))
    done(texts.table_text(actor=secretary, at=AT, resolution=resolution))
    done(texts.debate_text(actor=secretary, at=AT, resolution=resolution))
    return resolution


def parties(body: str, *, museum: bool = True) -> None:
    """The address book: a ministry and an observatory, and the museum if it is known."""
    entries = [
        ("Министерство света", "ru", "light@ministry.example"),
        ("Обсерватория «Гребень»", "es", "ridge@sky.example"),
    ]
    entries += [("Музей теней", "ru", "shadows@museum.example")] * museum
    for name, language, email in entries:
        done(bodies.add_party(actor=MACHINE, at=AT, body=body, names={"ru": name}, language=language, email=email))


def museum_by_post(body: str) -> str:
    """The museum, which has no address for mail."""
    address = ["Тенистый переулок, 7", "30100 Вальдеос"]
    return done(
        bodies.add_party(actor=MACHINE, at=AT, body=body, names={"ru": "Музей теней"}, language="ru", address=address)
    )


def sitting(**of_body: Any) -> Sitting:
    """A meeting of a body with those particulars, and its secretary."""
    body = builders.body(**of_body)
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


def letters(resolution: str) -> list[DispatchView]:
    """Its letters, as they stand on the day on which everything happened."""
    return list(dispatch_queries.dispatches(resolution, AT.date()))


def letter(dispatch: str) -> DispatchView:
    """One of them."""
    found = dispatch_queries.dispatch(dispatch, AT.date())
    assert found is not None
    return found


def sealed(sitting: Sitting) -> str:
    """The resolution, adopted and sealed."""
    return builders.sealed_text(sitting, resolution=debated(sitting))


def confirmed(sitting: Sitting, resolution: str, owner: Actor) -> dict[str, str]:
    """Its plan, proposed and confirmed with one owner for all, who has been told; clause number → commitment."""
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=resolution))
    views = followup.commitments(resolution, AT.date())
    lines = [
        plans.Line(commitment=view.id, owner=owner.person, start=view.start, due=view.due, recurrence=view.recurrence)
        for view in views
    ]
    done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=resolution, lines=lines))
    for mail in outbox.take(at=AT, limit=100):
        outbox.mark_sent(at=AT, mail=mail.id)
    return {view.clause: view.id for view in views}


def sent() -> Sitting:
    """A sealed resolution, and its letters to three parties on their way."""
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    parties(body)
    resolution = sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    ids = [each.id for each in dispatch_queries.dispatches(resolution, AT.date())]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids))
    return sitting
