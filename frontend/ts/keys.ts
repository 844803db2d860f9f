// Keys for those who write all day. A link or button says its own key: data-key="n" or data-key="g t";
// data-key-to="ADDRESS" is where the key leads when that is nearer than the link itself.
//   /  find      j k  through the lines of lists      ?  all keys      Esc  closes what is open
// Nothing happens while typing in a field, and never together with Ctrl, Alt or the command key. The page carries
// data-keys unless its reader has switched single keys off.
import { openDialog } from "./dialog";
import { moveInList } from "./rows";

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

/** What carries this key: the page itself goes before the frame around it. */
function carrierOf(keys: string): HTMLElement | undefined {
  const carriers = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(keys)}"]`)];
  return carriers.find((element) => element.closest("main")) ?? carriers[0];
}

function begins(keys: string): boolean {
  return document.querySelector(`[data-key^="${CSS.escape(`${keys} `)}"]`) !== null;
}

function follow(carrier: HTMLElement): void {
  const nearer = carrier.dataset["keyTo"];
  if (nearer) location.assign(nearer);
  else carrier.click();
}

export function listenForKeys(): void {
  let before = "";
  let timer: number | undefined;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeResults();
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (moveInList(event)) return event.preventDefault();
    if (!document.querySelector("[data-keys]")) return;

    const pressed = before ? `${before} ${event.key}` : event.key;
    before = "";
    window.clearTimeout(timer);

    const carrier = carrierOf(pressed);
    if (pressed === "/") find();
    else if (pressed === "?") openDialog("keys");
    else if (carrier) follow(carrier);
    else if (begins(pressed)) {
      before = pressed;
      timer = window.setTimeout(() => (before = ""), SEQUENCE);
      return;
    } else return;
    event.preventDefault();
  });
}
