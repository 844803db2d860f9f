// <button data-opens="keys"> opens <dialog id="keys">; a button with data-closes inside it closes it. Esc does too.
// A link may open a dialog as well: where this script does not run, it leads to the same on a page of its own.

export function openDialog(id: string): boolean {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return false;
  if (!dialog.open) dialog.showModal();
  return true;
}

export function openDialogs(): void {
  for (const opener of document.querySelectorAll<HTMLElement>("[data-opens]")) opener.hidden = false;
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>("[data-opens]");
    if (opener?.dataset["opens"] && openDialog(opener.dataset["opens"])) event.preventDefault();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  });
}
