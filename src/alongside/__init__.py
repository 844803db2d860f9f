"""Alongside: the information system of Intensive Case Management."""

__version__ = "0.1.0"
