// Putting words into a text as if they had been typed: they can be taken back with undo, and drafts hear of them.

/** Put `words` in place of the part of the text from `from` to `to`; the cursor stands after them. */
export function put(area: HTMLTextAreaElement, words: string, from: number, to: number): void {
  area.focus();
  area.setSelectionRange(from, to);
  // The only way that keeps undo; where a browser has it no longer, the text is set and the event told.
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, from, to, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
}

/** Put `words` where the cursor is, or was when the text was left; with a space before them where one is missing. */
export function putAtCursor(area: HTMLTextAreaElement, words: string): void {
  const from = area.selectionStart;
  const before = area.value.slice(0, from);
  put(area, before === "" || /\s$/.test(before) ? words : ` ${words}`, from, area.selectionEnd);
}
