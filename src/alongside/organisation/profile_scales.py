"""Examples of scales in a practice profile: a team begins with one and makes it its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.organisation.choices import Choice, Choices, Text
from alongside.organisation.profile_reading import ProfileError


@dataclass(frozen=True, slots=True)
class ExampleAnchor:
    """The words of one value; `at_least`: per cent from which on the records speak for it."""

    words: Text
    at_least: int | None = None


@dataclass(frozen=True, slots=True)
class ExampleItem:
    """An item; its anchors are in the order of the values. `measure`: what is counted for it (`fidelity.measures`)."""

    title: Text
    asks: Text
    anchors: tuple[ExampleAnchor, ...]
    measure: str = ""


@dataclass(frozen=True, slots=True)
class ExampleScale(Choice):
    """A scale to begin with."""

    purpose: Text = field(kw_only=True)
    items: tuple[ExampleItem, ...] = field(kw_only=True)


def require_scales(scales: Choices[ExampleScale], origin: str) -> None:
    """Every item of a scale has all its values, and what is counted for one rises from 0.

    Raises:
        ProfileError: it does not.
    """
    for scale in scales:
        for at, item in enumerate(scale.items, 1):
            name = f"{origin}: example_scales.{scale.key}.items.{at}"
            if len(item.anchors) != len(scale.items[0].anchors):
                raise ProfileError(f"{name}.anchors: as many as the first item has")
            shares = [anchor.at_least for anchor in item.anchors if anchor.at_least is not None]
            whole = len(shares) == len(item.anchors) and shares[0] == 0 and shares == sorted(set(shares))
            if (item.measure and not whole) or (not item.measure and shares):
                raise ProfileError(f"{name}.anchors: at_least rises from 0 where something is counted")
