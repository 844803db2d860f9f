// Passkeys. The server says what to ask the browser for; what the browser answers goes back in a field of the form.
//
//   <form> <input type="hidden" name="proof_passkey"> <div data-passkey="/address/of/options" hidden>
//     <button type="button" data-passkey-ask>…</button> <p data-passkey-said data-text-failed="…"></p> </div> </form>
//
// With data-passkey-new a new one is made, and the answer goes into the field "answer".
import { tokenOf } from "./csrf";

type Json = Record<string, unknown>;

function bytesOf(text: unknown): ArrayBuffer {
  const plain = atob(String(text).replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function textOf(bytes: ArrayBuffer | null): string | null {
  if (bytes === null) return null;
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Json[]).map((one) => ({ type: "public-key", id: bytesOf(one["id"]) }));
}

async function options(address: string, form: HTMLFormElement): Promise<Json> {
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRFToken": tokenOf(form), Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return ((await answer.json()) as Json)["publicKey"] as Json;
}

async function shown(address: string, form: HTMLFormElement): Promise<string> {
  const asked = await options(address, form);
  const found = (await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytesOf(asked["challenge"]),
      allowCredentials: withBytes(asked["allowCredentials"]),
    } as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential | null;
  if (!found) throw new Error("none");
  const told = found.response as AuthenticatorAssertionResponse;
  return JSON.stringify({
    id: found.id,
    rawId: textOf(found.rawId),
    type: found.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: textOf(told.clientDataJSON),
      authenticatorData: textOf(told.authenticatorData),
      signature: textOf(told.signature),
      userHandle: textOf(told.userHandle),
    },
  });
}

async function made(address: string, form: HTMLFormElement): Promise<string> {
  const asked = await options(address, form);
  const user = asked["user"] as Json;
  const found = (await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytesOf(asked["challenge"]),
      user: { ...user, id: bytesOf(user["id"]) },
      excludeCredentials: withBytes(asked["excludeCredentials"]),
    } as unknown as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential | null;
  if (!found) throw new Error("none");
  const told = found.response as AuthenticatorAttestationResponse;
  return JSON.stringify({
    id: found.id,
    rawId: textOf(found.rawId),
    type: found.type,
    clientExtensionResults: {},
    response: { clientDataJSON: textOf(told.clientDataJSON), attestationObject: textOf(told.attestationObject) },
  });
}

function offer(part: HTMLElement, field: string, ask: (form: HTMLFormElement) => Promise<string>): void {
  const form = part.closest("form");
  const input = form?.elements.namedItem(field);
  const said = part.querySelector<HTMLElement>("[data-passkey-said]");
  if (!form || !(input instanceof HTMLInputElement)) return;
  part.hidden = false;
  if (form.dataset["passkeyDoor"] !== undefined) form.hidden = false;
  for (const other of form.querySelectorAll<HTMLElement>("[data-without-passkeys]")) other.hidden = true;
  part.querySelector("[data-passkey-ask]")?.addEventListener("click", () => {
    if (said) said.textContent = "";
    ask(form)
      .then((answer) => {
        input.value = answer;
        form.requestSubmit();
      })
      .catch(() => {
        if (said) said.textContent = said.dataset["textFailed"] ?? "";
      });
  });
}

export function askForPasskeys(): void {
  // Only where the page came safely and the browser knows passkeys; an address of numbers has none.
  if (!window.isSecureContext || !("credentials" in navigator) || !window.PublicKeyCredential) return;
  if (/^[\d.]+$|:/.test(location.hostname)) return;
  for (const part of document.querySelectorAll<HTMLElement>("[data-passkey]")) {
    offer(part, "proof_passkey", (form) => shown(part.dataset["passkey"] ?? "", form));
  }
  for (const part of document.querySelectorAll<HTMLElement>("[data-passkey-new]")) {
    offer(part, "answer", (form) => made(part.dataset["passkeyNew"] ?? "", form));
  }
}
