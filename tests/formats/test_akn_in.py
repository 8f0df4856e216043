"""Akoma Ntoso back into lines."""

from plenaria.core.text.source import Source, SourceLine, TrackedChange
from plenaria.formats.reading import read

PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="resolution">
    <meta><identification><FRBRExpression><FRBRlanguage language="rus"/></FRBRExpression></identification></meta>
    <preface>
      <container name="letterhead"><p>Союз обществ</p></container>
      <longTitle><p><docType>Резолюция</docType> <docNumber>4</docNumber></p>
        <p><docTitle>О небе</docTitle></p></longTitle>
      <p><docDate date="2031-05-12">12 мая 2031 года</docDate></p>
    </preface>
    <preamble>
      <formula name="enactingFormula"><p>Конференция,</p></formula>
      <recitals><recital><p>отмечая <ref href="#x">Резолюцию 2</ref>,</p></recital></recitals>
    </preamble>
    <mainBody>
      <paragraph eId="para_1"><num>1.</num><content><p>Провести <del>одну</del><ins>две</ins> недели.<authorialNote
        marker="1"><p>Сноска.</p></authorialNote></p><p>Дальше.</p></content></paragraph>
      <paragraph eId="para_2"><num>2.</num><list><intro><p>Поручить:</p></intro>
        <point><num>а)</num><content><p>совету;</p></content></point>
        <point><num>б)</num><list><intro><p>секретарю:</p></intro>
          <point><num>1)</num><content><p>письмо.</p></content></point></list></point>
        <wrapUp><p>Итог.</p></wrapUp></list></paragraph>
      <hcontainer name="section"><heading>Раздел</heading>
        <paragraph><num>3.</num><content><p>Строка<eol/>вторая.</p></content></paragraph>
        <paragraph><num>4.</num><content/></paragraph></hcontainer>
    </mainBody>
    <conclusions><p><signature>Председатель <person refersTo="#p">И. Лацис</person></signature></p></conclusions>
  </statement>
</akomaNtoso>"""


def line(text: str, number: str | None = None, level: int = 0, style: str = "", zone: str = "body") -> SourceLine:
    return SourceLine(text=text, number=number, level=level, style=style, zone=zone)


def test_every_element_is_a_line_with_its_number_and_level() -> None:
    answer = read(PAPER.encode())
    assert isinstance(answer, Source)
    assert (answer.format, answer.language) == ("akn", "ru")
    lines = tuple(
        SourceLine(text=x.text, number=x.number, level=x.level, style=x.style, zone=x.zone) for x in answer.lines
    )
    assert lines == (
        line("Союз обществ", zone="header"),
        line("Резолюция 4"),
        line("О небе", style="title"),
        line("12 мая 2031 года", style="date"),
        line("Конференция,", style="formula"),
        line("отмечая Резолюцию 2,", style="recital"),
        line("Провести две недели.", "1.", 1, "clause"),
        line("Сноска.", zone="footnote"),
        line("Дальше.", style="clause"),
        line("Поручить:", "2.", 1, "clause"),
        line("совету;", "а)", 2, "clause"),
        line("секретарю:", "б)", 2, "clause"),
        line("письмо.", "1)", 3, "clause"),
        line("Итог.", style="clause"),
        line("Раздел", style="heading 2"),
        line("Строка", "3.", 1, "clause"),
        line("вторая.", style="clause"),
        line("", "4.", 1, "clause"),
        line("Председатель И. Лацис", style="signature"),
    )
    assert answer.changes == (
        TrackedChange(line=7, kind="deleted", text="одну", start=9),
        TrackedChange(line=7, kind="inserted", text="две", start=9),
    )  # fmt: skip
