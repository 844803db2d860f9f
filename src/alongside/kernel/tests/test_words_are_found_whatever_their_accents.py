"""Folding: the same letters in Python and in the database, and hits marked where they stand."""

from __future__ import annotations

import pytest
from django.db.models import TextField, Value
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.accounts.models import User
from alongside.kernel.folding import Folded, fold, hits, holds_words, words_sought

LETTERS = st.text(
    alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf")),
    max_size=40,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åparken", "aaparken"),
        ("ÆBLE", "aeble"),
        ("Ødegård", "oedegaard"),
        ("sœur", "SOEUR"),
        ("Élève", "eleve"),
    ],
)
def test_two_ways_to_write_a_word_are_one(one, other):
    assert fold(one) == fold(other)


def test_words_sought_are_each_asked_once():
    assert words_sought("  Åben dør ÅBEN ") == ("aben", "dor")


@pytest.mark.django_db
@given(LETTERS)
@example("AAaaÆæÅåŒœ aæ eAE straße İı")
def test_the_database_folds_as_python_does(text):
    User.objects.get_or_create(username="someone")
    found = User.objects.annotate(f=Folded(Value(text, output_field=TextField()))).values_list("f", flat=True)
    assert found[0] == fold(text)


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "there"), [("100% of it", True), ("1000 of it", False)])
def test_signs_of_patterns_are_what_they_are(text, there):
    User.objects.create(username="someone", first_name=text)
    assert User.objects.filter(holds_words(words_sought("0% of"), "first_name")).exists() is there


@given(LETTERS, st.lists(LETTERS, max_size=3))
@example("På bænken i Åparken", ["aaparken"])
def test_the_pieces_are_the_text(text, sought):
    words = tuple(word for one in sought for word in words_sought(one))
    assert "".join(piece.text for piece in hits(text, words)) == text


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("På bænken i Åparken", "aaparken", ["Åparken"]),
        ("Aaparken er stor", "åpark", ["Aapark"]),
        ("Min sœur, ma soeur", "soeur", ["sœur", "soeur"]),
        ("banana", "ana", ["anana"]),
        ("Intet her", "findes", []),
    ],
)
def test_the_hit_is_marked_where_it_stands(text, sought, marked):
    assert [piece.text for piece in hits(text, words_sought(sought)) if piece.hit] == marked
