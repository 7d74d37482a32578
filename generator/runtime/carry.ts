/** Where the browser refuses storage: the links of the page carry the token on, just while they are followed. */

/** The address, if it is one of another page of the site below `site`. */
function pageOf(site: URL, href: string): URL | null {
  const url = new URL(href, location.href);
  const within = url.origin === site.origin && url.pathname.startsWith(site.pathname);
  const page = /(\/|\.html)$/.test(url.pathname) && url.pathname !== location.pathname;
  return within && page ? url : null;
}

/** From now on each link to another page of the site gets what `carried` makes of its address, if anything, until the click is over. */
export function carryOn(site: URL, carried: (url: URL) => string | null): void {
  const lend = (event: Event): void => {
    const anchor = (event.target as Element | null)?.closest?.<HTMLAnchorElement>("a[href]");
    const url = anchor ? pageOf(site, anchor.href) : null;
    const link = url && carried(url);
    if (!anchor || !link) return;
    const own = anchor.getAttribute("href") ?? "";
    anchor.href = link;
    // The browser reads the address when the click is over; nobody finds a token in the page after that.
    setTimeout(() => anchor.setAttribute("href", own));
  };
  for (const kind of ["click", "auxclick"]) document.addEventListener(kind, lend, true);
}
