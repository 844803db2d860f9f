// A list that opens under its button (<details data-menu>) closes by Esc, by a tap elsewhere, and when the focus leaves it.
// Esc gives the focus back to the button.
export function closeMenus(): void {
  const open = () => [...document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")];

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => {
      for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    });
  }
}
