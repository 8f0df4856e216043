"""Writes every component of the kit on static pages, to be looked at: ``python -m tests.interfaces.kit.sample FOLDER``.

Serve the folder (``python -m http.server -d FOLDER``) and open ``/desk.html``, ``/form.html``, ``/register.html``,
``/hall.html`` and ``/screen.html`` at 360, 1280 and 1920 pixels, light and dark.
"""

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils.html import format_html

from plenaria.core.text.resolution import Adoption, Clause, Recital, Resolution, Signature
from plenaria.interfaces import kit
from plenaria.interfaces.kit import colours, icons, pictures, roll_call, shares, states, wording
from plenaria.interfaces.kit.forms import Renderer
from plenaria.interfaces.kit.templatetags.kit import badge

KIT = Path(kit.__file__).parent
PAGES = ("desk", "form", "register", "hall", "screen")
ACCENTS = ("1b4f8a", "7a2e2e", "2d6a4f", "5b3f8c")
"""The accents of the demo's bodies."""

RUSSIAN = Resolution(
    language="ru",
    title="О тёмном небе и школьных обсерваториях",
    number="XIV/3",
    date=date(2026, 5, 3),
    venue="Вальделус",
    letterhead=("Федерация обществ любителей астрономии", "XIV конференция"),
    formula="Конференция постановляет:",
    recitals=(
        Recital(text="Принимая во внимание, что с каждым годом всё меньше детей видят Млечный Путь над своим домом,"),
        Recital(text="напоминая о резолюции XIII конференции,"),
    ),
    clauses=(
        Clause(id="k1", number="1", text="Поддержать предложение о заповедниках тёмного неба.", kind="position"),
        Clause(
            id="k2",
            number="2",
            text="Провести в каждой стране:",
            kind="event",
            children=(
                Clause(id="k2a", number="а)", text="ночь открытых телескопов в первую субботу октября;"),
                Clause(id="k2b", number="б)", text="школу для учителей не реже одного раза в год."),
            ),
        ),
        Clause(id="k14", number="14", text="Направить настоящую резолюцию в министерства просвещения.", kind="request"),
    ),
    adoption=Adoption(text="Принято большинством голосов: за — 18, против — 3, воздержались — 3."),
    signatures=(Signature("Председатель", "Иван Петров"), Signature("Секретарь", "Анна Лебедева")),
    dispatch=("Министерство просвещения", "Городской совет"),
)
SPANISH = (
    Clause(id="k1", number="1", text="Apoyar la propuesta de reservas de cielo oscuro."),
    Clause(id="k2", number="2", text="Celebrar en cada país:"),
    Clause(id="k14", number="14", text="Enviar la presente resolución a los ministerios de educación."),
)


COUNTS = {"for": 18, "abstain": 3, "against": 3, "absent": 6}
CHOICES = {"for": "for", "abstain": "abstaining", "against": "against", "absent": "absent"}


class MeetingForm(forms.Form):
    """One field of each sort."""

    default_renderer = Renderer
    title = forms.CharField(label="Title", help_text="As it will be printed on the invitation.")
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"class": "text", "lang": "ru"}), required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("c", "Conference"), ("a", "General assembly")])
    calls = forms.ChoiceField(label="Call", choices=[("1", "First"), ("2", "Second")], widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label="Languages", choices=[("ru", "Русский"), ("es", "Español")], widget=forms.CheckboxSelectMultiple
    )
    remote = forms.BooleanField(label="Delegates may take part from elsewhere", required=False)
    paper = forms.FileField(label="Paper", help_text="DOCX, ODT, TXT or Markdown, up to 20 MB.")


class PairForm(forms.Form):
    """Two fields side by side."""

    default_renderer = Renderer
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label="Place", required=False)


def context() -> dict[str, Any]:
    """What the pages show."""
    now = datetime.now(UTC)
    link = {"url": "#"}
    people = (("Анна Лебедева", "accredited"), ("Bruno Salgado", "registered"), ("Clara Whitfield", "refused"))
    page = Paginator(range(90), 10).page(4)
    return {
        "body_name": "Federation of Amateur Astronomy Societies",
        "accent": ACCENTS[0],
        "nav_links": [{**link, "label": "Meetings", "current": True}, {**link, "label": "Resolutions"}],
        "foot_links": [{**link, "label": "Verify a resolution"}, {**link, "label": "Accessibility"}],
        "language_links": [
            {**link, "code": "en", "name": "English", "current": True},
            {**link, "code": "es", "name": "Español"},
            {**link, "code": "ru", "name": "Русский"},
        ],
        "user_menu": {"name": "Clara Whitfield", "links": [{**link, "label": "My data"}], "logout_url": "#"},
        "trail": [{**link, "label": "Meetings"}, {**link, "label": "XIV Conference"}, {"label": "Adopt"}],
        "path_steps": [
            {**link, "label": label, "state": state}
            for label, state in (
                ("Prepare", "done"),
                ("Conduct", "done"),
                ("Adopt", "here"),
                ("Send", "todo"),
                ("Follow up", "todo"),
            )
        ],
        "credentials": [
            {"name": name, "delegation": "Northern section", "state": state, "votes": 1} for name, state in people
        ],
        "hemicycle": pictures.hemicycle(COUNTS, CHOICES, title="Clause 3: adopted"),
        "shares": shares.shares(
            [shares.Part(choice, Fraction(n, 8), f"Body {n}") for choice, n in COUNTS.items()],
            CHOICES,
            wording.number,
            title="Clause 4: adopted",
        ),
        "names": roll_call.roll_call(
            [
                roll_call.Called(f"{word} {n}", choice, through="Ann")
                for choice, word in CHOICES.items()
                for n in range(9)
            ],
            CHOICES,
            title="Roll-call",
            by_proxy="by proxy",
        ),
        "strip": pictures.strip([(f"Seat {n}", choice) for choice, n in COUNTS.items()], CHOICES, title="Roll-call"),
        "bar": pictures.progress_bar(
            [pictures.Segment("noted-done", 9, "noted as done"), pictures.Segment("overdue", 4, "overdue")],
            title="Progress",
            legend=True,
        ),
        "states": states.FACES,
        "icons": icons.PATHS,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(4, on_each_side=1, on_ends=1),
        "form": MeetingForm({"title": "", "kind": "c"}, {}),
        "pair": PairForm(),
        "russian": RUSSIAN,
        "beside": {
            each.id: format_html('{} · <a href="#">{}</a>', badge("commitment", "begun"), each.number)
            for each in RUSSIAN.walk()
        },
        "lines": [clause.text for clause in RUSSIAN.clauses],
        "pairs": list(zip(RUSSIAN.clauses, SPANISH, strict=True)),
        "choices": [
            {"value": "for", "label": "За", "icon": "check", "tone": "for"},
            {"value": "against", "label": "Против", "icon": "cross", "tone": "against"},
            {"value": "abstain", "label": "Воздержаться", "icon": "dash", "tone": "abstain"},
        ],
        "now": now,
        "until": now + timedelta(minutes=2),
    }


def render(page: str, **changes: Any) -> str:
    """One of ``PAGES`` as HTML."""
    engine = DjangoTemplates(
        {
            "NAME": "sample",
            "DIRS": [KIT / "templates", Path(__file__).parent / "pages"],
            "APP_DIRS": False,
            "OPTIONS": {"libraries": {"kit": "plenaria.interfaces.kit.templatetags.kit"}},
        }
    )
    return str(engine.get_template(f"{page}.html").render(context() | changes, RequestFactory().get("/")))


def write(folder: Path, show: Callable[[str], object] = print) -> None:
    """Every page, and what it asks for, as files below ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(KIT / "static", folder / "static", dirs_exist_ok=True)
    (folder / "accent").mkdir(exist_ok=True)
    for colour in ACCENTS:
        (folder / "accent" / f"{colour}.css").write_text(colours.stylesheet(f"#{colour}"))
    for number, page in enumerate(PAGES):
        target = folder / f"{page}.html"
        target.write_text(render(page, accent=ACCENTS[number % len(ACCENTS)]))
        show(str(target))
    (folder / "screen-dark.html").write_text(render("screen", theme="dark"))


def main() -> None:
    """Stands alone: needs the kit and no database."""
    import django
    from django.conf import settings

    settings.configure(
        ROOT_URLCONF="tests.interfaces.kit.urls",
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGE_CODE="en",
    )
    django.setup()
    write(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
