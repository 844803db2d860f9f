from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "alongside.access"
    label = "access"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from alongside.access.policy import require, scope, scope_under
        from alongside.kernel.operations import set_gate
        from alongside.kernel.scoping import set_scope

        set_gate(require)
        set_scope(scope, scope_under)
        autodiscover_modules("policies")
