/** The end of a day at the counter: handed over to the cashier, handed in, closed blind, signed by two, sealed. */
import { colleagues } from '../../shared/contracts/posts/colleagues.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { printSlipCopy } from '../../shared/contracts/reconciliation/print-slip-copy.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { slip } from '../../shared/contracts/reconciliation/slip.ts';
import { tallySlip } from '../../shared/contracts/reconciliation/tally-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { handOverDrawer } from '../../shared/contracts/tills/hand-over-drawer.ts';
import type { Tender } from '../../shared/payments/tender.ts';
import { netOf } from '../../shared/reconciliation/tally.ts';
import type { BusinessDate } from '../../shared/values/calendar.ts';
import { ZERO } from '../../shared/values/money.ts';
import { countOf, yuan } from './amounts.ts';
import type { Second } from './caller.ts';
import { CASHIER, CLERK, FINANCE, type Month } from './month.ts';

export const FLOAT_FEN = yuan(500);

/** Days before today on which the drawer does not hold what the books say; the reason the clerk gives. */
const DIFFERENCES: Readonly<Record<number, { readonly fen: number; readonly reason: string }>> = {
  20: { fen: 200, reason: '多出两元，可能有用户未取走找零' },
  9: { fen: -500, reason: '找零时可能多找，待查' },
};

export interface Ending {
  readonly date: BusinessDate;
  readonly back: number;
  readonly drawerSessionId: string;
  /** By the books. */
  readonly cashFen: number;
}

/** Answers the cash left in the drawer for the next day. */
export async function endDay(month: Month, ending: Ending): Promise<number> {
  const { session, cashFen } = await handOver(month, ending);
  const cashier = month.as('cashier');
  const drop = Math.trunc((cashFen - FLOAT_FEN) / 10_000) * 100;
  if (drop > 0) await cashier.signed(dropCash, { amountFen: yuan(drop), to: 'safe' }, [FINANCE]);
  const left = cashFen - Math.max(drop, 0) * 100;
  await cashier.signed(closeDrawer, { count: countOf(left) });
  await slipOf(month, ending.drawerSessionId, 'vending-clerk', CASHIER);
  await slipOf(month, session, 'cashier', CLERK);
  return left;
}

/** Counted together; a difference is counted twice and said as it is. */
async function handOver(month: Month, { back, cashFen }: Ending) {
  const clerk = month.as('vending-clerk');
  const { rows } = await clerk.ask(colleagues, { post: 'cashier' });
  const difference = DIFFERENCES[back];
  const found = cashFen + (difference?.fen ?? 0);
  const input = { toPersonId: rows[0]!.personId, count: countOf(found) };
  let outcome = await clerk.signed(handOverDrawer, input, [CASHIER]);
  if (difference !== undefined)
    outcome = await clerk.signed(handOverDrawer, { ...input, reason: difference.reason }, [CASHIER]);
  if (outcome.outcome !== 'closed' || outcome.nextSessionId === null)
    throw new Error('demo house: the drawer was not handed over');
  return { session: outcome.nextSessionId, cashFen: found };
}

async function slipOf(month: Month, drawerSessionId: string, by: 'vending-clerk' | 'cashier', second: Second) {
  const custodian = month.as(by);
  const { slipId, contentDigest } = await custodian.call(makeSlip, { drawerSessionId });
  await tally(month, slipId, by);
  await custodian.signed(signSlip, { slipId, contentDigest }, [second]);
  await custodian.call(printSlipCopy, { slipId });
}

/** The other one's own account; it agrees with the slip, whatever the drawer held. */
async function tally(month: Month, slipId: string, custodian: 'vending-clerk' | 'cashier'): Promise<void> {
  const { content } = await month.as(custodian).ask(slip, { slipId });
  const net = (tender: Tender) => (content === null ? ZERO : netOf(content, tender));
  const figures = {
    cashFen: net('cash'),
    bankCardFen: net('bank-card'),
    qrFen: net('qr'),
    campusCardFen: net('campus-card'),
  };
  await month.as(custodian === 'cashier' ? 'vending-clerk' : 'cashier').call(tallySlip, { slipId, ...figures });
}

export const seal = async ({ as }: Month, businessDate: BusinessDate): Promise<void> =>
  void (await as('vending-supervisor').signed(closeDay, { businessDate }));
