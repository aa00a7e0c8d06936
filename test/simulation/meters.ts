/** Readings by hand and by file, changed meters, households that move, meters stopped and freed. */
import { applyReadingImport } from '../../shared/contracts/metering/apply-reading-import.ts';
import { blockMeter } from '../../shared/contracts/metering/block-meter.ts';
import { closeAccount } from '../../shared/contracts/metering/close-account.ts';
import { recordReading } from '../../shared/contracts/metering/record-reading.ts';
import { replaceMeter } from '../../shared/contracts/metering/replace-meter.ts';
import { stageReadingImport } from '../../shared/contracts/metering/stage-reading-import.ts';
import { unblockMeter } from '../../shared/contracts/metering/unblock-meter.ts';
import { instant } from '../../shared/values/calendar.ts';
import { type Milli, milli } from '../../shared/values/quantity.ts';
import { calendarDay, type Meter, versionAt } from './expected.ts';
import {
  moveIn,
  newCustomer,
  newMeter,
  nextMeterNo,
  note,
  nowOf,
  type Office,
  same,
  supervisor,
  wake,
} from './office.ts';
import { isStopped, ladderPosition } from './reckon-sale.ts';
import { costOf } from './reckoning.ts';

/** Days' use in register figures, before the ratio. */
const moved = (office: Office, meter: Meter): number =>
  office.random.chance(10) ? 0 : office.random.between(1, 60_000 / meter.ratio);

/** What a reading takes, or why it cannot be taken. Where the balance is not kept here, it takes nothing. */
function charge(office: Office, meter: Meter, value: number, ms: number): string | number {
  const { books } = office;
  const { account } = meter;
  const used = (value - meter.register) * meter.ratio;
  if (account === null || meter.delivery !== 'balance' || used === 0) return 0;
  if (meter.unit !== 'money') return used;
  const version = versionAt(books, meter.commodity, account.category, ms);
  if (version === undefined) return 'reading.no_price';
  const position = { meter, account, version: { ...version, basis: 'consumed' as const }, date: calendarDay(ms) };
  return costOf(version.tiers, ladderPosition(books, position), used);
}

function applyReading(meter: Meter, value: number, ms: number, taken: number): void {
  meter.used.push({ date: calendarDay(ms), milli: (value - meter.register) * meter.ratio });
  meter.register = value;
  meter.readAt = ms;
  meter.credit -= taken;
}

const active = ({ books }: Office): Meter[] => books.meters.filter((meter) => !meter.retired);

export async function read(office: Office): Promise<void> {
  const { random } = office;
  const meter = random.pick(active(office));
  const ms = nowOf(office) - (random.chance(50) ? 0 : random.between(0, 1_200) * 60_000);
  const back = random.chance(8) && meter.register > 1_000;
  const value = back ? meter.register - 1_000 : meter.register + moved(office, meter);
  const taken = charge(office, meter, value, ms);
  const refusal =
    meter.readAt >= ms
      ? meter.readAt === ms
        ? 'reading.differs'
        : 'reading.not_later'
      : back
        ? 'reading.backwards'
        : null;
  const input = { meterId: meter.id, totalMilli: milli(value), readAt: instant(ms) };
  const expected = refusal ?? (typeof taken === 'string' ? taken : null);
  if (expected === 'reading.differs') return;
  if (expected !== null) {
    const { code } = await supervisor(office).refused(recordReading, input);
    note(office, `read ${meter.no}: ${code}`);
    return same(office, `reading of ${meter.no}`, code, expected);
  }
  // Signing in again moves no clock for the supervisor's first acts of a day only: the moment is the reading's own.
  const recorded = await supervisor(office).call(recordReading, input);
  note(office, `read ${meter.no} ${value}`);
  same(office, `charge of ${meter.no}`, recorded.charged, taken);
  applyReading(meter, value, ms, taken as number);
  if (random.chance(15)) {
    const twice = await supervisor(office).call(recordReading, input);
    same(office, 'the same reading twice', twice.recorded, false);
  }
}

const localMinute = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

export async function readByFile(office: Office): Promise<void> {
  const { random } = office;
  await wake(office);
  const ms = Math.floor(nowOf(office) / 60_000) * 60_000;
  const rows = active(office)
    .filter((meter) => meter.readAt < ms && random.chance(70))
    .map((meter) => {
      const value = meter.register + moved(office, meter);
      return { meter, value, taken: charge(office, meter, value, ms) };
    });
  const good = rows.filter(({ taken }) => typeof taken === 'number');
  if (good.length === 0) return;
  const line = ({ meter, value }: (typeof rows)[number]): string =>
    `${meter.no},${localMinute(ms)},${Math.floor(value / 1_000)}.${String(value % 1_000).padStart(3, '0')}`;
  const bad = random.chance(40) ? ['M99999,2026-13-40,abc'] : [];
  const text = ['表号,抄表时间,读数', ...good.map(line), ...bad].join('\r\n');
  const fileBase64 = Buffer.from(text, 'utf8').toString('base64');
  const staged = await supervisor(office).call(stageReadingImport, { fileName: 'readings.csv', fileBase64 });
  same(office, 'rows of a file', [staged.goodRows, staged.badRows], [good.length, bad.length]);
  if (bad.length > 0) {
    const { code } = await supervisor(office).refused(applyReadingImport, { batchId: staged.batchId });
    same(office, 'a file with bad rows', code, 'import.bad_rows');
  }
  const input = { batchId: staged.batchId, leaveOutBad: bad.length > 0 };
  const applied = await supervisor(office).call(applyReadingImport, input);
  same(office, 'readings recorded', applied.recorded, good.length);
  for (const { meter, value, taken } of good) applyReading(meter, value, ms, taken as number);
  note(office, `file of ${good.length} readings`);
}

const isUnknown = ({ books }: Office, meter: Meter): boolean =>
  books.sales.some((sale) => sale.meter === meter && sale.attempt === 'UNKNOWN');

export async function change(office: Office): Promise<void> {
  const { books, random } = office;
  await wake(office);
  const meter = random.pick(active(office));
  const ms = nowOf(office);
  const value = meter.register + moved(office, meter);
  const taken = charge(office, meter, value, ms);
  const newMeterNo = nextMeterNo(office);
  const newRatio = random.pick([1, 10]);
  const rest = { newMeterNo, newInitialMilli: milli(0), newRatio, reason: '旧表损坏' };
  const input = { meterId: meter.id, finalReading: { totalMilli: milli(value) }, ...rest };
  const refusal = isUnknown(office, meter)
    ? 'meter.blocked'
    : meter.delivery !== 'balance'
      ? 'meter.stand_missing'
      : meter.readAt >= ms
        ? 'reading.not_later'
        : typeof taken === 'string'
          ? taken
          : null;
  if (refusal === 'reading.not_later') return;
  if (refusal !== null) {
    const { code } = await supervisor(office).refused(replaceMeter, input);
    note(office, `change ${meter.no}: ${code}`);
    return same(office, `changing ${meter.no}`, code, refusal);
  }
  const changed = await supervisor(office).call(replaceMeter, input);
  applyReading(meter, value, ms, taken as number);
  same(office, 'credit carried to the new meter', changed.carried, meter.credit);
  const next = newMeter({ ...meter, id: changed.newMeterId, no: newMeterNo, ratio: newRatio });
  next.account = meter.account;
  next.credit = meter.credit;
  meter.credit = 0;
  meter.retired = true;
  books.meters.push(next);
  note(office, `change ${meter.no} to ${newMeterNo}`);
}

/** A household leaves, its credit with it; another one comes, or the same one into the same room. */
export async function moveOut(office: Office): Promise<void> {
  const { books, random } = office;
  await wake(office);
  const account = random.pick(books.accounts.filter((one) => one.open));
  const ms = nowOf(office);
  const meters = active(office).filter((meter) => meter.account === account);
  const kept = meters.filter((meter) => meter.delivery === 'balance');
  const readings = kept.map((meter) => {
    const value = meter.register + moved(office, meter);
    return { meter, value, taken: charge(office, meter, value, ms) };
  });
  if (kept.some((meter) => meter.readAt >= ms) || readings.some(({ taken }) => typeof taken === 'string')) return;
  const input = {
    accountId: account.id,
    readings: readings.map(({ meter, value }) => ({ meterId: meter.id, totalMilli: value as Milli })),
    // The display of a network meter is read as empty: what is in it stays in it.
    stands: meters
      .filter((meter) => meter.delivery === 'network')
      .map((meter) => ({ meterId: meter.id, remaining: 0 })),
    reason: '退房',
  };
  if (meters.some((meter) => isUnknown(office, meter))) {
    const { code } = await supervisor(office).refused(closeAccount, input);
    return same(office, 'moving out while a delivery is unknown', code, 'meter.blocked');
  }
  if (books.sales.some((sale) => sale.attempt === 'SENT' && meters.includes(sale.meter))) {
    const { code } = await supervisor(office).refused(closeAccount, input);
    same(office, 'moving out while a delivery is under way', code, 'sale.undelivered');
    return;
  }
  if (input.stands.length > 0 && random.chance(30)) {
    const { code } = await supervisor(office).refused(closeAccount, { ...input, stands: [] });
    same(office, 'moving out without the figure of a network meter', code, 'meter.stand_missing');
  }
  const closed = await supervisor(office).call(closeAccount, input);
  for (const { meter, value, taken } of readings) applyReading(meter, value, ms, taken as number);
  const carried = kept.filter((meter) => meter.credit !== 0).map((meter) => [meter.id, meter.credit]);
  same(
    office,
    'credit of those who move out',
    closed.carried.map((one) => [one.meterId, one.amount]).sort(),
    carried.sort(),
  );
  for (const meter of kept) {
    const { commodity, unit, credit: amount } = meter;
    if (amount !== 0) books.held.push({ customerId: account.customerId, commodity, unit, amount });
    meter.credit = 0;
  }
  for (const meter of meters) meter.account = null;
  account.open = false;
  note(office, `move-out ${account.id}`);
  await moveIn(office, account.roomId, random.chance(40) ? account.customerId : await newCustomer(office));
}

export async function stopOrFree(office: Office): Promise<void> {
  const { random, house } = office;
  const meter = random.pick(active(office));
  const blockId = meter.blocks[0];
  if (blockId === undefined) {
    if (isStopped(office.books, meter) || random.chance(50)) return;
    const input = { meterId: meter.id, reason: 'fault' as const, note: '表计异常' };
    meter.blocks.push((await house.as('vending-technician').call(blockMeter, input)).blockId);
    return note(office, `block ${meter.no}`);
  }
  await supervisor(office).call(unblockMeter, { blockId, note: '已修复' });
  meter.blocks.shift();
  note(office, `free ${meter.no}`);
}
