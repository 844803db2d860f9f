"""A new table cannot be forgotten when a person asks for everything, or when their record is destroyed."""

from django.apps import apps

from alongside.retention.everything import BESIDE, KEPT_AS_EVIDENCE, NOT_ABOUT, belonging, is_declared
from alongside.retention.telling import LEFT_OUT


def test_every_table_belongs_to_a_person_or_says_why_not() -> None:
    silent = [
        model._meta.label_lower
        for model in apps.get_models()
        if not hasattr(model, "instance_type") and not is_declared(model)
    ]
    assert silent == [], "say it in alongside/retention/everything.py"


def test_what_is_declared_is_there() -> None:
    labels = {model._meta.label_lower for model in apps.get_models()}
    rooms = {model._meta.app_label for model in apps.get_models()}
    declared = {*BESIDE, *KEPT_AS_EVIDENCE, *NOT_ABOUT, *LEFT_OUT}
    assert {one for one in declared if one not in labels and one not in rooms} == set()


def test_what_is_left_out_of_a_persons_file_belongs_to_a_person_and_has_a_reason() -> None:
    labels = {model._meta.label_lower for model in belonging()} | set(BESIDE)
    assert set(LEFT_OUT) <= labels
    assert all(len(why) > 20 for why in LEFT_OUT.values())
