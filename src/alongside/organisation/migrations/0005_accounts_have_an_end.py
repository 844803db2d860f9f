from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0004_accounts_end'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='worker',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', True), ('access_until__isnull', False), _connector='OR'), name='worker_account_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='worker',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('suspended_at__isnull', True), ('suspended_because', '')), models.Q(('suspended_at__isnull', False), models.Q(('suspended_because', ''), _negated=True)), _connector='OR'), name='worker_suspended_for_a_reason'),
        ),
    ]
