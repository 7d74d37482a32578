/** What tells, before anything is opened, that the keyring will be needed. */

/** How the fragment of a pass link begins. */
export const LINK = "#p=";

/** The name of a site's things in the browser's storage; `path` is the site's root, so that two sites on one host do not meet. */
export function storageName(path: string): string {
  return `yorimichi ${path}`;
}

/** Whether there is a sign that something of this tab or device is kept; null where the browser does not say. */
export function signOf(name: string): boolean | null {
  try {
    return sessionStorage.getItem(name) !== null || localStorage.getItem(name) !== null;
  } catch {
    return null;
  }
}
