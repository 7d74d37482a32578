/** The search, loaded when it is first wanted. */

import { Box } from "./search/box";
import { OPENED } from "./search/start";

const button = document.querySelector<HTMLElement>("[data-search]");
if (button) {
  const place = (name: string): URL => new URL(button.dataset[name] ?? "./", location.href);
  const box = new Box({ root: place("root"), home: place("home"), language: document.documentElement.lang.split("-")[0] ?? "" });
  document.addEventListener(OPENED, () => box.open());
}
