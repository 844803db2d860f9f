"""The thirteen principles as a living page: for a course, a worker's people, a team, and all as sums."""
