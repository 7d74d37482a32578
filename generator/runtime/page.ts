/** Sealed objects inside a page: found, opened, and their content put in its place, inner ones after outer ones. */

import { text } from "./bytes";
import { objectId } from "./place";
import { openObject, type Keys } from "./ring";
import type { Sentence } from "./sentences";
import { HTML } from "./token";
import { sentenceOf, Trouble } from "./trouble";

const OBJECT = 'script[type="application/jose"]';

/** An object that stayed shut, and why. */
export interface Shut {
  readonly audience: string;
  readonly sentence: Sentence;
}

export interface Outcome {
  /** The copy of the region with all that was opened in its place. */
  readonly stage: Element;
  /** The audience of each object that was opened. */
  readonly opened: readonly string[];
  /** True where one of them was the page as a whole. */
  readonly whole: boolean;
  /** The title that the page as a whole brought along. */
  readonly title: string | null;
  /** The others. */
  readonly shut: readonly Shut[];
}

function sectionsNamed(stage: ParentNode, name: string): Element[] {
  return [...stage.querySelectorAll("[data-section]")].filter(
    (element) => element.getAttribute("data-section") === name && element.localName !== "template",
  );
}

/** The objects that follow a page as a whole with what did not fit into it: those up to the next such page. */
function* partsOf(script: Element): Iterable<Element> {
  for (let next = script.nextElementSibling; next?.matches(OBJECT); next = next.nextElementSibling) {
    if (next.getAttribute("data-object") === "") return;
    yield next;
  }
}

/** Puts the content of the object in `script` where it belongs: over the whole stage, or section by section. */
export function place(stage: Element, script: Element, content: DocumentFragment): void {
  if (script.getAttribute("data-object") === "") {
    stage.replaceChildren(content, ...partsOf(script));
    return;
  }
  const inner: Element[] = [];
  for (const element of [...content.children]) {
    if (element.matches(OBJECT)) inner.push(element);
    if (element.localName !== "template") continue;
    const name = element.getAttribute("data-section") ?? "";
    for (const section of sectionsNamed(stage, name)) {
      const piece = (element as HTMLTemplateElement).content.cloneNode(true);
      // A long list comes in several pieces, since an object has a greatest size.
      if (element.hasAttribute("data-append")) section.append(piece);
      else section.replaceChildren(piece);
    }
  }
  // Narrower objects take their outer one's place, so that they are found next.
  script.replaceWith(...inner);
}

function parse(html: string): DocumentFragment {
  // A template's content is inert: nothing in it loads or runs before it is put into the page.
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

async function contentOf(script: Element, address: string, keys: Keys): Promise<string> {
  const audience = script.getAttribute("data-audience") ?? "";
  const oid = objectId(address, audience, script.getAttribute("data-object") ?? "?");
  if (oid === null) throw new Trouble("refused");
  return text((await openObject(script.textContent ?? "", keys, HTML, audience, oid)).content);
}

/**
 * Opens all objects in `stage`, a copy of the page's region, that `keys` open, and those inside them in turn. Of several
 * objects that each are the page as a whole, the first that opens takes the place of all others.
 */
export async function openObjects(stage: Element, address: string, keys: Keys): Promise<Outcome> {
  const tried = new Set<Element>();
  const opened: string[] = [];
  let [shut, whole, title]: [Shut[], boolean, string | null] = [[], false, null];
  for (;;) {
    const script = [...stage.querySelectorAll(OBJECT)].find((candidate) => !tried.has(candidate));
    if (!script) return { stage, opened, whole, title, shut };
    tried.add(script);
    const audience = script.getAttribute("data-audience") ?? "";
    try {
      const content = parse(await contentOf(script, address, keys));
      if (script.getAttribute("data-object") === "") {
        whole = true;
        title = content.firstElementChild?.getAttribute("data-title") ?? null;
        // What was another reader's is not missing from the page that is now there.
        shut = shut.filter(({ sentence }) => sentence !== "beyond");
      }
      place(stage, script, content);
      opened.push(audience);
    } catch (thrown) {
      shut.push({ audience, sentence: sentenceOf(thrown) });
    }
  }
}
