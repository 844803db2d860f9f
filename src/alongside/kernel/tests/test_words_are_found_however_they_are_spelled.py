"""Words sought: found whatever the case, the accents and the keyboard, alike in Python and in the database."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.accounts.models import User
from alongside.kernel.seeking import MOST_WORDS, hits, holds, patterns_of

LETTERS = st.text(
    alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf")),
    max_size=30,
)


def _found(sought: str, text: str) -> bool:
    return all(re.search(pattern, text) for pattern in patterns_of(sought))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åparken", "aaparken"),
        ("ÅPARKEN", "aparken"),
        ("ÆBLE", "aeble"),
        ("Ødegård", "oedegaard"),
        ("sœur", "SOEUR"),
        ("Élève", "eleve"),
        ("Ça va", "ca VA"),
        ("100%", "100%"),
        ("a_b (c) [d] \\e", "A_B (C) [D] \\E"),
    ],
)
def test_two_ways_to_write_a_word_find_each_other(one, other):
    assert _found(one, other)
    assert _found(other, one)


@pytest.mark.parametrize(
    ("sought", "text"),
    [("100%", "1000"), ("a.b", "aXb"), ("under_", "understreget"), ("dog cat", "a dog"), ("bo", "by")],
)
def test_what_is_not_there_is_not_found(sought, text):
    assert not _found(sought, text)


def test_many_words_are_not_all_looked_for_and_none_twice():
    assert len(patterns_of("hund HUND hånd")) == 2
    assert len(patterns_of(" ".join(f"ord{number}" for number in range(99)))) == MOST_WORDS
    assert patterns_of("   ") == ()


@pytest.mark.django_db
@given(sought=LETTERS, text=LETTERS)
@example(sought="Aaparken", text="i Åparken igen")
@example(sought="[a-z]+ ^$ {2} \\d | (?i) # ]", text="[a-z]+ ^$ {2} \\d | (?i) # ]")
def test_the_database_finds_what_python_finds(sought, text):
    User.objects.update_or_create(username="someone", defaults={"first_name": text, "last_name": "Krøger"})
    patterns = patterns_of(sought)
    there = User.objects.filter(holds(patterns, "first_name", "last_name")).exists()
    assert there is all(re.search(pattern, f"{text}\nKrøger") for pattern in patterns)


@given(LETTERS, LETTERS)
@example("På bænken i Åparken", "aaparken")
def test_the_pieces_are_the_text(text, sought):
    assert "".join(piece.text for piece in hits(text, patterns_of(sought))) == text


@given(LETTERS)
def test_a_word_is_found_in_itself(text):
    assert _found(text, text)


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("På bænken i Åparken", "aaparken", ["Åparken"]),
        ("Aaparken er stor", "åpark", ["Aapark"]),
        ("Min sœur, ma soeur", "soeur", ["sœur", "soeur"]),
        ("dog dogs", "dog ogs", ["dog", "dogs"]),
        ("Intet her", "findes", []),
    ],
)
def test_the_hit_is_marked_where_it_stands(text, sought, marked):
    assert [piece.text for piece in hits(text, patterns_of(sought)) if piece.hit] == marked
