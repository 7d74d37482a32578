/** Where things are: the site's root, the page's address in it, and the ids that follow from the two. */

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const MEDIA = /^m\/[0-9a-hjkmnp-tv-z]{13}$/;

export interface Place {
  /** The site's root, ending in a slash. */
  readonly root: URL;
  /** The page's address below it, as object ids have it: "" for the home page, "a/4f7k2m9q0c1xz/". */
  readonly address: string;
}

/** The place of a page, from its own address and that of the script, which lies two folders below the root. */
export function placeOf(script: string, page: string): Place {
  const root = new URL("../../", script);
  root.search = root.hash = "";
  const path = new URL(page).pathname;
  const below = path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path.slice(1);
  return { root, address: below.replace(/(^|\/)index\.html$/, "$1") };
}

/** True for the name of an audience or pass; `public` and `slot` are none. */
export function isAudience(name: unknown): name is string {
  return typeof name === "string" && NAME.test(name) && name !== "public" && name !== "slot";
}

/** The id of an object in a page, or null where its attributes do not belong together. */
export function objectId(address: string, audience: string, object: string): string | null {
  if (!isAudience(audience)) return null;
  // A layer that is too large for one object goes on in `~name.1`, `~name.2` and so on.
  const [name, part, ...more] = object.split(".");
  const isPart = part === undefined || /^[1-9][0-9]{0,3}$/.test(part);
  const known = object === "" || (name === `~${audience}` && isPart && more.length === 0);
  return known ? address + object : null;
}

/** The id of a sealed picture, or null where that is no address of one. */
export function mediaId(media: string, audience: string): string | null {
  return isAudience(audience) && MEDIA.test(media) ? media : null;
}

/** The id of a part of an audience's or pass's shard, or null where that is none. */
export function shardId(name: string, number: number): string | null {
  return isAudience(name) && Number.isInteger(number) && number >= 0 && number < 10_000 ? `index/${name}/${number}` : null;
}
