"""The rules of looking after who looks. Pure: no Django, no clock."""
