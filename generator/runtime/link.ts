/** Pass links, `<page>#p=<token>` or `<page>#p=<token>&<anchor>`: the token goes out of the address bar, and back into a link. */

import { fromBase64url } from "./bytes";
import { root } from "./derive";
import { LINK } from "./signs";

const TOKEN_BYTES = 16;

/**
 * The token in the address, or null where the address is no pass link. It leaves the address bar and the tab's history
 * at once, so that it is in no bookmark, picture of the screen or address that somebody copies without meaning to.
 */
export function takeToken(): string | null {
  if (!location.hash.startsWith(LINK)) return null;
  const [token = "", ...rest] = location.hash.slice(LINK.length).split("&");
  const bare = new URL(location.href);
  // Two links that were pasted over each other: no anchor of ours begins so, and the second token must not stay.
  bare.hash = rest.filter((part) => !part.startsWith("p=")).join("&");
  try {
    history.replaceState(history.state, "", bare.href);
  } catch {
    // Browsers refuse too many changes in a short time; to go to an anchor in this entry's place is none of them.
    location.replace(bare.hash || "#");
  }
  return token;
}

/** The slot secret that a token is, or null where it cannot be one. */
export async function secretOf(token: string): Promise<CryptoKey | null> {
  const bytes = fromBase64url(token);
  return bytes?.length === TOKEN_BYTES ? root(bytes) : null;
}

/** `url` as a link that opens with the token and leads to its anchor; an unprotected address becomes the protected one. */
export function passLink(url: URL, token: string, secure: boolean): string {
  const link = new URL(url.href);
  link.hash = `${LINK}${token}${url.hash && `&${url.hash.slice(1)}`}`;
  if (!secure && link.protocol === "http:") link.protocol = "https:";
  return link.href;
}
