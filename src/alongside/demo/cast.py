"""The named people of the house, who are in every demo municipality of any size.

Sofie Lindholm walks with Jonas and seven others; Amina leads Team Havn; Maja, Kasper and Ida are her colleagues;
Omar is on another team; Karin Holst is the authority. What is written here is told in days before today, so that
the story is as fresh on any day the demo is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.demo.scripts import Script, read_scripts

PASSWORD = "alongside"  # noqa: S105 - published; it opens accounts in demo mode only (`sign_in`)
MUNICIPALITY = "Solby Kommune"
PROFILE = "dk-icm"


@dataclass(frozen=True, slots=True)
class CastWorker:
    """A named worker. `places`: how many people they walk with; 0 for those who have no people of their own."""

    user: str
    given: str
    family: str
    roles: tuple[str, ...]
    team: str = ""
    places: int = 0
    fte: float = 1.0
    years: float = 3.0
    """Since when, in years before today."""


TEAM_NAMES = (
    "Havn", "Syd", "Nord", "Vest", "Øst", "Midt", "Fjorden", "Kanalen", "Skoven", "Station", "Åen", "Torvet"
)  # fmt: skip

CASE_MANAGERS = (
    CastWorker("sofie", "Sofie", "Lindholm", ("case_manager",), "havn", 8, years=3.2),
    CastWorker("amina", "Amina", "Yilmaz", ("team_lead", "case_manager", "on_call"), "havn", 7, years=6.0),
    CastWorker("maja", "Maja", "Toft", ("case_manager",), "havn", 6, years=3.8),
    CastWorker("kasper", "Kasper", "Holm", ("case_manager",), "havn", 9, years=2.4),
    CastWorker("ida", "Ida", "Bro", ("case_manager",), "havn", 4, fte=0.5, years=1.9),
    CastWorker("omar", "Omar", "Bilal", ("team_lead", "case_manager"), "syd", 7, years=4.5),
)
OTHERS = (
    CastWorker("intake", "Ditte", "Vang", ("intake",), years=5.0),
    CastWorker("karin", "Karin", "Holst", ("authority",), years=7.0),
    CastWorker("oncall", "Jens", "Aagaard", ("on_call",), years=4.0),
    CastWorker("evaluator", "Freja", "Nygaard", ("evaluator",), years=2.0),
    CastWorker("privacy", "Henning", "Storm", ("privacy_officer",), years=3.0),
    CastWorker("admin", "Pia", "Kragh", ("administrator",), years=5.0),
)
PARTNER = CastWorker("partner", "Mette", "Holm", ("partner",), years=0.0)
"""Someone of the housing office, who sees what people share with it; hired by nobody here."""

SCRIPTS: tuple[Script, ...] = read_scripts()
"""Sofie's eight, Jonas first, and Eva Vinter, whose course ended."""
