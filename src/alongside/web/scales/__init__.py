"""Scales of a team's own: written, taken into use, and a team rated by them over time."""
