"""Every way of marking a text for translation is found, in code and in templates."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools.messages import Text, faults, merged, problems, texts_of_code, texts_of_template


def found(template: str) -> list[Text]:
    return list(texts_of_template(template, "page.html"))


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ('{% translate "Write a note" %}', [Text("Write a note")]),
        ("{% translate 'Plan' context 'a noun' %}", [Text("Plan", context="a noun")]),
        ('{% translate "100 %" %}', [Text("100 %%")]),
        ('<c-button label="{% translate "Sign the note" %}">', [Text("Sign the note")]),
        ("""<c-button :label="_('Ask Maja')" tone="quiet">""", [Text("Ask Maja")]),
        ("""<c-field\n  :options="[_('Home'), _('Street')]" />""", [Text("Home"), Text("Street")]),
        ("<c-button :label='_(\"We tried\")' />", [Text("We tried")]),
        ('{{ _("Today") }}', [Text("Today")]),
        ('{% include "part.html" with title=_("My people") %}', [Text("My people")]),
        (
            "{% blocktranslate trimmed with name=who.name %}\n  Met\n  {{ name }}\n{% endblocktranslate %}",
            [Text("Met %(name)s")],
        ),
        (
            "{% blocktranslate count n=days %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            [Text("%(n)s day", "%(n)s days")],
        ),
        ("<c-slot name='x'>{% translate \"It's urgent\" %}</c-slot>", [Text("It's urgent")]),
        ('<p title="_(\'not marked\')">_("nor this")</p>', []),
    ],
)
def test_a_text_in_a_template_is_found(template: str, texts: list[Text]) -> None:
    assert found(template) == texts


def test_a_comment_for_translators_goes_with_the_text_after_it() -> None:
    source = '{# Translators: a verb #}\n{% translate "Close" %}\n{% translate "Open" %}'
    assert found(source) == [Text("Close", comment="Translators: a verb"), Text("Open")]


def test_a_block_with_a_tag_inside_is_refused() -> None:
    with pytest.raises(SyntaxError, match=r"page\.html"):
        found("{% blocktranslate %}a{% if b %}c{% endif %}{% endblocktranslate %}")


def test_a_mark_by_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "views.py"
    path.write_text("from django.utils.translation import gettext as said\nsaid('Today')\n")
    with pytest.raises(SyntaxError, match="call gettext by its name"):
        list(texts_of_code(path))


def test_every_way_of_marking_a_text_in_code_is_found(tmp_path: Path) -> None:
    path = tmp_path / "views.py"
    path.write_text(
        "_('Today')\n"
        "gettext('My '\n        'people')\n"
        "gettext_lazy('Plan')\n"
        "ngettext('%(n)s day', '%(n)s days', n)\n"
        "pgettext('a verb', 'Close')\n"
        "npgettext('of a month', '%(n)s day', '%(n)s days', n)\n"
        "other('not this')\n"
    )
    assert list(texts_of_code(path)) == [
        Text("Today"),
        Text("My people"),
        Text("Plan"),
        Text("%(n)s day", "%(n)s days"),
        Text("Close", context="a verb"),
        Text("%(n)s day", "%(n)s days", context="of a month"),
    ]


def catalogue(**translations: str) -> Catalog:
    result = Catalog(locale="da")
    for text, translation in translations.items():
        result.add(text, translation)
    return result


def test_a_translation_is_kept_and_a_changed_text_is_never_guessed() -> None:
    after = merged(catalogue(Today="", Tomorrows=""), catalogue(Today="I dag", Tomorrow="I morgen"), "da")
    assert {message.id: message.string for message in after if message.id} == {
        "Today": "I dag",
        "Tomorrows": "",
    }


def test_missing_unused_and_empty_texts_are_reported() -> None:
    report = list(problems(catalogue(Plan="", Goal=""), catalogue(Plan="", Step="Skridt"), "da"))
    assert [line.split(":")[1].split("(")[0].strip() for line in report] == [
        "not in the catalogue",
        "no longer used",
        "not translated",
    ]


@pytest.mark.parametrize(
    ("text", "translation", "wrong"),
    [
        ("Met %(name)s", "Mødte %(name)s", []),
        ("Met %(name)s", "Mødte %(navn)s", ["other placeholders than ['%(name)s']"]),
        ("Met <b>her</b>", "Mødte hende", ["other HTML tags"]),
        ("100 %% sure", "100 %% sikker", []),
        ("Today", "I dag ", ["a space at its beginning or end"]),
        (("%(n)s day", "%(n)s days"), ("en dag", "%(n)s dage"), []),
        (("%(n)s day", "%(n)s days"), ("%(n)s dag", "dage"), ["other placeholders than ['%(n)s']"]),
    ],
)
def test_a_translation_that_does_not_fit_is_reported(
    text: str | tuple[str, str], translation: str | tuple[str, str], wrong: list[str]
) -> None:
    one = Catalog(locale="da")
    message = one.add(text, translation)
    assert list(faults(message)) == wrong


def test_an_uncertain_translation_is_reported() -> None:
    message = Catalog(locale="da").add("Today", "I dag", flags={"fuzzy"})
    assert list(faults(message)) == ["marked as uncertain (fuzzy)"]
