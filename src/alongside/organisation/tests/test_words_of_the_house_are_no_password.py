"""What the place, its teams and the product are called opens no door, whatever signs stand around it."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alongside.organisation.passwords import words_of_the_house


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    ["alongside-2026!", "Alongside-Alongside", "SolbyKommune1234", "solby.kommune.havn", "ICM-TeamHavn-2026"],
)
def test_a_name_of_the_house_with_signs_around_it_is_refused(house, password) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_house_words" in {error.code for error in refused.value.error_list}


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["gummistøvler i solby", "correct horse battery", "steamboatwilly"])
def test_words_of_ones_own_beside_it_are_enough(house, password) -> None:
    validate_password(password)


@pytest.mark.django_db
def test_every_name_is_known_as_soon_as_it_is_there(house) -> None:
    assert {"alongside", "solby kommune", "solby", "team havn", "havn"} <= set(words_of_the_house())
