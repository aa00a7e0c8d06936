/** A month at the counter: every day opened by counting, sold, handed over, closed, signed by two and sealed. */
import { applyReadingImport } from '../../shared/contracts/metering/apply-reading-import.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { stageReadingImport } from '../../shared/contracts/metering/stage-reading-import.ts';
import { countDrawer } from '../../shared/contracts/tills/count-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { payIn } from '../../shared/contracts/tills/pay-in.ts';
import { addDays, addSeconds, type BusinessDate, instant } from '../../shared/values/calendar.ts';
import { countOf } from './amounts.ts';
import { ROOMS } from './campus.ts';
import { endDay, FLOAT_FEN, seal } from './closing.ts';
import { handIn } from './handing-in.ts';
import { HAPPENINGS } from './happenings.ts';
import type { Month } from './month.ts';
import { evening, morning } from './routine.ts';
import { askForReversal, type Meter, reverseOne, type Selling, sellOne } from './selling.ts';

const SALES_A_DAY = 24;
/** Days before today on which somebody's sale is reversed, asked to be, and the drawer is counted unannounced. */
const REVERSED = 6;
const ASKED = 1;
const SURPRISE = 12;
const AT_NOON = 16;

/** Answers how many sales were made, and the cash that lies in the drawer after the last. */
export async function trade(month: Month): Promise<{ sales: number; cashFen: number }> {
  const meterOf = await metersOf(month);
  let cashFen = 0;
  let serial = 0;
  for (let back = month.days; back >= 1; back -= 1) {
    const date = addDays(month.today, -back);
    cashFen = await tradeDay({ ...month, date, back, meterOf, cashFen, serial });
    serial += SALES_A_DAY;
    if (back % 7 === 1) await readMeters(month, date);
  }
  return { sales: serial, cashFen };
}

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

interface Day extends Selling {
  readonly date: BusinessDate;
  readonly back: number;
  readonly cashFen: number;
}

/** Answers the cash left in the drawer. */
async function tradeDay(day: Day): Promise<number> {
  const { as, clock, date, back, drawerId } = day;
  clock.set(instant(`${date}T00:20:00.000Z`));
  await morning(day, back);
  const clerk = as('vending-clerk');
  clock.set(instant(`${date}T00:25:00.000Z`));
  const { drawerSessionId } = await clerk.call(openDrawer, { drawerId, count: countOf(day.cashFen) });
  let cashFen = day.cashFen;
  if (cashFen < FLOAT_FEN) {
    await clerk.signed(payIn, { amountFen: FLOAT_FEN, source: 'bank', reason: '领备用金' });
    cashFen += FLOAT_FEN;
  }
  for (let index = 0; index < SALES_A_DAY; index += 1) {
    clock.set(addSeconds(clock.now(), pause(day, index)));
    if (index === AT_NOON) cashFen += await atNoon(day, drawerSessionId, cashFen);
    cashFen += await sellOne({ ...day, serial: day.serial + index });
  }
  const left = await endDay(day, { date, back, drawerSessionId, cashFen });
  clock.set(addSeconds(clock.now(), 600));
  await evening(day, back);
  await day.runJobs();
  await seal(day, date);
  await handIn(day, back);
  return left;
}

/** Seconds to the next customer: they come after classes, four in a row. */
const pause = ({ random }: Day, index: number): number =>
  index % 4 === 0 ? 1_500 + Math.trunc(random() * 2_400) : 25 + Math.trunc(random() * 60);

/** What happens besides while the counter is open; answers the cash that came in. */
async function atNoon(day: Day, drawerSessionId: string, cashFen: number): Promise<number> {
  const { as, back } = day;
  await HAPPENINGS[back]?.(day, (meterNo) => day.meterOf.get(meterNo)!.meterId);
  if (back === SURPRISE)
    await as('vending-supervisor').signed(countDrawer, {
      drawerSessionId,
      count: countOf(cashFen),
      reason: '月中抽查',
    });
  if (back === REVERSED) return reverseOne(day);
  return back === ASKED ? askForReversal(day) : 0;
}

/** The week's readings, as a file: every room has used something, a few more than they bought. */
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
