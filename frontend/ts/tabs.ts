// On a phone there are more tabs than room. The one that is open is brought into sight, sideways only.

export function showOpenTab(): void {
  document.querySelectorAll<HTMLElement>(".tabs").forEach((tabs) => {
    const open = tabs.querySelector<HTMLElement>("[aria-current]");
    if (open) tabs.scrollLeft = open.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
  });
}
