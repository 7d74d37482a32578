/**
 * What stays open from page to page: slot secrets as keys that nobody can read out, in IndexedDB. They belong to this
 * tab for twelve hours, or, where the reader asked for it, to this device for thirty days. Where the browser refuses
 * storage they live in memory, as long as the page does.
 *
 * A pass's token is kept besides, so that the reader can have her link back: in the tab's session storage, which other
 * pages of the tab and a reload see, and which goes with the tab. It is no passphrase: she has the link already,
 * somebody sent or showed it to her, it ends by itself, and whoever reads this storage could read the pages as well.
 */

import { slotTag } from "./derive";
import { loaded } from "./moments";
import { signOf, storageName } from "./signs";

const HOUR_MS = 3_600_000;
const LASTS_MS = { tab: 12 * HOUR_MS, device: 30 * 24 * HOUR_MS } as const;
const STORE = "secrets";
/** Some browsers neither open nor refuse a database: then it is as good as refused. */
const PATIENCE_MS = 4_000;

export interface Held {
  readonly id: string;
  readonly secret: CryptoKey;
  /** The token that this is, where it came by a pass link. */
  readonly token: string | null;
}

interface Entry {
  readonly id: string;
  readonly secret: CryptoKey;
  /** A tab's id, or "" for the whole device. */
  readonly tab: string;
  readonly until: number;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("storage failed"));
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error("storage does not answer")), PATIENCE_MS)),
  ]);
}

export class Session {
  private readonly name: string;
  private memory: Held[] = [];

  /** `path` is the site's root. */
  constructor(path: string) {
    this.name = storageName(path);
  }

  /** Everything that is open here and now; what has gone past its time is deleted on the way. */
  async read(): Promise<readonly Held[]> {
    const stored = (): Promise<readonly Held[]> => this.stored().catch(() => []);
    if (signOf(this.name) ?? true) return [...(await stored()), ...this.memory];
    // A database takes its time to open: nobody waits for one in which there is nothing of hers, and so nothing to read.
    void loaded().then(stored);
    return [...this.memory];
  }

  /** Keeps a slot secret, for the device where that was asked for; false where only memory would take it. */
  async keep(secret: CryptoKey, onDevice: boolean, token: string | null = null): Promise<boolean> {
    // Its own name for as long as it is kept: the tags in the keyring change with every edition.
    const name = await slotTag(secret, "");
    try {
      const tab = onDevice ? "" : this.tab(true);
      const id = `${tab} ${name}`;
      const until = Date.now() + (onDevice ? LASTS_MS.device : LASTS_MS.tab);
      const entry: Entry = { id, secret, tab, until };
      await this.run("readwrite", (store) => settled(store.put(entry)));
      if (onDevice) localStorage.setItem(this.name, "device");
      if (token !== null) this.setTokens({ ...this.tokens(), [id]: token });
      return true;
    } catch {
      this.memory.push({ id: `memory ${name}`, secret, token });
      return false;
    }
  }

  /**
   * Holds a link's token at once, until what it opens is kept or told: whoever loads the page again in between, or goes on
   * to the next, does not lose a link that has left the address already. "" lets it go.
   */
  hold(token: string): void {
    try {
      if (token) sessionStorage.setItem(`${this.name} link`, token);
      else sessionStorage.removeItem(`${this.name} link`);
    } catch {
      // Then the link is lost with the page.
    }
  }

  /** The token that was held when the last page of this tab was left, or null. */
  get holding(): string | null {
    try {
      return sessionStorage.getItem(`${this.name} link`);
    } catch {
      return null;
    }
  }

  /** True where something is open that this page alone remembers. */
  get fleeting(): boolean {
    return this.memory.length > 0;
  }

  async forget(id: string): Promise<void> {
    this.memory = this.memory.filter((held) => held.id !== id);
    await this.run("readwrite", (store) => settled(store.delete(id))).catch(() => undefined);
  }

  /** Forgets everything, of every tab. */
  async clear(): Promise<void> {
    this.memory = [];
    try {
      this.setTokens({});
      this.hold("");
      sessionStorage.removeItem(this.name);
      localStorage.removeItem(this.name);
    } catch {
      // No session storage: then no entry of this tab can be found again either.
    }
    await this.run("readwrite", (store) => settled(store.clear())).catch(() => undefined);
  }

  /** Leaves a word for the next page of this tab. */
  leaveWord(word: string): void {
    try {
      sessionStorage.setItem(`${this.name} word`, word);
    } catch {
      // A courtesy only.
    }
  }

  /** The word that was left, once. */
  takeWord(): string | null {
    try {
      const word = sessionStorage.getItem(`${this.name} word`);
      sessionStorage.removeItem(`${this.name} word`);
      return word;
    } catch {
      return null;
    }
  }

  /** This tab's random id; "" where it has none and is not to get one. */
  private tab(make: boolean): string {
    const known = sessionStorage.getItem(this.name);
    if (known || !make) return known ?? "";
    const fresh = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem(this.name, fresh);
    return fresh;
  }

  /** The tab's tokens by the ids of their secrets. */
  private tokens(): Readonly<Record<string, string>> {
    return JSON.parse(sessionStorage.getItem(`${this.name} tokens`) ?? "{}") as Record<string, string>;
  }

  private setTokens(tokens: Readonly<Record<string, string>>): void {
    if (Object.keys(tokens).length > 0) sessionStorage.setItem(`${this.name} tokens`, JSON.stringify(tokens));
    else sessionStorage.removeItem(`${this.name} tokens`);
  }

  private async stored(): Promise<Held[]> {
    let tab = "";
    try {
      tab = this.tab(false);
    } catch {
      // The device's own entries can be read all the same.
    }
    const entries = await this.run("readwrite", async (store) => {
      const all = (await settled(store.getAll())) as Entry[];
      const now = Date.now();
      // A clock that was set back must not lengthen anything.
      const good = all.filter(({ until, tab: of }) => until > now && until - now <= (of ? LASTS_MS.tab : LASTS_MS.device));
      for (const entry of all) if (!good.includes(entry)) store.delete(entry.id);
      return good;
    });
    const ours = entries.filter((entry) => entry.tab === "" || entry.tab === tab);
    const tokens = tab ? this.tokens() : {};
    const kept = Object.entries(tokens).filter(([id]) => ours.some((entry) => entry.id === id));
    // A token lasts no longer than what it opens.
    if (kept.length < Object.keys(tokens).length) this.setTokens(Object.fromEntries(kept));
    return ours.map(({ id, secret }) => ({ id, secret, token: tokens[id] ?? null }));
  }

  /** One transaction. The database is closed after it, so that the page can still go into the back/forward cache. */
  private async run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    const request = indexedDB.open(this.name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    const database = await inTime(settled(request));
    try {
      const transaction = database.transaction(STORE, mode);
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error("storage failed"));
      });
      const [result] = await inTime(Promise.all([work(transaction.objectStore(STORE)), done]));
      return result;
    } finally {
      database.close();
    }
  }
}
