/** The page as the reader has it: what was opened put in place, and whatever there is to say, where she sees and hears it. */

import { Announcer, showNotes } from "./announce";
import { countOwn, openTitles, readConfig, showState } from "./chrome";
import { GateForm, type Submitted } from "./form";
import { linkBar } from "./linkbar";
import { passLink } from "./link";
import { dayIn, say, type Saying } from "./messages";
import type { Outcome } from "./page";
import { Region } from "./region";
import { passes, passTo, type Opened, type Ring } from "./ring";
import { endedSooner, type Slot } from "./slot";
import type { Sentence } from "./sentences";

/** What the gate says first without anything being wrong. */
const CALM: readonly Sentence[] = ["beyond", "renewed", "locked"];
/** What it says of a link. */
const OF_LINKS: readonly Sentence[] = ["early", "ended", "endedSooner", "revoked", "unknownLink", "linkElsewhere"];
/** After these nobody wants the link back. */
const USELESS: readonly Sentence[] = ["ended", "endedSooner", "revoked", "unknownLink", "linkElsewhere"];

export class View {
  readonly region = Region.find();
  readonly form: GateForm | null;
  private readonly config = readConfig();
  private readonly language = document.documentElement.lang;
  private readonly announcer = new Announcer();
  /** How much of the page is still shut; all of it until something was opened. */
  private shut = countOwn(this.config, this.region?.audiences ?? []);

  constructor(submit: (form: GateForm, submitted: Submitted) => Promise<void>) {
    this.form = GateForm.find(submit);
  }

  /** A sentence in the page's language. */
  readonly say = (sentence: Sentence, values?: Readonly<Record<string, string>>): string => say(sentence, this.language, values);

  words({ sentence, values }: Saying): string {
    return this.say(sentence, values);
  }

  /** Why a slot opens nothing today, with its days; null where it is open. */
  why(slot: Slot): Saying | null {
    if (slot.state === "active") return null;
    const sentence = endedSooner(slot, new Date()) ? "endedSooner" : slot.state;
    return { sentence, values: this.days(slot, "full") };
  }

  /** The titles of the audiences that are open, and of passes, as one lists them. */
  titles(ring: Ring): readonly string[] {
    return [...openTitles(this.config, ring.keys), ...passes(ring).map((pass) => this.passTitle(pass).join(" "))];
  }

  /** As whom the page is read: the narrowest audience that a passphrase opens, else the pass; in a word, and what else there is. */
  private reader(ring: Ring): readonly string[] {
    const typed = new Map([...ring.keys].filter(([name]) => !passTo(ring, name)));
    const title = openTitles(this.config, typed).pop();
    const [pass] = passes(ring);
    return title !== undefined ? [title] : pass ? this.passTitle(pass) : [];
  }

  private passTitle({ slot }: Opened): readonly string[] {
    return [this.say("byLink"), this.say("until", this.days(slot, "brief"))];
  }

  /** Shows in the header, and wherever else the page says so, what is open. */
  showState(ring: Ring): void {
    showState(ring.keys, this.region?.element ?? null, this.shut, this.reader(ring));
  }

  /** Puts what was opened in place; false where the page as a whole stays shut. */
  place(outcome: Outcome | null): boolean {
    if (this.region?.sealed === true && !outcome?.whole) return false;
    if (outcome && outcome.opened.length > 0) {
      this.shut = countOwn(this.config, outcome.shut.map(({ audience }) => audience));
      this.region?.show(outcome.stage, outcome.title, this.config.site);
    }
    return true;
  }

  /** What has come to be open: by a link, or by what was typed. */
  opened(ring: Ring, followed: Opened | undefined): string {
    if (followed) return this.openBy(followed);
    const audience = openTitles(this.config, ring.keys).pop();
    return audience === undefined ? this.say("openedPlain") : this.say("opened", { audience });
  }

  /** Shows above the page by which pass it is open, and other notes, in place of earlier ones. */
  note(pass: Opened | null, notes: readonly string[]): void {
    const token = pass?.held.token ?? null;
    const open = pass ? [token === null ? this.openBy(pass) : this.bar(this.openBy(pass), token)] : [];
    showNotes(this.region?.element ?? null, [...open, ...notes]);
  }

  /** Keeps room for what `note` will say of a pass, so that nothing moves under the reader's eyes when it does. */
  reserve({ held: { token }, slot: { from, until } }: Opened): void {
    if (token === null) return;
    const bar = this.bar(this.say("linkOpen", { from: from ?? "", until: until ?? "" }), token);
    bar.style.visibility = "hidden";
    showNotes(this.region?.element ?? null, [bar]);
  }

  /** Says something to those who do not see the page. */
  announce(...texts: readonly string[]): void {
    if (texts.length > 0) this.announcer.say(...texts);
  }

  /** Tells what is the matter, in the gate or, where none stands any longer, above the page; `token` is given back. */
  tell(saying: Saying, token: string | null): void {
    const text = this.words(saying);
    const back = USELESS.includes(saying.sentence) ? null : token;
    const ofLink = OF_LINKS.includes(saying.sentence);
    if (this.form?.stands) {
      this.form.tellOfLink(ofLink ? text : "");
      if (!ofLink) this.form.status(text, CALM.includes(saying.sentence) ? "plain" : "error");
      this.form.offer(back === null ? null : this.bar("", back));
      return;
    }
    if (saying.sentence !== "locked") showNotes(this.region?.element ?? null, [back === null ? text : this.bar(text, back)]);
    this.announcer.say(text);
  }

  private openBy({ slot }: Opened): string {
    return this.say("linkOpen", this.days(slot, "brief"));
  }

  /** A line that says something, and gives a token back as a link to this page. */
  private bar(text: string, token: string): HTMLElement {
    return linkBar(text, () => passLink(new URL(location.href), token, isSecureContext), this.say);
  }

  /** A pass's days as sentences have them; a passphrase has none. */
  private days({ from, until }: Slot, length: "full" | "brief"): Readonly<Record<string, string>> {
    if (from === null || until === null) return {};
    return { from: dayIn(from, this.language, length), until: dayIn(until, this.language, length) };
  }
}
