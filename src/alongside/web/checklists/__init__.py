"""Checklists on the screen, and the day on which somebody comes out of hospital, prison or treatment."""
