// The calendar: what may be moved is dragged to another time or day, or moved with the arrow keys, and then sent
// with an ordinary form. A click on a free time plans something there. Without this file, every appointment has a
// page with a form, and every day a link.
//
//   <div data-calendar data-first="32">            the first quarter of an hour that is drawn
//     <ol data-day="2026-11-26" data-plan="/…?day=2026-11-26">
//       <li data-moves data-id data-source data-version data-day data-clock> <a …>
//   <form data-calendar-move>                       where it is sent
//   <p role="status" data-calendar-says data-text-moved="{when} …" data-text-left="…">

const QUARTER = 15; // minutes
const DAY = 24 * 60; // minutes
const SLIP = 6; // pixels; less is a click
const DRAWN = "(min-width: 64rem)"; // as in calendar.css

interface Moved {
  readonly entry: HTMLElement;
  day: string;
  minutes: number;
}

let moved: Moved | undefined;

function begin(entry: HTMLElement): Moved {
  const [hour = 0, minute = 0] = (entry.dataset["clock"] ?? "").split(":").map(Number);
  return { entry, day: entry.dataset["day"] ?? "", minutes: hour * 60 + minute };
}

/** Another time; past midnight it is the next day. Days are counted in UTC, where all have 24 hours. */
function shift(move: Moved, minutes: number): void {
  const at = new Date(Date.parse(`${move.day}T00:00:00Z`) + (move.minutes + minutes) * 60_000);
  move.day = at.toISOString().slice(0, 10);
  move.minutes = at.getUTCHours() * 60 + at.getUTCMinutes();
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function say(text: string): void {
  const place = document.querySelector("[data-calendar-says]");
  if (place) place.textContent = text;
}

function tell(move: Moved): void {
  const words = document.querySelector<HTMLElement>("[data-calendar-says]")?.dataset["textMoved"] ?? "";
  // The house writes the day before the month in English too.
  const language = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language || undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(Date.parse(`${move.day}T00:00:00Z`));
  say(words.replace("{when}", `${day} ${clock(move.minutes)}`));
}

/** Draw an entry where it would go. Only the places of its classes are changed, never what it is. */
function draw(move: Moved): void {
  move.entry.dataset["moving"] = "";
  const time = move.entry.querySelector(".cal__time");
  if (time) time.textContent = clock(move.minutes);
  const calendar = move.entry.closest<HTMLElement>("[data-calendar]");
  const top = Number(calendar?.dataset["first"] ?? 0);
  const from = Math.max(Math.floor(move.minutes / QUARTER) - top, 0);
  for (const name of [...move.entry.classList]) {
    if (/^(from|lane)-/.test(name)) move.entry.classList.remove(name);
  }
  move.entry.classList.add(`from-${from}`, "lane-1-1");
  const column = [...(calendar?.querySelectorAll<HTMLElement>("[data-day].cal__entries") ?? [])].filter(
    (one) => one.dataset["day"] === move.day,
  );
  const target = column[0];
  if (column.length === 1 && target && target !== move.entry.parentElement && target.tagName === "OL") {
    const focused = document.activeElement;
    target.append(move.entry);
    if (focused instanceof HTMLElement && move.entry.contains(focused)) focused.focus();
  }
}

function send(move: Moved): void {
  const form = document.querySelector<HTMLFormElement>("[data-calendar-move]");
  if (!form) return;
  const about = move.entry.dataset;
  const values: Record<string, string | undefined> = {
    source: about["source"],
    id: about["id"],
    version: about["version"],
    day: move.day,
    clock: clock(move.minutes),
    // Where the browser can make one, every move has a key of its own, also after "back".
    key: "randomUUID" in crypto ? crypto.randomUUID() : undefined,
  };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && value !== undefined) field.value = value;
  }
  form.requestSubmit();
}

/** The page is as the server wrote it; the simplest way back to it is to ask for it again. */
function leave(): void {
  say(document.querySelector<HTMLElement>("[data-calendar-says]")?.dataset["textLeft"] ?? "");
  const id = moved?.entry.id;
  moved = undefined;
  location.hash = id ?? "";
  location.reload();
}

const STEPS: Record<string, number> = {
  ArrowUp: -QUARTER,
  ArrowDown: QUARTER,
  ArrowLeft: -DAY,
  ArrowRight: DAY,
};

function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
  const entry = event.target.closest<HTMLElement>("[data-moves]");
  if (!entry) return;
  const step = STEPS[event.key];
  if (step !== undefined) {
    if (moved && moved.entry !== entry) return;
    moved ??= begin(entry);
    shift(moved, step);
    draw(moved);
    tell(moved);
  } else if (moved?.entry === entry && event.key === "Enter") send(moved);
  else if (moved?.entry === entry && event.key === "Escape") leave();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onDown(event: PointerEvent): void {
  if (event.button !== 0 || event.pointerType === "touch" || !matchMedia(DRAWN).matches) return;
  if (!(event.target instanceof Element)) return;
  const entry = event.target.closest<HTMLElement>("[data-moves]");
  const column = entry?.closest<HTMLElement>(".cal__entries");
  const calendar = entry?.closest<HTMLElement>("[data-calendar]:not(.cal--lists)");
  if (!entry || !column || !calendar || moved) return;
  const start = begin(entry);
  const y = event.clientY;
  const x = event.clientX;
  const quarter = Number.parseFloat(getComputedStyle(column).gridAutoRows) || 13;
  let dragged = false;

  function over(event: PointerEvent): void {
    if (!dragged && Math.hypot(event.clientX - x, event.clientY - y) < SLIP) return;
    dragged = true;
    moved ??= begin(entry as HTMLElement);
    const day = columnAt(event.clientX, calendar as HTMLElement, column as HTMLElement);
    moved.day = day;
    const steps = Math.round((event.clientY - y) / quarter);
    const minutes = start.minutes + steps * QUARTER;
    moved.minutes = Math.min(Math.max(minutes, 0), DAY - QUARTER);
    draw(moved);
  }

  function drop(): void {
    document.removeEventListener("pointermove", over);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("keydown", stop, true);
    if (!dragged || !moved) return;
    const done = moved;
    // The click that follows a drag is no click on the link.
    addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    if (done.day === start.day && done.minutes === start.minutes) leave();
    else send(done);
  }

  function stop(event: KeyboardEvent): void {
    if (event.key === "Escape" && dragged) leave();
  }

  document.addEventListener("pointermove", over);
  document.addEventListener("pointerup", drop);
  document.addEventListener("keydown", stop, true);
}

/** The day of the column under the pointer. Where columns are workers, an appointment stays with its own. */
function columnAt(x: number, calendar: HTMLElement, own: HTMLElement): string {
  const columns = [...calendar.querySelectorAll<HTMLElement>(".cal__entries[data-day]")];
  const days = new Set(columns.map((column) => column.dataset["day"]));
  const under = columns.find((column) => {
    const box = column.getBoundingClientRect();
    return x >= box.left && x < box.right;
  });
  return (days.size === columns.length && under?.dataset["day"]) || own.dataset["day"] || "";
}

/** A click on a free time: something is planned there. */
function onFree(event: MouseEvent): void {
  const column = event.target;
  if (!(column instanceof HTMLElement) || !column.matches(".cal__entries[data-plan]")) return;
  if (!matchMedia(DRAWN).matches) return;
  const calendar = column.closest<HTMLElement>("[data-calendar]");
  const quarter = Number.parseFloat(getComputedStyle(column).gridAutoRows) || 13;
  const above = Math.floor((event.clientY - column.getBoundingClientRect().top) / quarter);
  // To the half hour: a finger or a mouse is not more exact than that.
  const minutes = (Number(calendar?.dataset["first"] ?? 0) + above - (above % 2)) * QUARTER;
  location.assign(`${column.dataset["plan"] ?? ""}&clock=${clock(minutes)}`);
}

export function moveAppointments(): void {
  const calendar = document.querySelector<HTMLElement>("[data-calendar]");
  if (!calendar) return;
  for (const hint of document.querySelectorAll<HTMLElement>(".cal-hint")) {
    hint.hidden = calendar.querySelector("[data-moves]") === null;
  }
  document.addEventListener("keydown", onKey, true);
  calendar.addEventListener("pointerdown", onDown);
  calendar.addEventListener("click", onFree);
  calendar.addEventListener("dragstart", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-moves]")) event.preventDefault();
  });
}
