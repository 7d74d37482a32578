/** Locking: from any button that says so, in every tab of the site at once, and whenever what was open has run out. */

import type { Session } from "./session";

export interface Watched {
  readonly session: Session;
  /** Ids of the secrets with which this page was opened. */
  readonly held: () => readonly string[];
}

function reload({ session }: Watched, word: "locked" | ""): void {
  if (word) session.leaveWord(word);
  location.reload();
}

async function recheck(watched: Watched, returned: boolean): Promise<void> {
  const shown = watched.held();
  const now = (await watched.session.read()).map(({ id }) => id);
  // A page from the back/forward cache missed any lock in between; memory alone cannot tell whether there was one.
  const lost = shown.some((id) => !now.includes(id)) || (returned && watched.session.fleeting);
  const gained = returned && now.some((id) => !shown.includes(id));
  if (lost || gained) reload(watched, lost ? "locked" : "");
}

/** Starts watching; `path` is the site's root, so that other sites on this host are left alone. */
export function watchLock(path: string, watched: Watched): void {
  let channel: BroadcastChannel | null = null;
  const listen = (): void => {
    channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(`yorimichi ${path}`) : null;
    channel?.addEventListener("message", ({ data }) => {
      if (data === "lock") void watched.session.clear().then(() => watched.held().length > 0 && reload(watched, "locked"));
    });
  };
  listen();
  document.addEventListener("click", (event) => {
    if (!(event.target as Element | null)?.closest?.('[data-action="lock"]')) return;
    void watched.session.clear().then(() => {
      channel?.postMessage("lock");
      reload(watched, "locked");
    });
  });
  // An open channel would keep the page out of the back/forward cache.
  addEventListener("pagehide", () => channel?.close());
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    listen();
    void recheck(watched, true);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && watched.held().length > 0) void recheck(watched, false);
  });
}
