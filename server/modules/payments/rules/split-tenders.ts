/** How a sum is paid, decided without a database: exact to the fen, change from cash only, references where needed. */
import type { Tender, TenderLine } from '../../../../shared/payments/tender.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { addMoney, fen, formatMoney, type Money, subtractMoney } from '../../../../shared/values/money.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface PaidLine {
  readonly tender: Tender;
  readonly amountFen: Money;
  readonly tenderedFen: Money | null;
  readonly changeFen: Money | null;
  readonly reference: string | null;
}

export interface Split {
  readonly lines: readonly PaidLine[];
  readonly cashFen: Money;
  readonly changeFen: Money;
}

/** The tender's name in both languages, as the refusals' texts want it. */
export const tenderWords = (tender: Tender) => ({
  tender: TENDERS[tender].title.zh,
  tenderEn: TENDERS[tender].title.en.toLowerCase(),
});

function paidInCash({ amountFen, tenderedFen = amountFen, reference }: TenderLine): PaidLine {
  if (reference !== undefined) refuse('payment.reference_not_cash');
  if (tenderedFen < amountFen) refuse('payment.tendered_short');
  return {
    tender: 'cash',
    amountFen,
    tenderedFen,
    changeFen: subtractMoney(tenderedFen, amountFen),
    reference: null,
  };
}

function paidOtherwise({ tender, amountFen, tenderedFen, reference }: TenderLine): PaidLine {
  const { referenceNeeded } = TENDERS[tender];
  if (tenderedFen !== undefined && tenderedFen !== amountFen) refuse('payment.tendered_not_cash');
  if (referenceNeeded && reference === undefined) refuse('payment.reference_needed', tenderWords(tender));
  return { tender, amountFen, tenderedFen: null, changeFen: null, reference: reference ?? null };
}

/**
 * Refuses `payment.sum_differs`, `payment.tender_twice`, `payment.tendered_short`, `payment.tendered_not_cash`,
 * `payment.reference_needed`, `payment.reference_not_cash`, `payment.reference_used` (twice in the same list).
 */
export function splitTenders(totalFen: Money, tenders: readonly TenderLine[]): Split {
  const sum = addMoney(...tenders.map((line) => line.amountFen));
  if (sum !== totalFen) refuse('payment.sum_differs', { sum: formatMoney(sum), total: formatMoney(totalFen) });
  if (tenders.filter(({ tender }) => TENDERS[tender].cash).length > 1) refuse('payment.tender_twice');
  const lines = tenders.map((line) => (TENDERS[line.tender].cash ? paidInCash(line) : paidOtherwise(line)));
  const seen = new Set<string>();
  for (const { tender, reference } of lines) {
    if (reference === null) continue;
    if (seen.has(`${tender} ${reference}`)) refuse('payment.reference_used', { ...tenderWords(tender), reference });
    seen.add(`${tender} ${reference}`);
  }
  const cash = lines.find(({ tender }) => TENDERS[tender].cash);
  return { lines, cashFen: cash?.amountFen ?? fen(0), changeFen: cash?.changeFen ?? fen(0) };
}
