"""Plain text and Markdown, as they stand in a mail."""

from markdown_it import MarkdownIt

from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.formats.paper import Paper
from plenaria.formats.text_out import WIDTH, markdown, plain_text
from tests.formats.writing_samples import AWKWARD, draft_english, sealed_russian

SMALL = Resolution(
    language="en",
    title="Dark skies",
    formula="Resolves:",
    clauses=(
        Clause(
            id="a",
            number="1",
            text="To plant no lamps where the sky is still dark, and to shade those which stand there already:",
            children=(
                Clause(id="b", number="a", text="in parks;", level=2),
                Clause(id="c", number="b", text="on shores.", level=2),
            ),
            tail="This holds until 2030.",
        ),
    ),
)


def test_plain_text_of_a_small_paper() -> None:
    assert plain_text(Paper(resolution=SMALL)) == (
        "Dark skies\n"
        "\n"
        "Resolves:\n"
        "\n"
        "1. To plant no lamps where the sky is still dark, and to shade those which\n"
        "   stand there already:\n"
        "\n"
        "    a) in parks;\n"
        "\n"
        "    b) on shores.\n"
        "\n"
        "This holds until 2030.\n"
    )


def test_markdown_of_a_small_paper() -> None:
    assert markdown(Paper(resolution=SMALL)) == (
        "# Dark skies\n"
        "\n"
        "**Resolves:**\n"
        "\n"
        "1. To plant no lamps where the sky is still dark, and to shade those which stand there already:\n"
        "\n"
        "   a) in parks;\n"
        "\n"
        "   b) on shores.\n"
        "\n"
        "   This holds until 2030.\n"
    )


def test_lines_fit_a_mail() -> None:
    for paper in (sealed_russian(), draft_english()):
        assert max(map(len, plain_text(paper).splitlines())) <= WIDTH


def test_no_line_of_a_mail_ends_inside_a_date_or_initials() -> None:
    text = "Поручить правлению и лично секретарю Совета подготовить к встрече с М. А. Орловой 17 мая 2031 г. отчёт № 5."
    shown = plain_text(Paper(resolution=Resolution(language="ru", title="T", recitals=(Recital(text=text),))))
    assert shown.split("\n\n")[1].splitlines() == [
        "Поручить правлению и лично секретарю Совета подготовить к встрече",
        "с М. А. Орловой 17 мая 2031 г. отчёт № 5.",
    ]


def test_markdown_means_what_the_text_says() -> None:
    shown = MarkdownIt().render(markdown(Paper(resolution=AWKWARD)))
    assert "<h1>Not #markup, *bold* or &quot;quotes&quot; &lt;b&gt;&amp;amp;</h1>" in shown
    assert "<p>#let x = 1; $y$ `code` @label &lt;lab&gt; // no comment /* none */</p>" in shown
    assert "<li>A ] bracket [ and #panic() and \\ and ~ and -- and 'single'." in shown.replace("<p>", "")


def test_a_paragraph_that_looks_like_a_list_stays_a_paragraph() -> None:
    texts = ("1. a year", "- a dash", "# a hash", "> a quote", "=== a rule", "25.04.2023 a date", "+ plus", "~~~ code")
    for text in texts:
        shown = MarkdownIt().render(
            markdown(Paper(resolution=Resolution(language="en", title="T", recitals=(Recital(text=text),))))
        )
        assert shown == f"<h1>T</h1>\n<p>{text.replace('>', '&gt;')}</p>\n"
