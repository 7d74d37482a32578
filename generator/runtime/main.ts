/** The gate, from top to bottom: what stops us, what is open already or by a link, what the reader types, and what is then shown. */

import { canHarden, obstacle } from "./ability";
import { carryOn } from "./carry";
import { slotTag } from "./derive";
import type { GateForm, Submitted } from "./form";
import { harden } from "./harden";
import { loadKeyring, openSlot, type Keyring } from "./keyring";
import { passLink, secretOf, takeToken } from "./link";
import { watchLock } from "./lock";
import { watchMedia } from "./media";
import type { Saying } from "./messages";
import { GROWN, loaded, painted, parsedUpTo } from "./moments";
import { openObjects, type Outcome } from "./page";
import { answerScripts } from "./opener";
import { normalise } from "./passphrase";
import { placeOf } from "./place";
import type { Region } from "./region";
import { EMPTY, openRing, passes, passTo, restore, type Opened, type Ring } from "./ring";
import { Session, type Held } from "./session";
import { sentenceOf, Trouble } from "./trouble";
import { View } from "./view";

declare const ARGON2_VERSION: string;

// Before anything that could fail: a token is not to stay in the address.
const arrived = takeToken();
const here = (document.currentScript as HTMLScriptElement).src;
const { root, address } = placeOf(here, location.href);
const worker = new URL(`argon2.js?v=${ARGON2_VERSION}`, here).href;
const session = new Session(root.pathname);
/** The page, as soon as all is read that its foot follows. */
const viewing = parsedUpTo(".y-footer").then(() => {
  const view: View = new View((form, submitted) => submit(view, form, submitted));
  return view;
});
/** Nobody needs to be told that something is being opened unless it takes its time. */
const SOON_MS = 800;

/** How a page comes to be opened: by what is typed, by a link with which it is loaded or that comes later, or by the session. */
type How = "typed" | "loaded" | "pasted" | "session";

let ring: Ring = EMPTY;
let held: readonly Held[] = [];
/** What will tell the reader that something is being opened. */
let soon: ReturnType<typeof setTimeout>;

/** Reads everything anew past the caches: for a page and a keyring that come from two different builds. */
async function renew(region: Region): Promise<void> {
  ring = await openRing(await loadKeyring(root, "reload"), held);
  await region.renew("reload");
}

async function open({ region }: View): Promise<Outcome | null> {
  if (!region || region.audiences.length === 0) return null;
  // This script came so late that the theme has been at work: the page as it was served is in the browser's cache.
  if (!region.untouched) await region.renew("default");
  const outcome = await openObjects(region.copy(), address, ring.keys);
  if (!outcome.shut.some(({ sentence }) => sentence === "rebuilt")) return outcome;
  await renew(region);
  return openObjects(region.copy(), address, ring.keys);
}

/** Why nothing of what the reader has opens this page. */
function elsewhere(view: View, how: How): Saying {
  if (how === "typed") return { sentence: "elsewhere" };
  const dead = ring.opened.map(({ slot }) => view.why(slot)).find((why) => why !== null);
  if (dead) return dead;
  return { sentence: ring.opened.every(({ slot }) => slot.kind === "pass") ? "linkElsewhere" : "beyond" };
}

/** Why nothing at all is open. */
function why(view: View): Saying {
  return ring.opened.length > 0 ? elsewhere(view, "session") : missing(ring);
}

/** Why slots that were there are not any longer. */
function missing({ gone, keyring }: Ring): Saying {
  if (!keyring.fresh) return { sentence: "unreachable" };
  return { sentence: gone.every(({ token }) => token !== null) ? "unknownLink" : "renewed" };
}

/** The token of an open pass that this page alone remembers, and that its links therefore carry on. */
function carried(): string | null {
  return session.fleeting ? (passes(ring).find(({ held }) => held.token !== null)?.held.token ?? null) : null;
}

function fleeting(view: View): readonly string[] {
  return session.fleeting ? [view.say(carried() === null ? "memoryOnly" : "memoryLink")] : [];
}

/** Opens what the keys open and shows it. Gives what there is to say where the page stays shut, else null. */
async function reveal(view: View, how: How, keepNew: () => Promise<void>, followed?: Opened): Promise<Saying | null> {
  const outcome = await open(view);
  const shown = view.place(outcome);
  watchMedia(root, ring.keys);
  const reasons = outcome?.shut.map(({ sentence }) => sentence) ?? [];
  const worst = (["rebuilt", "refused", "unexpected"] as const).find((sentence) => reasons.includes(sentence));
  if (!shown) return worst ? { sentence: worst } : elsewhere(view, how);
  if (outcome?.opened.length || view.form?.panelled) view.region?.arrive(how === "typed" || how === "pasted");
  clearTimeout(soon);
  const pass = followed ?? outcome?.opened.map((audience) => passTo(ring, audience)).find((one) => one);
  if (pass) view.reserve(pass);
  // To write a day in words costs a browser as much, the first time, as all that was opened: the page is not to wait for it.
  if (passes(ring).length > 0) await loaded().then(painted);
  view.showState(ring);
  view.form?.showOpen(view.titles(ring), canHarden());
  const notes = worst ? [view.say(worst === "refused" ? "part" : worst)] : [];
  view.note(pass ?? null, notes);
  await keepNew();
  const lost = fleeting(view);
  if (lost.length > 0) view.note(pass ?? null, [...notes, ...lost]);
  view.announce(...(how === "session" ? [] : [view.opened(ring, followed)]), ...notes, ...lost);
  return null;
}

/** The slot that a passphrase opens, with its secret; throws Trouble("wrong") where no keyring has it. */
async function find(passphrase: string): Promise<{ secret: CryptoKey; keyring: Keyring }> {
  let keyring = await loadKeyring(root, "no-cache");
  let secret = await harden(worker, passphrase, keyring.salt);
  if (keyring.slots.has(await slotTag(secret, keyring.edition))) return { secret, keyring };
  const { salt } = keyring;
  keyring = await loadKeyring(root, "reload");
  if (keyring.salt.join() !== salt.join()) secret = await harden(worker, passphrase, keyring.salt);
  if (keyring.slots.has(await slotTag(secret, keyring.edition))) return { secret, keyring };
  throw new Trouble(keyring.fresh ? "wrong" : "unreachable");
}

async function unlock(view: View, { typed, remember }: Submitted): Promise<Saying | null> {
  const passphrase = normalise(typed);
  if (passphrase === null) throw new Trouble("shape");
  if (passphrase === "") throw new Trouble("empty");
  const { secret, keyring } = await find(passphrase);
  const slot = await openSlot(keyring, secret);
  if (!slot) throw new Trouble("wrong");
  if (slot.state !== "active") return view.why(slot);
  await session.keep(secret, remember);
  held = await session.read();
  ring = await openRing(keyring, held);
  return reveal(view, "typed", nothingNew);
}

async function submit(view: View, gate: GateForm, submitted: Submitted): Promise<void> {
  gate.busy(true);
  gate.status(view.say("checking"), "busy");
  let saying: Saying | null;
  try {
    saying = await unlock(view, submitted);
  } catch (thrown) {
    saying = { sentence: sentenceOf(thrown) };
  }
  gate.busy(false);
  if (saying) gate.fail(view.words(saying));
  else gate.status("", "plain");
}

async function nothingNew(): Promise<void> {
  // What is open is in the session already.
}

/** Takes a followed link into the session, unless it is there already. */
async function keep({ secret, token }: Held): Promise<void> {
  if (!held.some((one) => one.id && one.token === token)) await session.keep(secret, false, token);
  held = await session.read();
}

/** Fetches, before there is anything to show, what the session opens and the link that was followed; gives the latter. */
async function gather(token: string | null): Promise<Held | null> {
  // Network, storage and cryptography are set to work at once.
  const begun = globalThis.yorimichiKeyring;
  // It tells of now, and not of the time when a passphrase will have been typed.
  globalThis.yorimichiKeyring = undefined;
  const coming = token === null && !begun ? null : loadKeyring(root, "no-cache", begun);
  coming?.catch(() => undefined);
  const secret = token === null ? null : await secretOf(token);
  const followed: Held | null = secret && { id: "", secret, token };
  held = [...(await session.read()), ...(followed ? [followed] : [])];
  if (held.length === 0) return null;
  try {
    ring = await restore(root, session, held, coming ?? loadKeyring(root, "no-cache"));
  } catch (thrown) {
    // Whoever loads the page again when the network is back has the link still.
    if (followed) await keep(followed);
    throw thrown;
  }
  held = held.filter((one) => !ring.gone.includes(one));
  return followed;
}

/** Shows what was gathered; gives what there is to say, if anything. */
async function resume(view: View, token: string | null, followed: Held | null, how: How): Promise<Saying | null> {
  if (held.length + ring.gone.length === 0) return token === null ? null : { sentence: "unknownLink" };
  const mine = ring.opened.find((one) => one.held === followed);
  const active = mine?.slot.state === "active" ? mine : undefined;
  const keepNew = followed && mine ? () => keep(followed) : nothingNew;
  const saying = ring.keys.size > 0 ? await reveal(view, active ? how : "session", keepNew, active) : why(view);
  // At the gate a reader is told again, however often she comes; on an open page once is enough.
  if (saying && view.form?.stands) await keepNew();
  if (token === null || active) return saying;
  if (mine) return view.why(mine.slot);
  return followed ? missing({ ...ring, gone: [followed] }) : { sentence: "unknownLink" };
}

/** From what stops us to what the reader is told; `token` is that of a link that was just followed. */
async function start(token: string | null, how: How): Promise<void> {
  const stop = obstacle();
  // Before all else, since everything waits for the keyring.
  const gathering = stop ? Promise.reject(new Trouble(stop)) : gather(token);
  gathering.catch(() => undefined);
  const { dataset } = document.documentElement;
  dataset["gate"] = "checking";
  if (token !== null) session.hold(token);
  soon = setTimeout(() => {
    dataset["gate"] = "waiting";
    void viewing.then(({ form, say }) => form?.wait(say(token === null ? "checking" : "opening")));
  }, SOON_MS);
  const view = await viewing;
  const { form, region } = view;
  let saying: Saying | null;
  try {
    saying = await resume(view, token, await gathering, how);
  } catch (thrown) {
    saying = { sentence: sentenceOf(thrown) };
  }
  session.hold("");
  clearTimeout(soon);
  form?.waited();
  if (session.takeWord() === "locked") saying ??= { sentence: "locked" };
  view.showState(ring);
  // On a page without a gate, only a reader who had opened something, or wanted to, misses anything.
  if (saying && (form || held.length > 0 || token !== null || saying.sentence === "locked")) {
    view.tell(saying, token ?? held.find((one) => one.token !== null)?.token ?? null);
    if (!form?.stands) await forgetDead();
  }
  if (stop || (ring.keys.size > 0 && !region?.sealed)) return;
  if (canHarden()) form?.show();
  else form?.status(view.say("wasm"), "error");
}

/** What opens nothing any longer was told; an open page need not repeat it. */
async function forgetDead(): Promise<void> {
  for (const { held: one, slot } of ring.opened) if (slot.state !== "active" && one.id) await session.forget(one.id);
}

const followed = arrived ?? session.holding;
let work = start(followed, followed === null ? "session" : "loaded");
watchLock(root.pathname, { session, held: () => held.flatMap(({ id }) => (id ? [id] : [])) });
carryOn(root, (url) => {
  const token = carried();
  return token === null ? null : passLink(url, token, true);
});
answerScripts(root, () => work, () => ring);
document.addEventListener(GROWN, () => watchMedia(root, ring.keys));
// A link that is pasted into a tab where its page is open already.
addEventListener("hashchange", () => {
  const token = takeToken();
  if (token !== null) work = work.then(() => start(token, "pasted"));
});
