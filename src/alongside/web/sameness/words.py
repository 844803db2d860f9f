"""Why two records may be one person's, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.people.matching import Candidate
from alongside.people.models import Person
from alongside.people.rules.matching import WEIGHTS, Sign

_SIGNS: dict[Sign, str | Promise] = {
    Sign.SAME_NUMBER: _("same number"),
    Sign.OTHER_NUMBER: _("different numbers"),
    Sign.SAME_BIRTH_DATE: _("same birth date"),
    Sign.DAY_AND_MONTH_SWAPPED: _("birth date with day and month swapped"),
    Sign.ONE_DIGIT_OFF: _("birth date with one digit different"),
    Sign.OTHER_BIRTH_DATE: _("different birth dates"),
    Sign.SAME_NAME: _("same name"),
    Sign.SAME_COMMON_NAME: _("same name, which many have"),
    Sign.NAME_SOUNDS_ALIKE: _("name sounds alike"),
    Sign.COMMON_NAME_SOUNDS_ALIKE: _("name sounds alike, and many have it"),
    Sign.SAME_CALLED_NAME: _("called the same"),
    Sign.PART_OF_NAME: _("part of the name is the same"),
    Sign.GIVEN_NAME_ALIKE: _("given name is alike"),
    Sign.ONLY_FAMILY_NAME_ALIKE: _("different given names"),
    Sign.OTHER_NAME: _("different names"),
    Sign.SAME_PHONE: _("same telephone"),
    Sign.SAME_TOWN: _("same town"),
    Sign.OTHER_SEX: _("different sex"),
}


@dataclass(frozen=True)
class Alike:
    """Someone who may be the person who is meant, and why."""

    person: Person
    because: str


def alike(candidates: Iterable[Candidate]) -> list[Alike]:
    """Candidates with their reasons in words."""
    return [Alike(one.person, because(one.likeness.signs)) for one in candidates]


def because(signs: Sequence[Sign | str]) -> str:
    """What speaks for it in words, the strongest first: "Same birth date, name sounds alike"."""
    return _said([sign for sign in map(Sign, signs) if WEIGHTS[sign] > 0])


def against(signs: Sequence[Sign | str]) -> str:
    """What speaks against it; nothing when nothing does."""
    return _said([sign for sign in map(Sign, signs) if WEIGHTS[sign] < 0])


def _said(signs: Sequence[Sign]) -> str:
    ordered = sorted(signs, key=lambda sign: -abs(WEIGHTS[sign]))
    return capfirst(", ".join(str(_SIGNS[sign]) for sign in ordered))
