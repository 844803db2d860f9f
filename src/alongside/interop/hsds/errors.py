"""What a file of the directory is refused for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


@dataclass(frozen=True)
class Problem:
    """What is wrong with one element. `says` is a sentence for whoever brought the file."""

    element: str
    says: str


class DirectoryRefused(DomainError):
    """A file is taken in whole or not at all."""

    code = "directory_refused"
    message = _("Nothing was taken in. Put right what stands below, and bring the file again.")

    def __init__(self, problems: list[Problem], **values: Any) -> None:
        super().__init__(**values)
        self.problems = problems
