from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "alongside.audit"
    label = "audit"

    def ready(self) -> None:
        from alongside.audit.trail import write_operations
        from alongside.kernel.operations import set_auditor

        set_auditor(write_operations)
