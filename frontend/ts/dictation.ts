// Dictation, where the agency offers it and the browser can. The browser turns speech into text, and may send it to its
// maker for that; the page says so. What was heard is put at the cursor, as if it had been typed.
import { putAtCursor } from "./cursor";

interface Heard {
  readonly isFinal: boolean;
  readonly 0: { readonly transcript: string };
}

interface Listener extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
}

interface HeardEvent extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<Heard>;
}

type ListenerKind = new () => Listener;

function listenerKind(): ListenerKind | undefined {
  const browser = window as unknown as Record<string, ListenerKind | undefined>;
  return browser["SpeechRecognition"] ?? browser["webkitSpeechRecognition"];
}

export function offerDictation(area: HTMLTextAreaElement, hands: HTMLElement, texts: HTMLElement): void {
  const Kind = listenerKind();
  if (!Kind || !texts.hasAttribute("data-dictation")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--s button--quiet hands__dictate";
  button.textContent = texts.dataset["textDictate"] ?? "";
  button.setAttribute("aria-pressed", "false");
  const said = document.createElement("span");
  said.className = "small muted";
  said.setAttribute("role", "status");
  said.textContent = texts.dataset["textHonest"] ?? "";

  let listener: Listener | undefined;
  const ended = (words: string) => {
    listener = undefined;
    button.setAttribute("aria-pressed", "false");
    said.textContent = words;
  };

  button.addEventListener("click", () => {
    if (listener) return listener.stop();
    const one = (listener = new Kind());
    let problem = "";
    one.lang = document.documentElement.lang;
    one.continuous = true;
    one.interimResults = false;
    one.addEventListener("result", (event) => {
      const { results, resultIndex } = event as HeardEvent;
      for (const heard of Array.from(results).slice(resultIndex)) {
        if (heard.isFinal) putAtCursor(area, heard[0].transcript.trim());
      }
    });
    one.addEventListener("error", (event) => {
      const refused = "error" in event && String(event.error).endsWith("allowed");
      problem = texts.dataset[refused ? "textRefused" : "textFailed"] ?? "";
    });
    one.addEventListener("end", () => ended(problem || (texts.dataset["textHonest"] ?? "")));
    button.setAttribute("aria-pressed", "true");
    said.textContent = texts.dataset["textListening"] ?? "";
    one.start();
  });
  window.addEventListener("pagehide", () => listener?.stop());
  hands.append(button, said);
}
