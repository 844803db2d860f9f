// <button type="submit" data-adds="Headings …" data-adds-to="id_text">: without this script the page comes back with the
// headings in the text; with it they are put in at once, after what is written. Nothing that is written goes away.
import { put } from "./cursor";

function add(area: HTMLTextAreaElement, headings: string): void {
  const written = area.value;
  if (!headings.split("\n").every((line) => written.includes(line))) {
    const end = written.trimEnd().length;
    put(area, `${end > 0 ? "\n\n" : ""}${headings}\n`, end, written.length);
  }
  area.focus();
  const first = area.value.indexOf(headings.split("\n", 1)[0] ?? "");
  const line = area.value.indexOf("\n", first);
  const cursor = line === -1 ? area.value.length : line + 1;
  area.setSelectionRange(cursor, cursor);
}

export function addHeadings(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-adds]") : null;
    const area = document.getElementById(button?.dataset["addsTo"] ?? "");
    if (!button || !(area instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    add(area, button.dataset["adds"] ?? "");
  });
}
