"""The pages of daily life."""
