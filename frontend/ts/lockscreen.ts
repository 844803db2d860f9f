// The screen: a page nobody uses is locked, and what was typed stays under it. The server locks the session too, so
// the screen is a courtesy to the eye and not the lock itself (web/account/lock.py).
//
// All open tabs know of each other: whoever types in one is here in all, and opening one opens all.
import { tokenOf } from "./csrf";

const TELL = 60_000; // milliseconds between telling the server that somebody is here
const LOOK = 2_000;

export function lockWhenLeft(): void {
  const found = document.querySelector<HTMLDialogElement>("[data-lockscreen]");
  const form = found?.querySelector<HTMLFormElement>("[data-unlock]");
  if (!found || !form) return;
  const screen = found;
  const said = screen.querySelector<HTMLElement>("[data-lockscreen-said]");
  const after = Number(screen.dataset["after"]) * 60_000;
  const title = document.title;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("alongside-lock") : null;
  let used = Date.now();
  let told = Date.now();
  let locked = false;

  function show(): void {
    locked = true;
    document.title = screen.dataset["title"] ?? title;
    if (!screen.open) screen.showModal();
  }

  function hide(): void {
    locked = false;
    used = told = Date.now();
    document.title = title;
    if (said) said.textContent = "";
    screen.close();
    form?.reset();
  }

  function leave(): void {
    show();
    tabs?.postMessage("lock");
    void fetch(screen.dataset["lock"] ?? "", {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRFToken": tokenOf(form as HTMLFormElement), "X-Lock": "1" },
    }).catch(() => undefined);
  }

  /** Asks whether the session is still open; "gone" also when it is only locked. */
  async function ask(quietly: boolean): Promise<"open" | "gone" | "unknown"> {
    try {
      const answer = await fetch(screen.dataset["here"] ?? "", {
        credentials: "same-origin",
        redirect: "manual",
        headers: quietly ? { "X-Idle": "1" } : {},
      });
      return answer.ok ? "open" : answer.status === 401 ? "gone" : "unknown";
    } catch {
      return "unknown";
    }
  }

  function here(): void {
    if (locked) return;
    used = Date.now();
    if (used - told < TELL) return;
    told = used;
    tabs?.postMessage("here");
    void ask(false).then((state) => {
      if (state === "gone") show();
    });
  }

  async function open(): Promise<void> {
    const answer = await fetch(form?.action ?? "", {
      method: "POST",
      body: new FormData(form as HTMLFormElement),
      credentials: "same-origin",
      redirect: "manual",
      headers: { Accept: "application/json" },
    });
    if (answer.status === 204) {
      hide();
      tabs?.postMessage("open");
    } else if (answer.status === 422 && said) {
      said.textContent = String(((await answer.json()) as { said: string }).said);
    } else {
      // The session is over: the page where one signs in. Longer texts were kept as drafts.
      location.reload();
    }
  }

  for (const act of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(act, here, { passive: true, capture: true });
  }
  window.setInterval(() => {
    if (!locked && Date.now() - used > after) leave();
  }, LOOK);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !locked && Date.now() - used > after) leave();
  });
  tabs?.addEventListener("message", (event) => {
    if (event.data === "here") used = Date.now();
    if (event.data === "lock") show();
    if (event.data === "open" && locked) hide();
  });
  // Esc closes no screen.
  screen.addEventListener("cancel", (event) => event.preventDefault());
  screen.addEventListener("close", () => {
    if (locked) screen.showModal();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open().catch(() => {
      if (said) said.textContent = screen.dataset["textFailed"] ?? "";
    });
  });
  // Back from the browser's memory: nothing is shown before the server says that the session is still open.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    show();
    void ask(true).then((state) => (state === "open" ? hide() : location.reload()));
  });
}
