/**
 * How a user card is laid out, as data. A profile names the folder (DF) on the card, its files, and where each field
 * lies in a file. Another maker's layout is another profile; no code knows an offset.
 *
 * Offsets count from the first byte of the file, frame included, so that they can be compared with a dump of a card.
 */
import type { CardFile } from '../agent/protocol.ts';
import type { Text } from '../text.ts';

/**
 * digits  BCD kept as text, leading zeros and all: numbers of meters and customers, days
 * bcd     BCD as an integer in units of its last digit
 * binary  unsigned, most significant byte first
 * flags   one byte, as a number of its bits
 * time    BCD YYMMDDhhmm; all zero or all nine is no time
 * raw     bytes whose meaning is not ours, as hex
 */
export type FieldKind = 'digits' | 'bcd' | 'binary' | 'flags' | 'time' | 'raw';

export interface FieldLayout {
  readonly name: string;
  readonly at: number;
  readonly length: number;
  readonly kind: FieldKind;
  /** The field stands so many times, one directly behind the other; the value is then a list. */
  readonly repeat?: number;
  /** The largest value that can be meant (binary and bcd). */
  readonly max?: number;
}

/** `68 | command | length (2, big-endian) | data | sum | 16`; the sum runs from the command to the last byte of data. */
export interface FrameLayout {
  readonly command: number;
}

/** One of the forms that a file takes; the length of the file tells which. */
export interface FileVariant {
  readonly name: string;
  readonly length: number;
  /** Lengths of the pieces in which it is read and written, for a response holds at most 255 bytes with its sum. */
  readonly parts: readonly number[];
  readonly frame: FrameLayout | null;
  readonly fields: readonly FieldLayout[];
}

export interface FileLayout {
  readonly title: Text;
  /** Two-byte file id, and the five-bit short one that READ and UPDATE BINARY take. */
  readonly fileId: number;
  readonly shortId: number;
  /** A card without it is no user card. */
  readonly required: boolean;
  /** The first is the usual one. */
  readonly variants: readonly [FileVariant, ...FileVariant[]];
}

export interface CardProfile {
  readonly id: string;
  readonly title: Text;
  /** `vendor`: seen with one maker only; try a card of the house before it is used. */
  readonly standing: 'standard' | 'vendor';
  /** The folder of the application below the master file. */
  readonly df: number;
  /** Where the number of the chip stands, and where in the answer to reset when the file is missing. */
  readonly serial: {
    readonly shortId: number;
    readonly at: number;
    readonly length: number;
    readonly atAtr: number;
  };
  readonly files: Readonly<Record<CardFile, FileLayout>>;
  /** The byte that says what a card is for. */
  readonly cardTypes: Readonly<Record<CardType, number>>;
}

export const CARD_TYPES = ['open', 'purchase', 'replacement'] as const;
export type CardType = (typeof CARD_TYPES)[number];

export type FieldValue = number | string | readonly number[] | readonly string[];
export type Fields = Readonly<Record<string, FieldValue>>;
