/** The gate, from top to bottom: what stops us, what is open already, what the reader types, and what is then shown. */

import { obstacle } from "./ability";
import { Announcer, showNotes } from "./announce";
import { openTitles, readConfig, showState } from "./chrome";
import { slotTag } from "./derive";
import { GateForm, type Submitted } from "./form";
import { harden } from "./harden";
import { loadKeyring, openSlot, type Keyring } from "./keyring";
import { watchLock } from "./lock";
import { watchMedia } from "./media";
import { say as sayIn } from "./messages";
import { openObjects, type Outcome } from "./page";
import { normalise } from "./passphrase";
import { placeOf } from "./place";
import { Region } from "./region";
import { openRing, restore, type Keys } from "./ring";
import type { Sentence } from "./sentences";
import { Session, type Held } from "./session";
import { sentenceOf, Trouble } from "./trouble";

declare const ARGON2_VERSION: string;

const here = (document.currentScript as HTMLScriptElement).src;
const { root, address } = placeOf(here, location.href);
const worker = new URL(`argon2.js?v=${ARGON2_VERSION}`, here).href;
const language = document.documentElement.lang;
const config = readConfig();
const region = Region.find();
const session = new Session(root.pathname);
const announcer = new Announcer();
const form = GateForm.find(submit);

/** What the gate says first without anything being wrong. */
const CALM: readonly Sentence[] = ["beyond", "renewed", "locked"];

let keys: Keys = new Map();
let held: readonly Held[] = [];
/** How much of the page is still shut; all of it until something was opened. */
let shut = region?.objects ?? 0;

function say(sentence: Sentence, values?: Readonly<Record<string, string>>): string {
  return sayIn(sentence, language, values);
}

/** Reads everything anew past the caches: for a page and a keyring that come from two different builds. */
async function renew(): Promise<void> {
  keys = (await openRing(await loadKeyring(root, "reload"), held)).keys;
  await region?.renew();
}

async function open(): Promise<Outcome | null> {
  if (!region || region.objects === 0) return null;
  const outcome = await openObjects(region.copy(), address, keys);
  if (!outcome.shut.includes("rebuilt")) return outcome;
  await renew();
  return openObjects(region.copy(), address, keys);
}

/** Opens what the keys open and shows it. Gives the sentence that says why the page stays shut, or null where it does not. */
async function reveal(typed: boolean): Promise<Sentence | null> {
  const outcome = await open();
  const worst = (["rebuilt", "refused", "unexpected"] as const).find((sentence) => outcome?.shut.includes(sentence));
  const closed = region?.sealed === true && !outcome?.whole;
  if (region && outcome && !closed && outcome.opened > 0) {
    shut = outcome.shut.length;
    await region.show(outcome.stage, outcome.title, config.site);
  }
  showState(config, keys, region?.element ?? null, shut);
  watchMedia(root, keys);
  const notes = [
    ...(worst && !closed ? [say(worst === "refused" ? "part" : worst)] : []),
    ...(session.fleeting ? [say("memoryOnly")] : []),
  ];
  showNotes(region?.element ?? null, notes);
  if (closed) return worst ?? (typed ? "elsewhere" : "beyond");
  const panel = keys.size > 0 && (form?.showOpen(openTitles(config, keys)) ?? false);
  if (typed) {
    const audience = openTitles(config, keys).pop();
    announcer.say(audience === undefined ? say("openedPlain") : say("opened", { audience }), ...notes);
  } else if (notes.length > 0) announcer.say(...notes);
  if (outcome?.opened || panel) region?.arrive(typed);
  return null;
}

/** The slot secret of a passphrase and the keyring that has its slot; throws Trouble("wrong") where no keyring has. */
async function find(passphrase: string): Promise<{ secret: CryptoKey; keyring: Keyring }> {
  let keyring = await loadKeyring(root, "no-cache");
  let secret = await harden(worker, passphrase, keyring.salt);
  if (keyring.slots.has(await slotTag(secret, keyring.edition))) return { secret, keyring };
  const { salt } = keyring;
  keyring = await loadKeyring(root, "reload");
  if (keyring.salt.join() !== salt.join()) secret = await harden(worker, passphrase, keyring.salt);
  if (keyring.slots.has(await slotTag(secret, keyring.edition))) return { secret, keyring };
  throw new Trouble("wrong");
}

async function unlock({ typed, remember }: Submitted): Promise<Sentence | null> {
  const passphrase = normalise(typed);
  if (passphrase === null) throw new Trouble("shape");
  if (passphrase === "") throw new Trouble("empty");
  const { secret, keyring } = await find(passphrase);
  const slot = await openSlot(keyring, secret);
  if (slot?.state !== "active") throw new Trouble("wrong");
  await session.keep(secret, await slotTag(secret, keyring.edition), remember);
  held = await session.read();
  keys = (await openRing(keyring, held)).keys;
  return reveal(true);
}

async function submit(gate: GateForm, submitted: Submitted): Promise<void> {
  gate.busy(true);
  gate.status(say("checking"), "busy");
  let sentence: Sentence | null;
  try {
    sentence = await unlock(submitted);
  } catch (thrown) {
    sentence = sentenceOf(thrown);
  }
  gate.busy(false);
  if (sentence) gate.fail(say(sentence));
  else gate.status("", "plain");
}

/** Opens what the session still opens; gives what the gate says first. */
async function resume(): Promise<Sentence | null> {
  held = await session.read();
  if (held.length === 0) return null;
  const ring = await restore(root, session, held);
  keys = ring.keys;
  held = held.filter((one) => !ring.gone.includes(one));
  if (keys.size > 0) return reveal(false);
  return ring.keyring.fresh ? "renewed" : "unreachable";
}

async function start(): Promise<void> {
  document.documentElement.dataset["gate"] = "checking";
  const stop = obstacle();
  let sentence: Sentence | null = stop;
  try {
    sentence ??= await resume();
  } catch (thrown) {
    sentence = sentenceOf(thrown);
  }
  const word = session.takeWord();
  if (word === "locked") sentence ??= "locked";
  showState(config, keys, region?.element ?? null, shut);
  if (!stop && (keys.size === 0 || region?.sealed)) form?.show();
  if (!sentence) return;
  if (form) form.status(say(sentence), CALM.includes(sentence) ? "plain" : "error");
  else if (sentence === "locked") announcer.say(say(sentence));
  // On a page without a gate, only a reader who had opened something misses anything.
  else if (held.length > 0) {
    showNotes(region?.element ?? null, [say(sentence)]);
    announcer.say(say(sentence));
  }
}

watchLock(root.pathname, { session, held: () => held.map(({ id }) => id) });
void start();
