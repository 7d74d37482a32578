/** What somebody typed, as words that must all be found, each anywhere or in one field. */

import { canSound, plain, soundsOf } from "./fold";

/** The fields that can be asked for by name, each with the names that one may type before a colon. */
export const FIELDS = {
  name: ["name", "名前", "氏名"],
  dept: ["dept", "department", "部署", "部門"],
  title: ["title", "job", "仕事", "職種", "肩書"],
  skill: ["skill", "skills", "スキル", "できること"],
  industry: ["industry", "業界", "業種"],
  org: ["org", "company", "会社", "勤務先"],
  place: ["place", "where", "場所", "地域"],
  lang: ["lang", "language", "言語", "ことば"],
  open: ["open", "offer", "募集"],
  kind: ["kind", "道"],
  year: ["year", "年"],
  joined: ["joined", "入社"],
  left: ["left", "退職", "退社"],
  tag: ["tag", "タグ"],
  brought: ["brought", "持っていったもの"],
  news: ["news", "近況"],
} as const;

export type FieldName = keyof typeof FIELDS;

export interface Word {
  /** As it was typed, with its prefix. */
  readonly typed: string;
  readonly plain: string;
  /** How it may sound; none for what is no word of kana or Latin letters. */
  readonly sounds: readonly string[];
  /** The one field in which it is looked for; null for anywhere. */
  readonly field: FieldName | null;
  /** Whether it counts at the beginning of words only: a letter or two would be found in everything. */
  readonly atStart: boolean;
}

const NAMES = new Map(Object.entries(FIELDS).flatMap(([field, names]) => names.map((name) => [plain(name), field as FieldName] as const)));
const MOST_WORDS = 12;

/** The words of a query. A blank within quotation marks belongs to the word; a prefix that nobody knows is part of it. */
export function parse(query: string): readonly Word[] {
  const pieces = query.normalize("NFKC").match(/(?:[^\s:"]+:)?"[^"]*"?|\S+/g) ?? [];
  return pieces.flatMap((piece) => wordOf(piece) ?? []).slice(0, MOST_WORDS);
}

/** A word to be found in a field as if it had been typed so. */
export function wordOf(piece: string): Word | null {
  const colon = piece.indexOf(":");
  const field = colon > 0 ? (NAMES.get(plain(piece.slice(0, colon))) ?? null) : null;
  const given = (field === null ? piece : piece.slice(colon + 1)).replace(/"/g, "");
  const word = plain(given).trim().replace(/\s+/g, " ");
  if (word === "") return null;
  const sounds = canSound(word) ? soundsOf(word).filter((one) => one !== "") : [];
  return { typed: piece.replace(/"/g, ""), plain: word, sounds, field, atStart: /^[a-z]{1,2}$/.test(word) };
}
