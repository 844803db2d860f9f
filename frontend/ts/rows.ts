// From line to line of the lists of a page: j and k anywhere, the arrows when a line has the focus already, so that
// they scroll the page everywhere else. A line is reached by the first thing in it that can be opened.

const LINES = "main .rows > *, main .agenda > *, main tbody > tr, main .entry";
const OPENS = "a[href], summary, button:not([hidden])";

function isDown(event: KeyboardEvent, inList: boolean): boolean | undefined {
  if (inList && event.key === "ArrowDown") return true;
  if (inList && event.key === "ArrowUp") return false;
  if (!document.querySelector("[data-keys]")) return undefined;
  if (event.key === "j") return true;
  return event.key === "k" ? false : undefined;
}

/** The first thing in a line that can be opened. */
export function doorOf(line: Element): HTMLElement | undefined {
  return [...line.querySelectorAll<HTMLElement>(OPENS)].find((door) => door.checkVisibility());
}

/** Move the focus to the next line or the one before; false when the key means something else here. */
export function moveInList(event: KeyboardEvent): boolean {
  const focused = document.activeElement?.closest(LINES) ?? null;
  const down = isDown(event, focused !== null);
  if (down === undefined) return false;
  const doors = [...document.querySelectorAll<HTMLElement>(LINES)]
    .map(doorOf)
    .filter((door): door is HTMLElement => door !== undefined);
  const at = doors.findIndex((door) => focused?.contains(door));
  const next = doors[at === -1 ? (down ? 0 : doors.length - 1) : at + (down ? 1 : -1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined || focused !== null;
}
