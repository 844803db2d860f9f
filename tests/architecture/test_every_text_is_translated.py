"""Every text people see is in Danish and French, with the placeholders of the English one."""

import pytest

from tools.messages import LANGUAGES, collect, files, problems, read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert list(problems(collect(files()), read(language), language)) == []
