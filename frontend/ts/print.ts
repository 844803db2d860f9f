// A button that opens the browser's print window: <button type="button" data-prints hidden>Print</button>.
// It is hidden until this script shows it, because nothing else can do what it does.

export function printPages(): void {
  document.querySelectorAll<HTMLElement>("[data-prints]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}
