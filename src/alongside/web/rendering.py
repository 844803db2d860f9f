"""Forms are drawn by the house's field template, everywhere."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class HouseFormRenderer(TemplatesSetting):
    """Labels, hints and errors as PRINCIPLES.md shows them (`forms/field.html`)."""

    field_template_name = "forms/field.html"
