// A second tap on "Sign the note" does not send it twice. The guard lets go after three seconds, so that a
// page that came back with an error, or did not come at all, can always be sent again.

const HOLD = 3_000; // milliseconds

export function sendOnce(): void {
  const held = new Map<HTMLFormElement, number>();

  function release(form: HTMLFormElement): void {
    window.clearTimeout(held.get(form));
    held.delete(form);
    for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
  }

  // In the capture phase, so that a tap that is dropped here reaches nobody else.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
      if (form.dataset["unlock"] !== undefined) return; // answers without leaving the page
      if (held.has(form)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      held.set(form, window.setTimeout(() => release(form), HOLD));
      for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
    },
    { capture: true },
  );

  // Back from the browser's cache: the page is as it was left, and may be sent again.
  window.addEventListener("pageshow", () => [...held.keys()].forEach(release));
}

function buttonsOf(form: HTMLFormElement): HTMLButtonElement[] {
  return [...form.elements].filter(
    (element): element is HTMLButtonElement => element instanceof HTMLButtonElement && element.type === "submit",
  );
}
