"""Tracked changes of word processors: accepted they give the new text, rejected the old."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plenaria.core.text.source import Comment, Source, SourceLine
from plenaria.core.text.tracked import Proposal, proposals, rejected
from plenaria.formats.reading import read
from tests.formats.office import converted
from tests.formats.papers import abstract, docx, lvl, num, p, r

SIGNED = 'w:id="{}" w:author="Ирма Лацис" w:date="2031-05-01T10:00:00Z"'
NUMBERING = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
WHO = {"author": "Ирма Лацис", "date": "2031-05-01T10:00:00Z"}


def ins(text: str, name: str = "ins") -> str:
    return f"<w:{name} {SIGNED.format(1)}>{r(text)}</w:{name}>"


def gone(text: str, name: str = "del") -> str:
    run = r(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f"<w:{name} {SIGNED.format(2)}>{run}</w:{name}>"


def mark(name: str) -> str:
    return f"<w:rPr><w:{name} {SIGNED.format(3)}/></w:rPr>"


def source(body: str, **parts: str) -> Source:
    answer = read(docx(body, **parts))
    assert isinstance(answer, Source), answer
    return answer


BODY = (
    p(r("Провести ") + gone("одну неделю") + ins("две недели") + r(" наблюдений."), num=1, level=0)
    + p(gone("Отменить сборы."), num=1, level=0, more=mark("del"))
    + p(ins("Издать каталог."), num=1, level=0, more=mark("ins"))
    + p("Поручить совету", num=1, level=0, more=mark("ins"))
    + p("и секретарю.", num=1, level=0)
    + p(r("Благодарить Веру"), num=1, level=0, more=mark("del"))
    + p(" и Марту.", num=1, level=0)
    + p(gone("Переехать.", "moveFrom"), num=1, level=0, more=mark("moveFrom"))
    + p("Конец.")
    + p(ins("Переехать.", "moveTo"), more=mark("moveTo"))
    + p("Подписи")
)
PROPOSALS = (
    Proposal(line=1, before="Провести одну неделю наблюдений.", after="Провести две недели наблюдений.", **WHO),
    Proposal(line=2, before="Отменить сборы.", after="Издать каталог.", **WHO),
    Proposal(line=3, before="Поручить советуи секретарю.", after="Поручить совету\nи секретарю.", **WHO),
    Proposal(line=5, before="Благодарить Веру\nи Марту.", after="Благодарить Веру и Марту.", **WHO),
    Proposal(line=6, before="Переехать.", after="", **WHO),
    Proposal(line=7, before="", after="Переехать.", **WHO),
)


def test_every_kind_of_change_is_a_proposal() -> None:
    made = source(BODY, numbering=NUMBERING)
    assert [(line.number, line.text) for line in made.lines] == [
        ("1.", "Провести две недели наблюдений."), ("2.", "Издать каталог."), ("3.", "Поручить совету"),
        ("4.", "и секретарю."), ("5.", "Благодарить Веру и Марту."), (None, "Конец."), (None, "Переехать."),
        (None, "Подписи"),
    ]  # fmt: skip
    assert proposals(made) == PROPOSALS
    assert rejected(made) == (
        "Провести одну неделю наблюдений.", "Отменить сборы.", "Поручить советуи секретарю.", "Благодарить Веру",
        "и Марту.", "Переехать.", "Конец.", "Подписи",
    )  # fmt: skip


def test_what_writer_makes_of_it_is_proposed_alike(tmp_path: Path) -> None:
    """LibreOffice keeps deletions in ODT as regions apart from the text."""
    converted({"tracked": docx(BODY, numbering=NUMBERING)}, "docx", tmp_path, "odt")
    answer = read((tmp_path / "tracked.odt").read_bytes())
    assert isinstance(answer, Source)
    assert rejected(answer) == rejected(source(BODY, numbering=NUMBERING))
    found = [(each.before, each.after, each.author) for each in proposals(answer)]
    assert found == [(each.before, each.after, each.author) for each in PROPOSALS]


def test_what_was_inserted_and_deleted_again_never_was() -> None:
    both = f"<w:ins {SIGNED.format(1)}>{gone('ничего')}</w:ins>"
    end = mark("ins").replace("</w:rPr>", '<w:del w:id="4"/></w:rPr>')
    made = source(p(r("Издать ") + both + r("каталог.")) + p(both, more=end) + p("Конец."))
    assert made == Source(lines=(SourceLine(text="Издать каталог."), SourceLine(text="Конец.")), format="docx")


def test_blanks_beside_a_change_at_the_edge_of_a_line_come_back() -> None:
    made = source(p(gone("Срочно") + r(" провести сборы ") + gone("завтра")) + p("Конец."))
    assert made.lines[0].text == "провести сборы"
    assert rejected(made) == ("Срочно провести сборы завтра", "Конец.")


def test_comments_stand_beside_the_text() -> None:
    remark = f'<w:comment w:id="7" w:author="А. Вит" w:date="2031-05-03T08:00:00Z">{p("Почему")}{p("две?")}</w:comment>'
    made = source(p("Начало.") + p(r("Две недели.") + '<w:r><w:commentReference w:id="7"/></w:r>'), comments=remark)
    assert [line.text for line in made.lines] == ["Начало.", "Две недели."]
    assert made.comments == (Comment(line=2, text="Почему две?", author="А. Вит", date="2031-05-03T08:00:00Z"),)


def test_a_deleted_row_is_a_paragraph_that_was() -> None:
    cells = f"<w:tc>{p(gone('Казначей'))}</w:tc><w:tc>{p(gone('П. Звягин'))}</w:tc>"
    made = source(
        p("До") + f"<w:tbl><w:tr><w:trPr><w:del {SIGNED.format(1)}/></w:trPr>{cells}</w:tr></w:tbl>" + p("После")
    )
    assert proposals(made) == (Proposal(line=2, before="Казначей\tП. Звягин", after="", **WHO),)


words = st.text(alphabet="абв г", min_size=1, max_size=6).filter(lambda text: text.strip() == text)
pieces = st.lists(st.tuples(st.sampled_from(["kept", "ins", "del"]), words), min_size=1, max_size=4)
papers = st.lists(st.tuples(pieces, st.sampled_from(["kept", "kept", "ins", "del"])), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(papers)
def test_accepted_it_is_the_new_text_and_rejected_the_old(paper: list[tuple[list[tuple[str, str]], str]]) -> None:
    body, texts = "", {"ins": "", "del": ""}
    for content, end in paper:
        runs = "".join({"kept": r, "ins": ins, "del": gone}[kind](text) for kind, text in content)
        body += p(runs, more="" if end == "kept" else mark(end))
        for kind, text in [*content, (end, "\n")]:
            for way in texts:
                texts[way] += text if kind in ("kept", way) else ""
    made = source(body + p("конец"))
    lines = {way: [" ".join(line.split()) for line in f"{text}конец".split("\n")] for way, text in texts.items()}
    assert [" ".join(line.text.split()) for line in made.lines] == [line for line in lines["ins"] if line]
    assert list(rejected(made)) == [line for line in lines["del"] if line]
