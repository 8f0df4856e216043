from plenaria.core.text.references import Citing, citing
from plenaria.core.text.resolution import Citation, Clause, Recital, Resolution

FIRST, SECOND, THIRD = (Citation(text=f"resolution No. {number}") for number in (1, 2, 3))


def test_the_citations_of_a_text_stand_in_the_order_of_the_paper() -> None:
    point = Clause(id="p", number="a", level=2, text="as in", tail="resolution No. 3", citations=(THIRD,))
    text = Resolution(
        language="en",
        title="On the sky",
        recitals=(Recital(text="Considering the sky,"), Recital(text="Recalling two,", citations=(FIRST, SECOND))),
        clauses=(Clause(id="c", number="1", text="Decides", children=(point,)),),
    )
    assert citing(text) == (
        Citing(position=0, place="recital:1", words="Recalling two,", citation=FIRST),
        Citing(position=1, place="recital:1", words="Recalling two,", citation=SECOND),
        Citing(position=2, place="p", words="as in resolution No. 3", citation=THIRD),
    )
