"""What the tables of Django and of the libraries hold: they have no room of ours that would say it."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify

classify("auth.Permission", open="name content_type codename", kept_for=Purpose.RUNNING)
classify("auth.Group", open="name permissions", kept_for=Purpose.RUNNING)
classify("contenttypes.ContentType", open="app_label model", kept_for=Purpose.RUNNING)
classify(
    "django_tasks_database.DBTaskResult",
    open="status enqueued_at started_at finished_at args_kwargs priority task_path worker_ids queue_name "
    "backend_name run_after return_value exception_class_path traceback",
    kept_for=Purpose.RUNNING,
)
classify("account.EmailAddress", open="verified primary", personal="email", kept_for=Purpose.SECURITY)
classify("account.EmailConfirmation", open="created sent", protected="key", kept_for=Purpose.SECURITY)
