/** What an electricity meter shows and takes under its identifiers (11 and 14 of DL/T 645). */
import {
  clockDigits,
  type Electricity,
  moneyLeftFen,
  msOfDigits,
  overdraftFen,
  type PurchaseRecord,
  priceInForce,
} from './electricity.ts';
import { bcd, printed, reversed, signedBcd } from './telegrams.ts';

const sum = (steps: readonly number[]): number => steps.reduce((total, one) => total + one, 0);

/** Total and four tariffs. */
const byTariff = (steps: readonly number[]): number[] => [sum(steps), ...steps];

const bits = (...set: readonly (readonly [number, boolean])[]): Buffer => {
  const word = set.reduce((all, [bit, on]) => (on ? all | (1 << bit) : all), 0);
  return Buffer.from([word & 0xff, word >> 8]);
};

function statusWord(meter: Electricity, which: number, now: number): Buffer {
  if (which !== 3) return Buffer.alloc(2);
  return bits(
    [3, meter.programmingKey],
    [4, meter.relay === 'open'],
    [6, meter.ordered === 'open'],
    [7, meter.alarmed],
    [8, meter.prepaid === 'energy'],
    [9, meter.prepaid === 'money'],
    [10, meter.setInForce === 1],
    [12, meter.kept],
    [13, meter.security.random !== null && now < meter.security.until],
    [15, meter.phase === 'running'],
  );
}

function energy(meter: Electricity, di: string): Buffer | null {
  const [, kind, tariff, day] = /^00(00|01|02)(..)(..)$/.exec(di) ?? [];
  if (kind === undefined) return null;
  const stepsAt = (n: number): readonly number[] | undefined =>
    kind === '02' ? [0, 0, 0, 0] : n === 0 ? meter.steps : meter.settlements[n - 1];
  if (tariff === 'FF' && day === 'FF') return null;
  if (tariff === 'FF') {
    const steps = stepsAt(Number.parseInt(day!, 16));
    return steps === undefined ? null : Buffer.concat(byTariff(steps).map((one) => bcd(one, 4)));
  }
  const index = Number.parseInt(tariff!, 16);
  if (index > 4) return null;
  if (day === 'FF') {
    const days = [meter.steps, ...meter.settlements];
    return Buffer.concat(days.map((steps) => bcd(byTariff(steps)[index]!, 4)));
  }
  const steps = stepsAt(Number.parseInt(day!, 16));
  return steps === undefined ? null : bcd(byTariff(steps)[index]!, 4);
}

function momentary(meter: Electricity, di: string, now: number): Buffer | null {
  const watts = meter.relay === 'closed' ? meter.loadWatts : 0;
  const milliamperes = Math.round((watts * 1000) / 220);
  const nothing = bcd(0, 3);
  const values: Readonly<Record<string, Buffer>> = {
    '02010100': bcd(2200, 2),
    '0201FF00': bcd(2200, 2),
    '02020100': signedBcd(milliamperes, 3),
    '0202FF00': signedBcd(milliamperes, 3),
    '02030000': signedBcd(watts * 10, 3),
    '02030100': signedBcd(watts * 10, 3),
    '0203FF00': Buffer.concat([signedBcd(watts * 10, 3), signedBcd(watts * 10, 3), nothing, nothing]),
    '02040000': nothing,
    '02050000': bcd(watts * 10, 3),
    '02060000': bcd(1000, 2),
    '02800002': bcd(5000, 2),
    '02800007': signedBcd(215, 2),
    '02800020': bcd(priceInForce(meter, now), 4),
  };
  return values[di] ?? null;
}

function purchaseRecord(meter: Electricity, di: string): Buffer | null {
  const [, wallet, kind, nth] = /^033([23])(0[1-6])(..)$/.exec(di) ?? [];
  if (kind === undefined || meter.prepaid !== (wallet === '2' ? 'energy' : 'money')) return null;
  const n = Number.parseInt(nth!, 16);
  if (n < 1 || n > 10) return null;
  const record: PurchaseRecord = meter.purchases[n - 1] ?? {
    at: '0000000000',
    count: n === 1 ? meter.purchaseCount : 0,
    amountFen: 0,
    beforeFen: 0,
    afterFen: 0,
    totalFen: n === 1 ? meter.purchasedTotalFen : 0,
  };
  const laid: Readonly<Record<string, Buffer>> = {
    '01': bcd(record.at, 5),
    '02': bcd(record.count, 2),
    '03': bcd(Math.abs(record.amountFen), 4),
    '04': bcd(record.beforeFen, 4),
    '05': bcd(record.afterFen, 4),
    '06': bcd(record.totalFen, 4),
  };
  return laid[kind]!;
}

function wallet(meter: Electricity, di: string): Buffer | null {
  const byMoney: Readonly<Record<string, number>> = {
    '00900200': moneyLeftFen(meter),
    '00900201': overdraftFen(meter),
    '04001001': meter.alarmFen,
    '04001002': 0,
    '04001003': meter.overdraftLimitFen,
    '04001004': meter.hoardLimitFen,
    '04001005': meter.minimumToCloseFen,
  };
  const byEnergy: Readonly<Record<string, number>> = {
    '00900100': moneyLeftFen(meter),
    '00900101': overdraftFen(meter),
    '04000F01': meter.alarmFen,
    '04000F02': 0,
    '04000F04': meter.overdraftLimitFen,
  };
  const value = { money: byMoney, energy: byEnergy, none: {} as Readonly<Record<string, number>> }[meter.prepaid][di];
  return value === undefined ? null : bcd(value, 4);
}

function parameters(meter: Electricity, di: string, now: number): Buffer | null {
  const clock = clockDigits(meter, now);
  const [, set, tariff] = /^04050([12])0([1-4])$/.exec(di) ?? [];
  if (set !== undefined) return bcd((set === '1' ? meter.prices : meter.backup)[Number(tariff) - 1]!, 4);
  const word = /^0400050([1-7])$/.exec(di)?.[1];
  if (word !== undefined) return statusWord(meter, Number(word), now);
  const weekday = new Date(`20${clock.slice(0, 2)}-${clock.slice(2, 4)}-${clock.slice(4, 6)}T00:00:00Z`).getUTCDay();
  const values: Readonly<Record<string, Buffer>> = {
    '04000101': bcd(`${clock.slice(0, 6)}0${weekday}`, 4),
    '04000102': bcd(clock.slice(6), 3),
    '04000106': bcd(0, 5),
    '04000107': bcd(0, 5),
    '04000108': bcd(meter.switchAt, 5),
    '04000109': bcd(0, 5),
    '04000204': bcd(4, 1),
    '04000207': bcd(0, 1),
    '04000306': bcd(1, 3),
    '04000307': bcd(1, 3),
    '04000401': reversed(meter.address),
    '04000402': reversed(meter.address),
    '04000404': reversed(Buffer.from('220V\0\0').toString('hex')),
    '0400040E': bcd(meter.customerNo, 6),
    '040005FF': Buffer.concat([1, 2, 3, 4, 5, 6, 7].map((which) => statusWord(meter, which, now))),
    '04000B01': bcd('0100', 2),
  };
  return values[di] ?? null;
}

/** The bytes behind an identifier, as 8 hex digits in capitals; null: the meter does not know it. */
export const readRegister = (meter: Electricity, di: string, now: number): Buffer | null =>
  energy(meter, di) ??
  momentary(meter, di, now) ??
  purchaseRecord(meter, di) ??
  wallet(meter, di) ??
  parameters(meter, di, now);

type Written = 'done' | 'no-such-data' | 'refused';

function setClock(meter: Electricity, digits: string, now: number): Written {
  const ms = msOfDigits(digits);
  if (Number.isNaN(ms)) return 'refused';
  meter.clockOffsetMs += ms - msOfDigits(clockDigits(meter, now));
  return 'done';
}

const NUMBERS: Readonly<Record<string, (meter: Electricity, fen: number) => void>> = {
  '04001001': (meter, fen) => {
    meter.alarmFen = fen;
  },
  '04001003': (meter, fen) => {
    meter.overdraftLimitFen = fen;
  },
  '04001004': (meter, fen) => {
    meter.hoardLimitFen = fen;
  },
  '04001005': (meter, fen) => {
    meter.minimumToCloseFen = fen;
  },
};

/** Writes `bytes` under `di`. The price set in force is read only, as on a real meter. */
export function writeRegister(meter: Electricity, di: string, bytes: Buffer, now: number): Written {
  const digits = printed(bytes);
  const fits = (size: number): boolean => bytes.length === size && /^\d+$/.test(digits);
  const tariff = /^0405020([1-4])$/.exec(di)?.[1];
  if (tariff !== undefined) {
    if (!fits(4)) return 'refused';
    meter.backup[Number(tariff) - 1] = Number(digits);
    return 'done';
  }
  if (/^040501/.test(di)) return 'refused';
  if (di === '04000108') {
    if (!fits(5) || Number.isNaN(msOfDigits(`${digits}00`))) return 'refused';
    meter.switchAt = digits;
    return 'done';
  }
  const clock = clockDigits(meter, now);
  if (di === '04000101') return fits(4) ? setClock(meter, digits.slice(0, 6) + clock.slice(6), now) : 'refused';
  if (di === '04000102') return fits(3) ? setClock(meter, clock.slice(0, 6) + digits, now) : 'refused';
  const number = NUMBERS[di];
  if (number === undefined) return 'no-such-data';
  if (!fits(4)) return 'refused';
  number(meter, Number(digits));
  return 'done';
}

/** What a test looks at. */
export const statusOf = (meter: Electricity): 'closed' | 'open' | 'close-allowed' =>
  meter.relay === 'closed' ? 'closed' : meter.ordered === 'open' ? 'open' : 'close-allowed';
