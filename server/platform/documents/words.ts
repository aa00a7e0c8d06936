/** Texts on their way to paper: language chosen, unprintable characters out, widths estimated. */
import type { Language } from '../../../shared/text.ts';
import type { Words } from './model.ts';

const LONGEST = 4_000;
/** Marks that turn the direction of writing or take no room: with them a printed amount could be made to read otherwise. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** One line; line ends become spaces. */
export const say = (words: Words, language: Language): string => sayLines(words, language).replaceAll('\n', ' ');

/** Line ends are kept. */
export function sayLines(words: Words, language: Language): string {
  const text = typeof words === 'string' ? words : words[language];
  const clean = text.toWellFormed().replaceAll('\r\n', '\n').replace(INVISIBLE, '').replace(CONTROL, ' ');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

const WIDE_LETTERS = /[mwMW@%]/;

/**
 * About how wide a text is, in points, rather too wide than too narrow: Chinese characters are square, digits of this
 * family 0.555 of it.
 */
export function estimateWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code >= 0x2e80) ems += 1;
    else if (WIDE_LETTERS.test(char)) ems += 0.93;
    else if (code >= 0x41 && code <= 0x5a) ems += 0.7;
    else if (char === ' ' || char === '.' || char === ',' || char === ':') ems += 0.29;
    else ems += bold ? 0.61 : 0.57;
  }
  return ems * size;
}

/** A digest as people compare it: its digits in groups of four. */
export const inFours = (hex: string): string => hex.replace(/[^0-9a-z]/gi, '').replace(/(.{4})(?=.)/g, '$1 ');
