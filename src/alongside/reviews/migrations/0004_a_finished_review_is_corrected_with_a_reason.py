from __future__ import annotations

from importlib import import_module

from django.db import migrations

from alongside.kernel.guards import refuse, take_away

before = import_module("alongside.reviews.migrations.0002_finished_reviews_stay").Migration.operations[0]


class Migration(migrations.Migration):
    """A finished review changes only together with a remark on that very version."""

    dependencies = [("reviews", "0003_version_of_a_judgement"), ("corrections", "0001_initial")]

    operations = [
        take_away(before),
        refuse(
            name="review_finished_stays",
            table="reviews_review",
            on="UPDATE",
            when="OLD.held_on IS NOT NULL",
            says="a finished review is only corrected with a reason",
            unless_there_is="SELECT 1 FROM corrections_remark r WHERE r.kind = 'correction' AND r.record_id = OLD.id"
            " AND r.from_version = OLD.version AND NEW.version = OLD.version + 1 AND NEW.held_on = OLD.held_on",
        ),
    ]
