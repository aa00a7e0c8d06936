/**
 * A document that can be printed, as data. Modules fill this in; only this folder knows how it looks on paper.
 * Texts are texts: nothing in them is read as markup, and there are no templates.
 */
import type { Language, Text } from '../../../shared/text.ts';
import type { Money } from '../../../shared/values/money.ts';

/** What stands on paper: a text in both languages, or data that has none (names, numbers, times). */
export type Words = string | Text;
export type Align = 'left' | 'center' | 'right';

/**
 * thermal-80: roll of 80 mm, as long as its content. slip-241x93 and slip-241x140: continuous carbon paper of 241 mm
 * with feed holes at both sides (a third and a half of a sheet). A4 upright.
 */
export type Paper = 'thermal-80' | 'slip-241x93' | 'slip-241x140' | 'A4';

export interface DocumentModel {
  readonly title: Words;
  /** What sort of document it is, for the file's own data; never printed. */
  readonly kind: string;
  readonly paper: Paper;
  /** The house that issues it, above the title. */
  readonly issuer?: Words;
  /** zh when not given. */
  readonly language?: Language;
  /** The whole document is printed once for each; once without a mark when there are none. */
  readonly copies?: readonly { readonly mark: Words }[];
  /** On every copy, such as 补打 第2次. */
  readonly copyMark?: Words;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: Words }
  | { readonly kind: 'meta'; readonly left?: Words; readonly center?: Words; readonly right?: Words }
  | FieldsBlock
  | TableBlock
  | {
      readonly kind: 'line';
      readonly text: Words;
      readonly align?: Align;
      readonly strong?: boolean;
      readonly small?: boolean;
    }
  | { readonly kind: 'amount'; readonly label: Words; readonly amount: Money }
  | SignaturesBlock
  | QrBlock
  | { readonly kind: 'rule' }
  | { readonly kind: 'spacer'; readonly mm: number }
  | SideBlock;

/** Label and value, several to a row as the paper allows. */
export interface FieldsBlock {
  readonly kind: 'fields';
  readonly pairs: readonly FieldPair[];
  /** 3 on slips, 2 on A4 when not given; always 1 on the roll. */
  readonly perRow?: number;
}

export interface FieldPair {
  readonly label: Words;
  readonly value: Words;
  readonly align?: Align;
  readonly strong?: boolean;
  /** Takes the rest of its row. */
  readonly wide?: boolean;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Totals under the rows. */
  readonly foot?: readonly (readonly string[])[];
}

export interface TableColumn {
  readonly title: Words;
  /** Numbers go right. */
  readonly align?: Align;
  /** Share of the width beside the other columns' shares. */
  readonly width: number;
}

export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly boxes: readonly SignatureBox[];
}

/** Not signed: room for a hand's signature. */
export interface SignatureBox {
  readonly role: Words;
  readonly signed?: {
    readonly name: string;
    readonly post: Words;
    /** As it is to be printed, in the site's time. */
    readonly at: string;
    /** First digits of the signed digest, hex. */
    readonly digest: string;
  };
}

export interface QrBlock {
  readonly kind: 'qr';
  readonly data: string;
  /** Printed under the code in groups of four, to be compared by eye. */
  readonly hex: string;
  readonly caption?: Words;
}

/** Two stacks beside each other; one under the other on the roll. */
export interface SideBlock {
  readonly kind: 'side';
  readonly left: readonly Block[];
  readonly right: readonly Block[];
  readonly rightMm: number;
}
