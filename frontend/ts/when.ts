// Parts of a form that only matter after a certain answer:
//
//   <div data-when="outcome=tried">…</div>      shown while "outcome" is "tried"
//   <div data-when="outcome=tried|phone">…</div> … or "phone"
//   <div data-when="outcome!=tried">…</div>      shown while it is anything else
//
// Without this script everything is shown. A hidden part keeps what was typed in it; the server decides
// what it reads. Required fields do not hold the form back while they are hidden.

const RULE = /^(.+?)(!?=)(.*)$/;

function answers(form: HTMLFormElement, name: string): string[] {
  return new FormData(form).getAll(name).map(String);
}

function apply(part: HTMLElement): void {
  const form = part.closest("form");
  const [, name, sign, wanted] = RULE.exec(part.dataset["when"] ?? "") ?? [];
  if (!form || name === undefined || wanted === undefined) return;
  const choices = wanted.split("|");
  const matches = answers(form, name).some((answer) => choices.includes(answer));
  part.hidden = sign === "!=" ? matches : !matches;
  const required = part.querySelectorAll<HTMLInputElement>(part.hidden ? "[required]" : "[data-required]");
  for (const field of required) {
    field.required = !part.hidden;
    field.toggleAttribute("data-required", part.hidden);
  }
}

function applyIn(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-when]").forEach(apply);
}

export function showWhen(): void {
  applyIn(document);
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) applyIn(form);
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof Element) applyIn(event.target);
  });
  window.addEventListener("pageshow", () => applyIn(document));
}
