"""A house field has its label, hint and error tied to the box, for ears as for eyes; errors say where and what."""

from __future__ import annotations

import pytest
from django import forms
from django.test import RequestFactory

from alongside.web.design.forms import EveryFieldForm
from alongside.web.design.views import design
from alongside.web.templatetags.house import Problem, problems
from alongside.web.tests.markup import Page, render
from alongside.web.widgets import DayInput

pytestmark = pytest.mark.usefixtures("in_english")


class NoteForm(forms.Form):
    day = forms.DateField(widget=DayInput)
    note = forms.CharField(help_text="Facts first.", widget=forms.Textarea(attrs={"class": "tall"}))
    how = forms.ChoiceField(choices=[("met", "Met"), ("tried", "Tried")], widget=forms.RadioSelect)
    ours = forms.BooleanField(required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("clash"):
            raise forms.ValidationError("The two do not fit together.")


NoteFormSet = forms.formset_factory(NoteForm)


def test_label_hint_and_error_belong_to_the_box() -> None:
    page = render('<c-field :field="form.note"/>', form=NoteForm({}))
    box = page.one("textarea")
    assert page.one("label").attrs["for"] == box.attrs["id"]
    assert box.attrs["aria-describedby"] == "id_note_helptext id_note_error"
    assert page.one(id="id_note_helptext").text == "Facts first."
    assert page.one(id="id_note_error").text == "This field is required."
    assert box.attrs["aria-invalid"] == "true"


def test_a_box_has_the_house_class_beside_its_own() -> None:
    assert render("{{ form.note }}", form=NoteForm()).one("textarea").classes == {"input", "tall"}
    assert render("{{ form.ours }}", form=NoteForm()).one("input").classes == set()


def test_django_draws_the_same_field_by_itself() -> None:
    form = NoteForm({})
    ours = render('<c-field :field="form.note"/>', form=form)
    theirs = render("{{ form.note.as_field_group }}", form=form)
    assert [element.attrs for element in theirs.elements] == [element.attrs for element in ours.elements]


def test_radio_buttons_are_one_group_with_a_legend() -> None:
    page = render('<c-field :field="form.how" label="What happened"/>', form=NoteForm({"how": "tried"}))
    assert page.one("fieldset").attrs["id"] == "id_how"
    assert page.one("legend").text == "What happened"
    assert [label.text for label in page.all("label")] == ["Met", "Tried"]
    assert [box.attrs["value"] for box in page.all("input", type="radio") if "checked" in box.attrs] == [
        "tried"
    ]


def test_a_segment_keeps_real_radio_buttons_underneath() -> None:
    page = render('<c-segment :field="form.how" tone="person"/>', form=NoteForm())
    assert len(page.all("input", type="radio", name="how")) == 2
    assert page.one("div", having="segment--person")


def test_a_single_checkbox_has_its_label_after_it() -> None:
    page = render('<c-field :field="form.ours"/>', form=NoteForm())
    assert page.one("label").attrs["for"] == page.one("input", type="checkbox").attrs["id"]


def test_a_day_is_sent_in_iso_whatever_the_language() -> None:
    page = render("{{ form.day }}", form=NoteForm({"day": "2026-12-03"}))
    assert (page.one("input").attrs["type"], page.one("input").attrs["value"]) == ("date", "2026-12-03")


def test_the_summary_links_every_error_to_its_field() -> None:
    page = Page(design(RequestFactory().get("/design/?errors")).content.decode())
    summary = page.one("div", having="errors")
    assert summary.attrs["role"] == "alert"
    links = {a.attrs["href"].removeprefix("#") for a in page.all("a") if "This field is required" in a.text}
    form = EveryFieldForm({})
    assert links == {form[name].auto_id for name in form.errors}
    assert links <= {element.attrs.get("id") for element in page.elements}


def test_no_summary_when_nothing_is_wrong() -> None:
    assert render('<c-error-summary :of="form"/>', form=NoteForm()).elements == []


def test_the_summary_promises_only_what_is_true() -> None:
    class SecretForm(NoteForm):
        password = forms.CharField(widget=forms.PasswordInput)

    whole = render('<c-error-summary :of="form"/>', form=NoteForm({}))
    in_part = render('<c-error-summary :of="forms"/>', forms=[NoteForm({}), SecretForm({})])

    assert "Nothing you typed is lost" in whole.one("p").text
    assert "passwords and files must be given again" in in_part.one("p").text


def test_problems_of_a_form_come_in_reading_order() -> None:
    found = problems(NoteForm({"clash": "1"}))
    assert [problem.target for problem in found] == ["", "id_day", "id_note", "id_how"]
    assert found[0] == Problem("", "", "The two do not fit together.")


def test_problems_of_several_forms_and_a_formset() -> None:
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-note": "x"}
    found = problems([NoteForm({"note": "x", "how": "met"}), NoteFormSet(data), NoteFormSet()])
    assert [problem.target for problem in found] == ["id_day", "id_form-0-day", "id_form-0-how"]


def test_a_hidden_fields_error_is_said_without_a_link() -> None:
    form = NoteForm({"day": "2026-12-03", "note": "x", "how": "met"})
    form.add_error("secret", "Open the page again.")
    assert problems(form) == [Problem("", "Secret", "Open the page again.")]


def test_a_whole_form_shows_summary_fields_and_hidden_fields() -> None:
    page = render("{{ form }}", form=NoteForm({}))
    assert page.one("div", having="errors")
    assert {"day", "note", "how", "ours", "secret"} == {
        element.attrs["name"] for element in page.elements if element.tag in {"input", "textarea"}
    }
