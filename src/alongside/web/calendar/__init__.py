"""Day and week of a worker and of a team; own appointments; the private feed; calendar files."""
