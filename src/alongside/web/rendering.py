"""How Django's forms look in this house, wherever they come from (our own, allauth's).

Named in the settings: `FORM_RENDERER = "alongside.web.rendering.HouseFormRenderer"`. `{{ field.as_field_group }}`,
`{{ form }}` and `{{ formset }}` then give the house's field with label, hint and error tied together for screen
readers, and a field alone (`{{ field }}`) gets the house's class.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

NOT_A_BOX = (forms.CheckboxInput, forms.HiddenInput, forms.FileInput)


class HouseBoundField(forms.BoundField):
    """A field that carries the class of the house's boxes: text, text area, select."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes for this field, with the class `input` on everything one types or picks in."""
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if isinstance(shown, (forms.widgets.Input, forms.Textarea, forms.Select)) and not isinstance(
            shown, NOT_A_BOX
        ):
            own = built.get("class") or shown.attrs.get("class", "")
            built["class"] = f"input {own}".strip()
        return built


class HouseFormRenderer(TemplatesSetting):
    """Renders forms with the templates under `web/templates/forms/`."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = HouseBoundField
