// Small forms that are sent as soon as something in them is ticked:
//
//   <form data-sends> … <p data-sends-by-hand><button>Save the ticks</button></p></form>
//
// Without this script the button is there and does the same. A moment is waited, so that several ticks go together.

const MOMENT = 700; // milliseconds

function byHand(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>("[data-sends-by-hand]")];
}

export function sendOnTick(): void {
  let waiting: number | undefined;
  document.querySelectorAll<HTMLFormElement>("form[data-sends]").forEach((form) => {
    byHand(form).forEach((part) => (part.hidden = true));
  });
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-sends]") : null;
    if (!form) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => form.requestSubmit(), MOMENT);
  });
}
