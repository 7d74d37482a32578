/** What is open by a link, and the button that gives the link back: an app's "open in browser" would lose it. */

import type { Say } from "./messages";

function made<K extends keyof HTMLElementTagNameMap>(name: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** The link in a field, selected, for readers whose app lets no page write to the clipboard. */
function inField(link: string, label: string): HTMLLabelElement {
  const field = made("input", "y-link__field");
  field.readOnly = true;
  field.value = link;
  field.addEventListener("focus", () => field.select());
  const around = made("label", "y-link__own", label);
  around.append(field);
  return around;
}

/** A line with `words`, perhaps none, and a button that copies what `link` gives. */
export function linkBar(words: string, link: () => string, say: Say): HTMLElement {
  const bar = made("div", "y-note y-link");
  const button = made("button", "y-link__copy", say("copyLink"));
  button.type = "button";
  button.dataset["action"] = "copy-link";
  const answer = made("p", "y-link__answer");
  answer.setAttribute("role", "status");
  bar.append(...(words ? [made("p", "y-link__words", words)] : []), button, answer);
  button.addEventListener("click", () => {
    const copied = link();
    bar.querySelector("label")?.remove();
    // Some apps have no clipboard, others have one that refuses.
    void Promise.resolve(navigator.clipboard)
      .then((clipboard) => clipboard.writeText(copied))
      .then(
        () => (answer.textContent = say("copied")),
        () => {
          answer.textContent = "";
          const field = inField(copied, say("copyYourself"));
          bar.append(field);
          field.querySelector("input")?.focus();
        },
      );
  });
  return bar;
}
