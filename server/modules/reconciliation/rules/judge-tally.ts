/** The second signer's account against the slip's. */
import { TENDER_KEYS, type Tender } from '../../../../shared/payments/tender.ts';
import {
  type Books,
  netOf,
  TALLY_FIELDS,
  type TallyField,
  type TallyFigures,
} from '../../../../shared/reconciliation/tally.ts';
import { addMoney, type Money, subtractMoney, ZERO } from '../../../../shared/values/money.ts';

const FIELDS = Object.entries(TALLY_FIELDS) as [TallyField, Tender][];

/** Own less books, of those tenders that differ. */
export const differences = (books: Books, own: TallyFigures): { tender: Tender; fen: Money }[] =>
  FIELDS.map(([field, tender]) => ({ tender, fen: subtractMoney(own[field], netOf(books, tender)) }))
    .filter(({ fen }) => fen !== 0)
    .toSorted((a, b) => TENDER_KEYS.indexOf(a.tender) - TENDER_KEYS.indexOf(b.tender));

export const sumOf = (found: readonly { readonly fen: Money }[]): Money =>
  addMoney(ZERO, ...found.map(({ fen }) => fen));

/** `again` after the first that differs; what the second says, stands. */
export const outcomeOf = (attempt: number, agrees: boolean): 'again' | 'agrees' | 'case' =>
  agrees ? 'agrees' : attempt === 1 ? 'again' : 'case';
