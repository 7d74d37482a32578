/** What pages do beyond being read. It comes after the gate, which knows nothing of it, and works on what is open. */

import { questions } from "./questions";
import { offerReturn, readAlong } from "./reading";
import { startSearch } from "./search/start";
import { onShown } from "./shown";
import { showThemes } from "./themes";

onShown(questions);
onShown(showThemes);
onShown(readAlong);
onShown(offerReturn);
startSearch();
