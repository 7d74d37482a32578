/**
 * How scripts of single pages come by what is sealed: they ask in the document, and get a function that opens parts of
 * shards, never a key. That gives a script nothing that it could not have: whatever runs on the site's own origin can
 * read the page that the gate has opened, and use the keys that the browser keeps, just as the gate does. The policy of
 * each page lets no other script run.
 */

import { text } from "./bytes";
import { loadText } from "./load";
import { shardId } from "./place";
import { openObject, type Ring } from "./ring";
import { JSON_DATA } from "./token";
import { Trouble } from "./trouble";

/** The event by which a script asks; its detail is a function that takes an `Opener`. Prevented means that it will be answered. */
export const ASKED = "yorimichi:opener";

/** What is open to this reader. */
export interface Opener {
  /** The names of the audiences and passes whose keys are at hand. */
  readonly names: readonly string[];
  /** The JSON of a part of a shard; throws Trouble as pictures do. */
  part(name: string, number: number, cache: RequestCache): Promise<string>;
}

type Answer = (opener: Opener) => void;

/** Answers scripts as soon as `ready` has what the session and the address open. */
export function answerScripts(site: URL, ready: () => Promise<unknown>, ring: () => Ring): void {
  const part = async (name: string, number: number, cache: RequestCache): Promise<string> => {
    const oid = shardId(name, number);
    if (oid === null) throw new Trouble("refused");
    const token = (await loadText(new URL(`${oid}.jwe`, site), cache)).text;
    return text((await openObject(token, ring().keys, JSON_DATA, name, oid)).content);
  };
  document.addEventListener(ASKED, (event) => {
    const answer: unknown = (event as CustomEvent<unknown>).detail;
    if (typeof answer !== "function") return;
    event.preventDefault();
    void ready().then(() => (answer as Answer)({ names: [...ring().keys.keys()], part }));
  });
}
