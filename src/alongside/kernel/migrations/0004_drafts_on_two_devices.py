from django.db import migrations, models

import alongside.kernel.ids


def keep_the_latest(apps, schema_editor):
    """On the way back there is room for one draft of a form and subject."""
    seen = set()
    for draft in apps.get_model("kernel", "Draft").objects.order_by("-saved_at", "-id"):
        place = (draft.user_id, draft.form, draft.subject_id)
        if place in seen:
            draft.delete()
        seen.add(place)


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_jobs_and_turns'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='draft',
            name='draft_one_per_form_and_subject',
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_the_latest),
        migrations.AddField(
            model_name='command',
            name='went_to',
            field=models.CharField(default='', max_length=300),
        ),
        migrations.AddField(
            model_name='draft',
            name='page',
            field=models.UUIDField(default=alongside.kernel.ids.new_id),
        ),
        migrations.AddField(
            model_name='draft',
            name='turn',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('user_id', 'form', 'subject_id', 'page'), name='draft_one_per_form_and_page'),
        ),
    ]
