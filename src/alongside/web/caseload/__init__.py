"""Cover for absence, handing people over, leaving, and the proposal for a team."""
