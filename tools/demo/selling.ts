/** Sales at the demo's counter, and the ones that were wrong. */
import type { OutputOf } from '../../shared/contracts/contract.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { yuan } from './amounts.ts';
import { ROOMS } from './campus.ts';
import type { Month } from './month.ts';

export type Meter = OutputOf<typeof meters>['rows'][number];

export interface Selling extends Month {
  readonly meterOf: ReadonlyMap<string, Meter>;
  /** Sales before this one. */
  readonly serial: number;
}

const TENDERS = ['cash', 'cash', 'cash', 'qr', 'qr', 'campus-card'] as const;

interface Wanted {
  readonly meterId: string;
  readonly yuan: number;
  readonly tender: (typeof TENDERS)[number];
}

async function sell({ as, serial }: Selling, wanted: Wanted) {
  const clerk = as('vending-clerk');
  const { meterId, tender } = wanted;
  const sum = yuan(wanted.yuan);
  const quote = await clerk.ask(quoteSale, { meterId, moneyFen: sum });
  const due = quote.priced.totalFen;
  const reference = tender === 'cash' ? {} : { reference: `DEMO${serial + 100_001}` };
  return clerk.call(sellCredit, {
    by: 'money',
    moneyFen: sum,
    meterId,
    tenders: [{ tender, amountFen: due, ...reference }],
    expectedTotalFen: due,
    priceVersionId: quote.priceVersionId,
    ...(quote.retype ? { confirmFen: due } : {}),
  });
}

/** Sells to a room; answers the cash that came in. */
export async function sellOne(selling: Selling): Promise<number> {
  const { random } = selling;
  const room = ROOMS[Math.trunc(random() * ROOMS.length)]!;
  const times = room.category === 'staff' ? 2 : 1;
  const wanted = {
    meterId: selling.meterOf.get(room.meterNo)!.meterId,
    yuan: [10, 20, 30, 50, 50, 100][Math.trunc(random() * 6)]! * times,
    tender: TENDERS[Math.trunc(random() * TENDERS.length)]!,
  };
  const { totalFen } = await sell(selling, wanted);
  return wanted.tender === 'cash' ? totalFen : 0;
}

/** Sold to the wrong room for cash, and its reversal asked for; answers the cash that came in and the reversal. */
async function sellWrongly(selling: Selling, reason: string) {
  const clerk = selling.as('vending-clerk');
  // Only what lies unused can be taken back: a meter whose balance was not overdrawn.
  const { rows } = await clerk.ask(meters, { limit: 200 });
  const { meterId } = rows.reduce((most, meter) => (balanceOf(meter) > balanceOf(most) ? meter : most));
  const { saleId, totalFen } = await sell(selling, { meterId, yuan: 50, tender: 'cash' });
  const { reversal } = await clerk.call(requestReversal, { saleId, reason });
  return { reversalId: reversal!.reversalId, totalFen };
}

const balanceOf = (meter: Meter): number => meter.credit.balanceMilli ?? 0;

/** Asked for, approved by the supervisor, paid back: no cash stays. */
export async function reverseOne(selling: Selling): Promise<number> {
  const { reversalId } = await sellWrongly(selling, '报错房间号，用户当场发现');
  await selling.as('vending-supervisor').signed(approveReversal, { reversalId });
  await selling.as('vending-clerk').call(payBack, { reversalId });
  return 0;
}

/** Asked for, and still with the supervisor. */
export async function askForReversal(selling: Selling): Promise<number> {
  return (await sellWrongly(selling, '充到隔壁房间，用户要求退回')).totalFen;
}
