/** A month at the counter: every day opened by counting, sold, counted blind, signed by two, closed and sealed. */

import type { OutputOf } from '../../shared/contracts/contract.ts';
import { applyReadingImport } from '../../shared/contracts/metering/apply-reading-import.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { stageReadingImport } from '../../shared/contracts/metering/stage-reading-import.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { payIn } from '../../shared/contracts/tills/pay-in.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import type { PostKey } from '../../shared/posts.ts';
import { addDays, addSeconds, type BusinessDate, type Instant, instant } from '../../shared/values/calendar.ts';
import { countOf, yuan } from './amounts.ts';
import type { Caller } from './caller.ts';
import { ROOMS } from './campus.ts';

interface Month {
  readonly as: (post: PostKey) => Caller;
  readonly clock: { now(): Instant; set(to: Instant): void };
  readonly drawerId: string;
  readonly days: number;
  readonly today: BusinessDate;
  readonly random: () => number;
}

const SALES_A_DAY = 36;
const FLOAT_FEN = yuan(500);
const TENDERS = ['cash', 'cash', 'cash', 'qr', 'qr', 'campus-card'] as const;
const CASHIER = { login: 'shoufei', post: 'cashier' } as const;
const FINANCE = { login: 'jingfei', post: 'finance' } as const;

export async function trade(month: Month): Promise<number> {
  const meterOf = await metersOf(month);
  let cashFen = 0;
  let sold = 0;
  for (let back = month.days; back >= 1; back -= 1) {
    const date = addDays(month.today, -back);
    const day = await tradeDay({ ...month, date, meterOf, cashFen, serial: sold });
    cashFen = day.cashFen;
    sold += day.sold;
    if (back % 7 === 1) await readMeters(month, date);
  }
  return sold;
}

type Meter = OutputOf<typeof meters>['rows'][number];

/** Every meter of the house by its number. */
async function metersOf({ as }: Month): Promise<Map<string, Meter>> {
  const found = new Map<string, Meter>();
  let after: string | undefined;
  do {
    const page = await as('vending-technician').ask(meters, { limit: 200, ...(after === undefined ? {} : { after }) });
    for (const meter of page.rows) found.set(meter.meterNo, meter);
    after = page.next;
  } while (after !== undefined);
  return found;
}

interface Day extends Month {
  readonly date: BusinessDate;
  readonly meterOf: ReadonlyMap<string, Meter>;
  readonly cashFen: number;
  readonly serial: number;
}

async function tradeDay(day: Day): Promise<{ cashFen: number; sold: number }> {
  const { as, clock, date, drawerId } = day;
  const clerk = as('vending-clerk');
  clock.set(instant(`${date}T00:25:00.000Z`));
  const { drawerSessionId } = await clerk.call(openDrawer, { drawerId, count: countOf(day.cashFen) });
  let cashFen = day.cashFen;
  if (cashFen < FLOAT_FEN) {
    await clerk.signed(payIn, { amountFen: FLOAT_FEN, source: 'safe', reason: '领备用金' }, [FINANCE]);
    cashFen += FLOAT_FEN;
  }
  for (let index = 0; index < SALES_A_DAY; index += 1) {
    clock.set(addSeconds(clock.now(), 300 + Math.trunc(day.random() * 900)));
    cashFen += await sellOne(day, index);
  }
  const drop = Math.trunc((cashFen - FLOAT_FEN) / 10_000) * 10_000;
  if (drop > 0) {
    await clerk.signed(dropCash, { amountFen: yuan(drop / 100), to: 'in-transit' }, [FINANCE]);
    cashFen -= drop;
  }
  await closeCounter(day, drawerSessionId, cashFen);
  return { cashFen: await leftAfter(day, cashFen), sold: SALES_A_DAY };
}

/** Once in the month five yuan are missing: what the demo's cases page shows. */
const isShort = (day: Day): boolean => day.date === addDays(day.today, -9);
const leftAfter = async (day: Day, cashFen: number): Promise<number> => cashFen - (isShort(day) ? 500 : 0);

async function closeCounter(day: Day, drawerSessionId: string, cashFen: number): Promise<void> {
  const { as, date } = day;
  const clerk = as('vending-clerk');
  const count = countOf(await leftAfter(day, cashFen));
  await clerk.signed(closeDrawer, { count });
  if (isShort(day)) await clerk.signed(closeDrawer, { count, reason: '找零时可能多找，待查' });
  const slip = await clerk.call(makeSlip, { drawerSessionId });
  await clerk.signed(signSlip, { slipId: slip.slipId, contentDigest: slip.contentDigest }, [CASHIER]);
  await as('vending-supervisor').signed(closeDay, { businessDate: date });
}

/** Sells to a room; answers the cash that came in. */
async function sellOne(day: Day, index: number): Promise<number> {
  const clerk = day.as('vending-clerk');
  const room = ROOMS[Math.trunc(day.random() * ROOMS.length)]!;
  const { meterId } = day.meterOf.get(room.meterNo)!;
  const sum = yuan([10, 20, 30, 50, 50, 100][Math.trunc(day.random() * 6)]! * (room.category === 'staff' ? 2 : 1));
  const quote = await clerk.ask(quoteSale, { meterId, moneyFen: sum });
  const tender = TENDERS[Math.trunc(day.random() * TENDERS.length)]!;
  const due = quote.priced.totalFen;
  const line = {
    tender,
    amountFen: due,
    ...(tender === 'cash' ? {} : { reference: `DEMO${day.serial + index + 100_001}` }),
  };
  await clerk.call(sellCredit, {
    by: 'money',
    moneyFen: sum,
    meterId,
    tenders: [line],
    expectedTotalFen: due,
    priceVersionId: quote.priceVersionId,
    ...(quote.retype ? { confirmFen: due } : {}),
  });
  return tender === 'cash' ? due : 0;
}

/** Sunday's readings, as a file: every room has used something, a few more than they bought. */
async function readMeters(month: Month, date: BusinessDate): Promise<void> {
  const { random } = month;
  const technician = month.as('vending-technician');
  month.clock.set(instant(`${date}T12:30:00.000Z`));
  const last = await metersOf(month);
  const lines = ROOMS.map((room) => {
    const before = last.get(room.meterNo)!.registerMilli;
    const used = Math.trunc((room.category === 'staff' ? 30 : 12) * 1000 * (0.4 + random()));
    return `${room.meterNo},${date} 20:00,${((before + used) / 1000).toFixed(2)}`;
  });
  const fileBase64 = Buffer.from(['表号,抄表时间,读数', ...lines].join('\n'), 'utf8').toString('base64');
  const { batchId } = await technician.call(stageReadingImport, { fileName: `抄表${date}.csv`, fileBase64 });
  await technician.call(applyReadingImport, { batchId });
}
