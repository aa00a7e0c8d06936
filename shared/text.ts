import { z } from 'zod';

/** A text of the product in both of its languages. zh-CN is written first; English is never missing. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Text;

export const textSchema = z.object({ zh: z.string(), en: z.string() });

export type Titles = Readonly<Record<string, Text>>;

/** The keys of a table of words, or of any other, as `z.enum` takes them. */
export const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): readonly [K, ...K[]] =>
  Object.keys(table) as [K, ...K[]];

/** Titles as labels of a field's choices: `state.open`, `state.closed`. */
export const optionsOf = (field: string, titles: Titles): Titles =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [`${field}.${key}`, title]));
