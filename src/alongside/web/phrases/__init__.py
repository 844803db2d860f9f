"""Phrases, templates for notes, and what stands ready beside every longer text field."""
