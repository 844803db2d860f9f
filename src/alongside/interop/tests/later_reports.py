"""The sixth and seventh report of KL's worked case, made from the first ones as KL's guide tells the story.

18 June: two plans are followed up; one goes on, one ends and gives way to a new one with another service; one goal
changes. 30 August: a new assessment finds no need of support, and what is left ends.
"""

from __future__ import annotations

import copy
import json
from typing import Any

from alongside.interop.tests.deliveries import CORE, Json, care_social, concept
from alongside.interop.tests.official_files import REPORTS, official
from alongside.referrals import codes

CITIZEN = "da16c0a1-840a-46b0-98b3-761e4501b343"
REQUEST = "9947191b-270a-4f64-9b05-8be29e7f5c58"
CONTACT_THEME = "3a0e2994-9f3f-44ab-a684-06bb85c7bf9d"
FIRST_GOAL = "83fdfed2-f182-4a11-8ea1-de8181e6eab9"
HOME_PLAN = "944c7c24-37b4-455e-9319-cd9f35a7aec9"
DAY_PLAN = "8ea1d7f3-3c40-4826-bf35-d16b313610d4"
NEW_DAY_PLAN = "d54a2bb0-4fdc-4ea8-adaf-1241836a94f5"
SOCIAL_ACTIVITY = "e9374e0c-fea8-48d5-a545-6f893d527e98"
NEW_SKILLS = "629c659a-8be2-44e9-a852-3efa2d95f856"
DAILY_TASKS = "6ef8bead-fb42-4dbe-919f-e4a1f94135e2"
HEALTHY_LIVING = "b4ec722a-3cb4-4e9d-8a3b-58ebdb329361"
NEXT_TIME = "ef6a3536-ecaa-49c5-ace1-53e19acb4cd1"
NO_NEED = "e548c437-05e2-43d9-836f-5d3b4f8e331f"


def _story() -> dict[str, Json]:
    """Every resource of the first reports, the latest version of each, by id."""
    return {
        entry["resource"]["id"]: entry["resource"]
        for name in REPORTS
        for entry in json.loads(official(name))["entry"]
    }


def _bundle(id_: str, timestamp: str, resources: list[Json]) -> bytes:
    entries = [
        {"fullUrl": f"{found['resourceType']}/{found['id']}", "resource": found} for found in resources
    ]
    return json.dumps(
        {"resourceType": "Bundle", "id": id_, "type": "collection", "timestamp": timestamp, "entry": entries}
    ).encode()


def _changed(resource: Json, **fields: Any) -> Json:
    return {**copy.deepcopy(resource), **fields}


def _ended(resource: Json, on: str, **fields: Any) -> Json:
    return _changed(resource, period={**resource["period"], "end": on}, **fields)


def _follow_up(id_: str, plan: str, result: str) -> Json:
    return {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": concept("712744002", codes.SNOMED_CT),
        "subject": {"reference": f"Patient/{CITIZEN}"},
        "focus": [{"reference": f"CarePlan/{plan}"}],
        "effectiveDateTime": "2021-06-18",
        "valueCodeableConcept": concept(result),
    }


def _new_day_plan(story: dict[str, Json]) -> Json:
    return _changed(story[DAY_PLAN], id=NEW_DAY_PLAN, period={"start": "2021-06-18"})


def _new_skills(story: dict[str, Json]) -> Json:
    service = _changed(
        story[SOCIAL_ACTIVITY],
        id=NEW_SKILLS,
        basedOn=[{"reference": f"CarePlan/{NEW_DAY_PLAN}"}],
        created="2021-06-18T15:04:47Z",
        period={"start": "2021-06-18"},
    )
    service["activity"][0]["detail"]["code"] = concept("f25674bf-3162-45c3-bde4-6d542bf9629b")
    return service


def sixth() -> bytes:
    """Changing case appropriation, 18 June 2021."""
    story = _story()
    goals = [found["id"] for found in story.values() if found["resourceType"] == "Goal"]
    asserted = {"url": f"{CORE}ConditionLastAssertedDate", "valueDateTime": "2021-06-18"}
    goal = _changed(story[FIRST_GOAL], id="76b9d91b-4b28-4c4a-944c-aa16b8cca82c")
    goal["target"][0]["detailCodeableConcept"] = concept(codes.FUNCTION_LEVELS[0])
    goal["target"][1]["detailCodeableConcept"] = concept(codes.GoalType.DEVELOP)
    gathering = next(found for found in story.values() if found["resourceType"] == "ClinicalImpression")
    again = _changed(
        gathering,
        id="96a38e6e-3fe4-4773-a7c7-ded60607d259",
        status="in-progress",
        effectiveDateTime="2021-06-18T16:53:11Z",
    )
    del again["investigation"]
    day_plan = _ended(story[DAY_PLAN], "2021-06-18", status="completed")
    day_plan["extension"] = day_plan["extension"][:1]
    changed = {
        CONTACT_THEME: _changed(story[CONTACT_THEME], extension=[asserted]),
        SOCIAL_ACTIVITY: _ended(
            story[SOCIAL_ACTIVITY], "2021-06-18", basedOn=[{"reference": f"CarePlan/{HOME_PLAN}"}]
        ),
        DAY_PLAN: day_plan,
    }
    left_out = {*goals, gathering["id"], DAILY_TASKS, HEALTHY_LIVING}
    resources = [changed.get(id_, found) for id_, found in story.items() if id_ not in left_out]
    resources += [
        goal,
        again,
        _new_skills(story),
        _new_day_plan(story),
        _follow_up("a03a8641-e845-45c3-a7a9-16bf077af069", HOME_PLAN, codes.FollowUpResult.CONTINUE),
        _follow_up("e20ebaba-0622-43f5-ad55-7d56eb750ff3", DAY_PLAN, codes.FollowUpResult.END_AND_REFER_ON),
    ]
    return _bundle("aaa5d153-968e-46ec-9f9e-cfc6e93a3f1b", "2021-06-18T16:53:11Z", resources)


def seventh() -> bytes:
    """Case closing, 30 August 2021. As in KL's guide, it speaks of the new day plan without bringing it again."""
    story = _story()
    need = next(found for found in story.values() if found["resourceType"] == "Observation")
    need = _changed(
        need,
        id=NO_NEED,
        effectiveDateTime="2021-08-30T11:45:33Z",
        valueCodeableConcept=concept(codes.SUPPORT_NEED_LEVELS[0]),
    )
    gathering = {
        "resourceType": "ClinicalImpression",
        "id": "753cbc43-8364-45be-9c21-cdb345e227ef",
        "extension": [
            {
                "url": f"{CORE}BasedOnServiceRequest",
                "valueReference": {"reference": f"ServiceRequest/{REQUEST}"},
            }
        ],
        "status": "completed",
        "subject": {"reference": f"Patient/{CITIZEN}"},
        "effectiveDateTime": "2021-05-26T13:04:04Z",
        "investigation": [
            {
                "code": care_social(codes.Evaluation.SUPPORT_NEED),
                "item": [{"reference": f"Observation/{NO_NEED}"}],
            }
        ],
    }
    plan = _ended(story[HOME_PLAN], "2021-08-30", status="completed", intent="order")
    plan["extension"] = plan["extension"][:1]
    plan["activity"] = [{"outcomeReference": [{"reference": f"Observation/{NO_NEED}"}]}]
    kept = [
        found
        for id_, found in story.items()
        if id_ in {CITIZEN, REQUEST}
        or found["resourceType"] == "CareTeam"
        or (found["resourceType"] == "Condition" and "clinicalStatus" not in found)
    ]
    ended = [
        _ended(found, "2021-08-30")
        for found in (story[DAILY_TASKS], story[HEALTHY_LIVING], _new_skills(story))
    ]
    resources = [*kept, gathering, need, plan, *ended]
    return _bundle("ae9cdbef-ca35-4dae-b5df-ffd938cf0098", "2021-08-30T18:03:31Z", resources)
