// Drafts: what is typed is kept on the server while it is typed, and the page says honestly whether it was.
// Nothing is ever written to the browser's own storage: these are other people's lives.
//
//   <form data-draft="/address/that/keeps/it"> … <c-saved/> … </form>
//
// The address gets the form's fields as an ordinary POST and answers 2xx with {"time": "14:02"}; "apart" in it says
// that the same person writes this on another device too, and both texts are kept. 409 says that the form was already
// carried out, in another tab or on another device. All texts come from data- attributes of the element with
// data-saved. Each save carries a rising draft_turn, so that an earlier text that arrives late changes nothing.
//
// A form that was sent leaves its key in the address of its page: the back button then asks for that page with
// ?sent=KEY, and the server leads to what was saved instead of to a live form.
import { renewToken, tokenOf } from "./csrf";

const QUIET = 2_000; // milliseconds without typing before the draft is sent
const RETRY = [5_000, 15_000, 60_000] as const; // then every minute
const KEEPALIVE_LIMIT = 60_000; // bytes; browsers refuse larger bodies while a page closes

type State = "saved" | "apart" | "saving" | "offline" | "signed-out" | "failed" | "done";

class Draft {
  private dirty = false;
  private busy = false;
  private sent = false; // the form itself is on its way; the draft must not come back after it
  private failures = 0;
  private savedAt = "";
  private turn = 0;
  private timer: number | undefined;

  constructor(private readonly form: HTMLFormElement) {}

  typed(): void {
    this.dirty = true;
    this.sent = false;
    this.wait(QUIET);
  }

  submitted(): void {
    this.sent = true;
    this.stop();
  }

  /** The page is shown again. True when its form was on its way: what became of it is to be looked up. */
  back(): boolean {
    const wasSent = this.sent;
    this.sent = false;
    return wasSent;
  }

  async keep(closing = false): Promise<void> {
    if (!this.dirty || this.sent || (this.busy && !closing)) return;
    this.stop();
    this.dirty = false;
    this.busy = true;
    this.say("saving");
    const state = await this.post(closing).catch((): State => "offline");
    this.busy = false;
    this.say(state);
    if (state === "saved" || state === "apart") {
      this.failures = 0;
      if (this.dirty) this.wait(QUIET);
    } else if (state !== "done") {
      this.dirty = true;
      this.wait(RETRY[Math.min(this.failures++, RETRY.length - 1)] ?? QUIET);
    }
  }

  private async post(closing: boolean, renewed = false): Promise<State> {
    const url = this.form.dataset["draft"] ?? "";
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") body.append(name, value);
    }
    body.set("draft_turn", String(++this.turn));
    const text = body.toString();
    const answer = await fetch(url, {
      method: "POST",
      body: text,
      credentials: "same-origin",
      redirect: "manual",
      keepalive: closing && text.length < KEEPALIVE_LIMIT,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": tokenOf(this.form),
        "X-Draft": "1",
        Accept: "application/json",
      },
    });
    if (answer.ok) {
      return (await this.told(answer)) ? "apart" : "saved";
    }
    if (answer.status === 409) return "done";
    if (answer.type === "opaqueredirect" || answer.status === 401) return "signed-out";
    if (answer.status === 403 && !renewed) return (await renewToken()) ? this.post(closing, true) : "signed-out";
    return "failed";
  }

  /** Reads when it was saved, and whether it was kept apart from what another device wrote. */
  private async told(answer: Response): Promise<boolean> {
    const told: unknown = answer.headers.get("Content-Type")?.startsWith("application/json")
      ? await answer.json()
      : null;
    if (told && typeof told === "object" && "time" in told) {
      this.savedAt = String(told.time);
      return "apart" in told && told.apart === true;
    }
    const locale = document.documentElement.lang || undefined;
    this.savedAt = new Date().toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
    return false;
  }

  private say(state: State): void {
    const place = this.form.querySelector<HTMLElement>("[data-saved]");
    if (!place) return;
    const text = place.getAttribute(`data-text-${state}`) ?? "";
    place.classList.toggle("saved--empty", text === "");
    place.classList.toggle("saved--not", !["saved", "saving"].includes(state));
    const words = place.querySelector("[data-saved-words]") ?? place;
    words.textContent = text.replace("{time}", this.savedAt);
  }

  private wait(milliseconds: number): void {
    this.stop();
    this.timer = window.setTimeout(() => void this.keep(), milliseconds);
  }

  private stop(): void {
    window.clearTimeout(this.timer);
  }
}

const drafts = new Map<HTMLFormElement, Draft>();

function draftOf(target: EventTarget | null): Draft | undefined {
  const form = target instanceof Element ? target.closest<HTMLFormElement>("form[data-draft]") : null;
  if (!form) return undefined;
  let draft = drafts.get(form);
  if (!draft) drafts.set(form, (draft = new Draft(form)));
  return draft;
}

function rememberSent(form: HTMLFormElement): void {
  const key = form.elements.namedItem("key");
  if (!(key instanceof HTMLInputElement)) return;
  const here = new URL(location.href);
  here.searchParams.set("sent", key.value);
  history.replaceState(history.state, "", here);
}

function keepAll(closing: boolean): void {
  for (const draft of drafts.values()) void draft.keep(closing);
}

export function keepDrafts(): void {
  document.addEventListener("input", (event) => draftOf(event.target)?.typed());
  document.addEventListener("change", (event) => draftOf(event.target)?.typed());
  document.addEventListener("focusout", (event) => void draftOf(event.target)?.keep());
  document.addEventListener("submit", (event) => {
    const draft = event.defaultPrevented ? undefined : draftOf(event.target);
    if (!draft) return;
    draft.submitted();
    rememberSent(event.target as HTMLFormElement);
  });
  document.addEventListener("visibilitychange", () => keepAll(document.visibilityState === "hidden"));
  window.addEventListener("pagehide", () => keepAll(true));
  window.addEventListener("online", () => keepAll(false));
  window.addEventListener("pageshow", (event) => {
    const sent = [...drafts.values()].map((draft) => draft.back()).includes(true);
    if (sent && event.persisted) location.reload();
  });
}
