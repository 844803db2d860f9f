// Coming back. Before a page is left, its entry in the browser's history notes which link had the focus and how far
// the page was scrolled; whoever goes back finds both again. A page that is opened at one of its lines (#person-…)
// has the focus there. Only the history entry is used: nothing is written to the browser's storage.

import { doorOf } from "./rows";

interface Place {
  link: string;
  nth: number;
  top: number;
}

function isPlace(state: unknown): state is { place: Place } {
  return typeof state === "object" && state !== null && "place" in state;
}

function linksTo(address: string): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("main a[href]")].filter(
    (link) => link.getAttribute("href") === address,
  );
}

function note(): void {
  const link = document.activeElement?.closest<HTMLAnchorElement>("main a[href]");
  const address = link?.getAttribute("href") ?? "";
  const state: unknown = history.state;
  const place: Place = { link: address, nth: link ? linksTo(address).indexOf(link) : -1, top: scrollY };
  history.replaceState({ ...(typeof state === "object" ? state : {}), place }, "");
}

function goBack(place: Place): void {
  linksTo(place.link)[place.nth]?.focus({ preventScroll: true });
  scrollTo({ top: place.top, behavior: "instant" });
}

function arrive(): void {
  const line = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (line?.matches("main li, main article, main tr")) doorOf(line)?.focus({ preventScroll: true });
}

export function rememberPlace(): void {
  window.addEventListener("pagehide", note);
  const [visit] = performance.getEntriesByType("navigation");
  const cameBack = visit instanceof PerformanceNavigationTiming && visit.type === "back_forward";
  if (cameBack && isPlace(history.state)) goBack(history.state.place);
  // The browser takes the focus away once more when it has found the line itself.
  else window.addEventListener("load", () => window.setTimeout(arrive));
}
