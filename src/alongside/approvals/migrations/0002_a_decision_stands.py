from __future__ import annotations

from django.db import migrations

from alongside.kernel.guards import refuse


class Migration(migrations.Migration):
    """A decision is not changed afterwards, by whatever way; what was said can only be taken out with the person."""

    dependencies = [("approvals", "0001_initial")]

    operations = [
        refuse(
            name="approval_decision_stands",
            table="approvals_approval",
            on="UPDATE",
            when="(OLD.state IN ('refused', 'withdrawn', 'used') AND NEW.state <> OLD.state)"
            " OR (OLD.state = 'granted' AND NEW.state NOT IN ('granted', 'withdrawn', 'used'))"
            " OR (OLD.decided_by_id IS NOT NULL"
            " AND (NEW.decided_by_id IS NULL OR NEW.decided_by_id <> OLD.decided_by_id))",
            says="what two people decided stands",
        ),
        refuse(
            name="approval_stays_about_its_subject",
            table="approvals_approval",
            on="UPDATE",
            when="NEW.subject_id <> OLD.subject_id OR NEW.kind <> OLD.kind OR NEW.asked_by_id <> OLD.asked_by_id",
            says="a request stays about what it was made for",
        ),
    ]
