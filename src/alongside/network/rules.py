"""The rules of who is around a person and of other plans. Pure: no Django, no clock."""

from __future__ import annotations

from datetime import date

from alongside.network import errors


def check_member(*, name: str, relation: str, ended_on: date | None, today: date) -> None:
    """Someone around a person is someone, and has not left on a day to come.

    Raises:
        NobodyNamed: neither a name nor who they are to the person.
        EndedInTheFuture: `ended_on` is later than `today`.
    """
    if not name and not relation:
        raise errors.NobodyNamed(field="name")
    if ended_on is not None and ended_on > today:
        raise errors.EndedInTheFuture(field="ended_on")


def check_plan(*, starts_on: date | None, ends_on: date | None, next_on: date | None, next_text: str) -> None:
    """Another plan ends after it begins, and its next day says what happens.

    Raises:
        EndsBeforeItBegins: `ends_on` is before `starts_on`.
        MilestoneWithoutWords: a day without words.
    """
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise errors.EndsBeforeItBegins(field="ends_on")
    if next_on is not None and not next_text:
        raise errors.MilestoneWithoutWords(field="next_text")
