/**
 * Every sentence that scripts say, in English: the gate's, then those of the preview. The English text is the key of the translation in runtime.po, and a
 * build without the translation of any of them fails. Each says what happened and, where something can be done, what.
 */

export const SENTENCES = {
  insecure: "This page came over an unprotected connection (http), so it cannot be opened here. Put https:// in front of the address and try again.",
  file: "This page was opened straight from a file, and browsers keep sealed pages shut there. Show it with `yorimichi serve` or put it on a web server.",
  browser: "This browser is too old to open sealed pages. Please update it, or use Safari 16.4, Firefox 113, Chrome 103 or newer.",
  wasm: "This browser blocks WebAssembly, which is needed to check the passphrase. Lift Lockdown Mode or a similar setting for this site, or use another browser.",
  memory: "This device could not finish checking the passphrase; it may be short of memory. Close other tabs and apps and try again.",
  unreachable: "What is needed to open this page could not be loaded. Check the connection, then try again or load the page once more.",
  empty: "Please enter the passphrase.",
  shape: "That does not look like a passphrase: it is English words with a space between them. Check the input method and try again.",
  wrong: "That passphrase did not open anything. Check the spelling; if it is right, it may have been renewed, so ask whoever invited you.",
  elsewhere: "The passphrase is right and opens other pages, but this page needs a different one.",
  beyond: "What you have opened so far does not include this page. It needs a different passphrase.",
  renewed: "The passphrase has been renewed since you were last here. Please enter the new one.",
  refused: "This page was kept shut because its contents are not as they were sealed; they may be damaged or altered. Please tell whoever runs this site.",
  part: "A part of this page was kept shut because its contents are not as they were sealed. Please tell whoever runs this site.",
  rebuilt: "The site has just been renewed and its parts do not fit together yet. Wait a minute, then load this page again.",
  opening: "Opening the link…",
  byLink: "By link",
  until: "until {until}",
  linkOpen: "Opened by link (until {until}).",
  early: "This link does not open anything yet: it works from {from} until {until}. Please come back with it then. Meanwhile you can read the stories that are open to everyone, or enter a passphrase if you have one.",
  ended: "This link worked until {until} and has now ended. You can still read the stories that are open to everyone, or enter a passphrase if you have one.",
  endedSooner: "This link has ended. You can still read the stories that are open to everyone, or enter a passphrase if you have one.",
  revoked: "This link has been replaced by a new one, for the days from {from} to {until}. Please ask whoever gave it to you. You can read the stories that are open to everyone, or enter a passphrase if you have one.",
  unknownLink: "This link is not known here; a part of it may have been lost on the way. Compare it with the one that you were given, or ask for it again. You can read the stories that are open to everyone, or enter a passphrase if you have one.",
  linkElsewhere: "Your link opens other stories, but not this page; the list of stories shows them. This page needs a passphrase.",
  copyLink: "Copy the link",
  copied: "Copied.",
  copyYourself: "This app does not let the page copy by itself. Please copy the link from here:",
  memoryLink: "This browser does not let the site remember that you have opened it. The links on these pages carry on; if you load a page again, open your link once more.",
  memoryOnly: "This browser does not let the site remember that you have opened it, so each page will ask for the passphrase again.",
  checking: "Checking…",
  opened: "Opened: {audience}",
  openedPlain: "Opened.",
  locked: "Locked. To read on, enter the passphrase or open your link again.",
  unexpected: "Something unforeseen went wrong. Please load this page again.",
} as const;

export type Sentence = keyof typeof SENTENCES;

/** What `yorimichi serve` adds to a page says; no built site has these. */
export const PREVIEW_SENTENCES = {
  preview: "Preview",
  look: "Look as",
  everyone: "Everyone",
  everyoneNote: "Nothing is opened",
  noKeys: "From another device, enter the passphrase as a reader does.",
  findings: "What there is to mend",
  waiting: "The page stays as it last was until this is mended.",
  nothingYet: "There is no page yet: it will show as soon as this is mended.",
  warned: "The page is up to date.",
  error: "Error",
  warning: "Note",
  errors: "Errors: {n}",
  warnings: "Notes: {n}",
  place: "line {line}, column {column}",
  hide: "Hide",
  stopped: "The preview has stopped. Start `yorimichi serve` again.",
} as const;

export type PreviewSentence = keyof typeof PREVIEW_SENTENCES;

/** What the search says. */
export const SEARCH_SENTENCES = {
  search: "Search",
  placeholder: "Names, skills, words of a story",
  close: "Close",
  found: "What was found",
  people: "People",
  stories: "Stories",
  questions: "Questions",
  pages: "Pages",
  all: "See all {n} people",
  answers: "Answers: {n}",
  count: "Found: {n}",
  none: "Nothing here has all of these words.",
  drop: "Without “{word}”: {n}",
  mended: "Nothing is spelt just so. This comes close.",
  fields: "Kanji, kana or Latin letters, any part of a word. To look in one place only, put its name in front:",
  examples: "dept: skill: industry: place: year:2014 open:",
  locked: "What is open to you is searched. There is more for those who were invited.",
  unlock: "Open with a passphrase",
  loading: "Getting ready to search…",
  failed: "What is searched could not be loaded. Check the connection.",
  retry: "Try again",
  deeper: "Search news and what was brought along too",
} as const;

export type SearchSentence = keyof typeof SEARCH_SENTENCES;
