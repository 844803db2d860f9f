"""An empty sheet can be made in each language, whatever signs stand in the name of its kind."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.conf import settings
from django.utils.translation import override

from alongside.interop.models import SheetKind
from alongside.interop.sheets import writing
from alongside.organisation.queries import profile_of
from tests.people_of_the_house import House


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", list(SheetKind))
def test_an_empty_sheet_opens(kind: SheetKind, language: str, house: House) -> None:
    with override(language):
        content = writing.template(kind, profile_of(house.agency.pk), language)
    first, helps = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert 0 < len(first.title) <= 31
    assert first.max_column == helps.max_row - 1 > 1
