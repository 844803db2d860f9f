"""The published cohort of Danish ICM: what a municipality's own numbers are shown beside.

Source: seed 004, Vidensportal (Socialstyrelsen), after Rambøll & SFI (2013), Hjemløsestrategien, final report.
Every share is in whole percent, as printed. It is a line to compare with and not a target: people who are given ICM
differ from town to town, four of the nine domains went down more often than up, and the published figures rest on
the workers' judgement as ours do.
"""

from __future__ import annotations

from collections.abc import Mapping

COURSES = 928
"""Citizens who were given an ICM course in 16 municipalities, 2009 to 2013."""
ENDED = 530
"""Of these, ended by February 2013: 57 percent."""

SEX: Mapping[str, int] = {"male": 70, "female": 30}
UNDER_25 = 38
UNDER_30 = 51
NATIONALITY: Mapping[str, int] = {"danish": 86, "african": 3, "middle_eastern": 4}
"""The rest came from the other Nordic countries and the rest of Europe."""
INCOME: Mapping[str, int] = {"social_assistance": 55, "disability_pension": 26, "wage": 3}
"""The rest had other public benefits, such as sickness benefit."""

PROBLEMS_YOUNG: Mapping[str, int] = {
    "alcohol": 18,
    "drugs": 24,
    "cannabis": 52,
    "mental": 79,
    "economy": 79,
    "network": 79,
}
"""Of those aged 18 to 24 when the course began."""
PROBLEMS_OLDER: Mapping[str, int] = {"mental": 85, "economy": 79, "network": 79}
"""Of those aged 25 or more. Economy and network are printed as "on a level with" the young."""
PROBLEMS_ALL: Mapping[str, int] = {"alcohol": 39, "drugs": 32, "cannabis": 47}
"""Of everyone, the young included."""
MOST_OFTEN = (4, 6)
"""So many problems at once, "often"."""

HOUSING: Mapping[str, int] = {"housed": 76, "rehoused": 4, "lost": 4, "never": 16}
"""At the last report: has the dwelling, lost one and has another, lost one, never had one.

The seed prints 76 and 16; the full split is on Socialstyrelsen's page about ICM ("baggrund og værdigrundlag"). Whether
those housed again stand inside the 76 is not said; the sum of 100 says outside.
"""

CHANGES: Mapping[str, tuple[int, int]] = {
    "alcohol": (15, 16),
    "drugs": (16, 14),
    "cannabis": (17, 20),
    "substance_total": (7, 4),
    "physical": (18, 22),
    "mental": (23, 23),
    "daily": (25, 22),
    "economy": (30, 24),
    "network": (26, 28),
}
"""Better and worse, in the workers' judgement; the rest was unchanged."""
