// Phrases and dictation for every longer text of a page. The server lists the phrases once, beside the form, for
// copying; this script takes that list away and puts a menu under each text instead. "/word" and a space becomes the
// phrase while typing.
import { put, putAtCursor } from "./cursor";
import { offerDictation } from "./dictation";

const CALLED = /(?:^|\s)\/([\p{L}\p{N}-]+)[ \n]$/u;

type Phrases = Map<string, string>;

function read(list: HTMLElement): Phrases {
  const found: Phrases = new Map();
  for (const line of list.querySelectorAll<HTMLElement>("[data-phrase]")) {
    const text = line.querySelector("[data-phrase-text]")?.textContent;
    if (text) found.set(line.dataset["phrase"] ?? "", text);
  }
  return found;
}

function expand(area: HTMLTextAreaElement, phrases: Phrases): void {
  const cursor = area.selectionStart;
  const called = CALLED.exec(area.value.slice(0, cursor))?.[1] ?? "";
  const text = phrases.get(called.toLocaleLowerCase());
  if (text !== undefined) put(area, text + area.value.charAt(cursor - 1), cursor - called.length - 2, cursor);
}

function menuFor(area: HTMLTextAreaElement, phrases: Phrases, list: HTMLElement): HTMLElement {
  const menu = document.createElement("details");
  menu.dataset["menu"] = "";
  menu.className = "hands__menu";
  const button = document.createElement("summary");
  button.className = "button button--s button--quiet";
  button.textContent = list.dataset["textMenu"] ?? "";
  const lines = document.createElement("ul");
  lines.className = "hands__list";
  for (const [shortcut, text] of phrases) {
    const one = document.createElement("button");
    one.type = "button";
    const name = document.createElement("b");
    name.textContent = `/${shortcut}`;
    one.append(name, ` ${text}`);
    one.addEventListener("click", () => {
      menu.open = false;
      putAtCursor(area, text);
    });
    const line = document.createElement("li");
    line.append(one);
    lines.append(line);
  }
  const change = list.querySelector("a")?.cloneNode(true);
  if (change) {
    const line = document.createElement("li");
    line.append(change);
    lines.append(line);
  }
  menu.append(button, lines);
  menu.addEventListener("toggle", () => {
    if (menu.open) lines.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const doors = [...lines.querySelectorAll<HTMLElement>("button, a")];
    const at = doors.findIndex((door) => door === document.activeElement);
    doors[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), doors.length - 1)]?.focus();
    event.preventDefault();
  });
  return menu;
}

export function lendHands(): void {
  const list = document.querySelector<HTMLElement>("[data-phrases]");
  if (!list) return;
  const phrases = read(list);
  for (const area of document.querySelectorAll<HTMLTextAreaElement>("main form[method=post] textarea")) {
    const hands = document.createElement("div");
    hands.className = "hands no-print";
    if (phrases.size > 0) {
      hands.append(menuFor(area, phrases, list));
      area.addEventListener("input", (event) => {
        if (!(event instanceof InputEvent) || !event.isComposing) expand(area, phrases);
      });
    }
    offerDictation(area, hands, list);
    if (hands.hasChildNodes()) area.after(hands);
  }
  for (const aside of document.querySelectorAll<HTMLElement>("[data-phrases]")) aside.hidden = true;
}
