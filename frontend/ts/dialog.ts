// <button data-opens="keys"> opens <dialog id="keys">; a button with data-closes inside it closes it. Esc does too.

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

export function openDialogs(): void {
  for (const opener of document.querySelectorAll<HTMLElement>("[data-opens]")) opener.hidden = false;
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>("[data-opens]");
    if (opener?.dataset["opens"]) openDialog(opener.dataset["opens"]);
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  });
}
