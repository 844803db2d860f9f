// The token that proves a POST comes from our own page.

const FIELD = "csrfmiddlewaretoken";

function tokenIn(root: ParentNode): string {
  return root.querySelector<HTMLInputElement>(`input[name="${FIELD}"]`)?.value ?? "";
}

/** The token a form was rendered with. */
export function tokenOf(form: HTMLFormElement): string {
  return tokenIn(form) || tokenIn(document);
}

/**
 * Fetch this page again for a fresh token, after somebody signed in anew in another tab, and put it
 * into every form on the page, so that what was typed here can still be sent.
 * Returns false when the page no longer opens, which means signed out.
 */
export async function renewToken(): Promise<boolean> {
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return false;
  const fresh = tokenIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (!fresh) return false;
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${FIELD}"]`)) input.value = fresh;
  return true;
}
