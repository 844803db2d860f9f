"""What a worker decides about their own numbers."""

from __future__ import annotations

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.numbers.models import OwnLine
from alongside.organisation.models import Worker


@operation("own_line.show", on="worker")
def show_own_line(*, by: Actor, worker: Worker, shown: bool) -> OwnLine:
    """Let the lead see the line with one's own time, or not any more. It holds for the past as well.

    Raises:
        NotAllowed: it is somebody else's line.
    """
    line = OwnLine.objects.select_for_update().filter(worker=worker).first() or OwnLine(worker=worker)
    if line._state.adding or line.shown != shown:
        line.shown = shown
        line.save()
    return line
