"""How a body writes: its own templates beside the house's, tried on a real letter; numbers, signature,
window, and how long mail is kept."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import letter_books as actions
from plenaria.core import letters as core
from plenaria.core.incoming import FEWEST_DAYS, MOST_DAYS
from plenaria.core.letters import LONGEST_SUBJECT, LONGEST_TEXT, NOTE, PLACES, TEMPLATES
from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import Clause
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.bodies import of_body, the_body, where
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.desk.tongues import offered
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label, language_name
from plenaria.phrases import letters
from plenaria.phrases.letters import Earlier, Letter, Occasion
from plenaria.phrases.mandates import Mandate
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import incoming, mandates
from plenaria.store.queries import letter_books as queries
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.letter_occasions import TIME_TO_ANSWER, real

MEANINGS = {
    "party": gettext_lazy("name of the institution"),
    "contact": gettext_lazy("whom to write to there"),
    "salutation": gettext_lazy("how the letter begins"),
    "body": gettext_lazy("name of the body"),
    "signatory": gettext_lazy("name and office of who signs"),
    "number": gettext_lazy("number of the resolution"),
    "title": gettext_lazy("title of the resolution"),
    "date": gettext_lazy("day of its adoption"),
    "clause": gettext_lazy("number of the clause"),
    "text": gettext_lazy("words of the clause"),
    "answer_due": gettext_lazy("day by which an answer is asked for"),
    "sent": gettext_lazy("day on which the earlier letter went"),
    "reference": gettext_lazy("number of the earlier letter"),
    "asked_by": gettext_lazy("day by which the earlier letter asked"),
    "nominee": gettext_lazy("whom the body puts forward"),
    "office": gettext_lazy("office or event"),
    "place": gettext_lazy("where it is"),
    "when": gettext_lazy("its days"),
    "instead": gettext_lazy("whom they replace"),
    "vote": gettext_lazy("number of the vote, where no clause nominates"),
    "criteria": gettext_lazy("criteria, and what was found on each"),
    "paper": gettext_lazy("address of the resolution"),
    "answer": gettext_lazy("address where the party answers"),
}


class BookForm(forms.Form):
    """What holds for all letters of a body."""

    scheme = forms.CharField(
        label=gettext_lazy("Numbers of letters"),
        max_length=30,
        help_text=gettext_lazy("{number} counts within a year, {number:3} with zeros in front; {year} is the year."),
    )
    signatory = forms.ChoiceField(label=gettext_lazy("Who signs"), required=False)
    window = forms.ChoiceField(label=gettext_lazy("Address for the window of the envelope"), widget=forms.RadioSelect)
    attached = forms.BooleanField(
        label=gettext_lazy("A mail carries its letter on the letterhead, too (PDF)"), required=False
    )
    shown = forms.ChoiceField(label=gettext_lazy("What the public sees of requests"), widget=forms.RadioSelect)

    mail_days = forms.IntegerField(
        label=gettext_lazy("Days for which mail that came in is kept"),
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
        help_text=gettext_lazy(
            "Answers that you filed stay with their letters; a message that waits for you stays until you say what it "
            "is."
        ),
    )

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (each.membership, f"{in_language(each.names)}, {in_language(each.titles) or label('role', each.role)}")
            for each in queries.signatories(body, today())
        ]
        offer(self, "signatory", [("", _("The chair in office, else the secretary")), *people])
        offer(self, "window", [("left", _("on the left")), ("right", _("on the right"))])
        states = _("that they were sent, to whom, and what became of them; words only where you show them")
        offer(self, "shown", [("states", states), ("none", _("nothing"))])


class TemplateForm(forms.Form):
    """The words of one template."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 16, "class": "text"})
    )

    def __init__(self, *args: Any, template: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if template == NOTE:
            del self.fields["subject"]

    def letter(self) -> Letter:
        """What was written."""
        return Letter(self.cleaned_data.get("subject", ""), self.cleaned_data["text"])


@require_http_methods(["GET", "POST"])
def page(request: Request, body: str) -> HttpResponse:
    """Numbers, signature and look of a body's letters; its templates in each language."""
    view, book = the_body(body), queries.book(body)
    initial = {
        "scheme": book.scheme,
        "signatory": book.signatory or "",
        "window": book.window,
        "attached": book.attached,
        "shown": book.shown,
        "mail_days": incoming.days_kept(body),
    }
    form, status = BookForm(request.POST or None, body=body, initial=initial), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            laid_down = actions.Book(**data | {"signatory": data["signatory"] or None})
            result = actions.lay_down(actor=request.actor, at=datetime.now(UTC), body=body, book=laid_down)
            if not isinstance(result, Refusal):
                messages.success(request, _("It is stored. Letters that went already stay as they are."))
                return redirect("desk-letter-words", body)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    own = queries.templates(body)
    context = {
        **_frame(view, _("Templates and numbers of letters")),
        "form": form,
        "next": book.next_number(today().year),
        "templates": [
            (each, [(code, language_name(code), (each, code) in own) for code in _tongues(view)]) for each in TEMPLATES
        ],
    }
    return show(request, "desk/letter-words.html", context, status=status)


@require_http_methods(["GET", "POST"])
def template(request: Request, body: str, template: str, language: str) -> HttpResponse:
    """One template: its words, its places, and what a real letter of it looks like."""
    view = the_body(body)
    if template not in TEMPLATES or language not in _tongues(view):
        raise Http404
    own = queries.template(body, template, language)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    words = own or letters.house(template, language)
    form = TemplateForm(
        request.POST if verb and verb != "remove" else None,
        template=template,
        initial={"subject": words.subject, "text": words.text},
    )
    refusal: Refusal | None = None
    if verb == "remove":
        result = actions.remove_template(
            actor=request.actor, at=datetime.now(UTC), body=body, template=template, language=language
        )
        if not isinstance(result, Refusal):
            messages.success(request, _("The usual words are used again."))
            return redirect("desk-letter-words", body)
        refusal = result
    if form.is_bound and form.is_valid():
        words = form.letter()
        fits = core.fit(template, words.subject, words.text)
        refusal = fits if isinstance(fits, Refusal) else None
        if verb == "store" and refusal is None:
            result = actions.set_template(
                actor=request.actor,
                at=datetime.now(UTC),
                body=body,
                template=template,
                language=language,
                subject=words.subject,
                text=words.text,
            )
            if not isinstance(result, Refusal):
                messages.success(request, _("The template is stored. Letters that are drafted from now on follow it."))
                return redirect("desk-letter-words", body)
            refusal = result
    if refusal is not None:
        form.add_error(None, sentence(refusal, request.LANGUAGE_CODE))
    known = _known(body, template, language)
    context = {
        **_frame(view, f"{label('letter-purpose', template).capitalize()} · {language_name(language)}"),
        "form": form,
        "own": own is not None,
        "language": language,
        "places": [(f"{{{each}}}", MEANINGS[each]) for each in PLACES[template]],
        "preview": None if refusal else _preview(view, template, language, words, known),
        "is_real": known is not None or template == NOTE,
    }
    status = refusal.because.value if refusal else 422 if form.errors else 200
    return show(request, "desk/letter-template.html", context, status=status)


def _preview(body: BodyView, template: str, language: str, words: Letter, known: Occasion | None) -> Letter:
    if template == NOTE:
        paper, answer = f"https://…/b/{body.slug}/r/…/", "https://…/a/…"
        return Letter("", letters.note(language, paper=paper, answer=answer, own=words.text))
    return letters.draft(template, known or _example(body, language, today()), language, words)


def _known(body: str, template: str, language: str) -> Occasion | None:
    """The latest such letter, if there was one."""
    if template == "mandate":
        return mandates.latest(body, language, today())
    return real(body, template, language, today()) if template != NOTE else None


def _example(body: BodyView, language: str, on: date) -> Occasion:
    """For a body that has not written such a letter yet."""
    name = body.names.get(language) or in_language(body.names)
    return Occasion(
        party=_("Name of the institution"),
        body=name,
        signatory=(_("Name"), label("role", "chair")),
        number="1",
        title=_("Title of the resolution"),
        adopted_on=on,
        clause=Clause(id="", number="1", text=_("Words of the clause.")),
        answer_due=on + TIME_TO_ANSWER,
        earlier=Earlier(reference=f"{on.year}/1", sent_on=on, answer_due=on),
        mandate=Mandate(nominee=_("Name"), office=_("Office or event"), first_day=on),
    )


def _tongues(body: BodyView) -> list[str]:
    return offered(body.languages)


def _frame(body: BodyView, title: str) -> dict[str, object]:
    return {"title": title, "over": in_language(body.names), **of_body(body)}


_PLACE = "desk/b/<str:body>/letters/words"
urlpatterns: list[URLPattern] = [
    route(_PLACE, page, name="desk-letter-words", permit="bodies.edit", where=where),
    route(
        f"{_PLACE}/<str:template>/<str:language>",
        template,
        name="desk-letter-template",
        permit="bodies.edit",
        where=where,
    ),
]
