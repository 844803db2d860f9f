// Keys for those who write all day. A link or button says its own key: data-key="n" or data-key="g t".
//   /  find      ?  all keys      Esc  closes what is open
// Nothing happens while typing in a field, and never together with Ctrl, Alt or the command key.
import { openDialog } from "./dialog";

const SEQUENCE = 1_000; // milliseconds in which the second key of "g t" must follow

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"))
  );
}

function find(): void {
  const box = [...document.querySelectorAll<HTMLInputElement>("[data-find]")].find((input) => input.checkVisibility());
  if (box) box.select();
  else document.querySelector<HTMLAnchorElement>("[data-find-page]")?.click();
}

function closeResults(): void {
  for (const panel of document.querySelectorAll("[data-find-results]")) panel.replaceChildren();
}

export function listenForKeys(): void {
  let before = "";
  let timer: number | undefined;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeResults();
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;

    const pressed = before ? `${before} ${event.key}` : event.key;
    before = "";
    window.clearTimeout(timer);

    if (pressed === "/") find();
    else if (pressed === "?") openDialog("keys");
    else {
      const known = [...document.querySelectorAll<HTMLElement>("[data-key]")];
      const target = known.find((element) => element.dataset["key"] === pressed);
      if (target) target.click();
      else if (known.some((element) => element.dataset["key"]?.startsWith(`${pressed} `))) {
        before = pressed;
        timer = window.setTimeout(() => (before = ""), SEQUENCE);
        return;
      } else return;
    }
    event.preventDefault();
  });
}
