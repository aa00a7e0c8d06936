/**
 * An electricity meter with a relay that counts energy and money. It counts in steps of 0.01 kWh, as its registers do;
 * a step costs exactly `price` millionths of a yuan (price in 0.0001 yuan a kWh). Time is handed in; what happened
 * since the last look is worked out hour by hour: tariffs, price switch, settlement on the first of the month.
 */

export interface PurchaseRecord {
  /** YYMMDDhhmm by the meter's clock. */
  readonly at: string;
  readonly count: number;
  readonly amountFen: number;
  readonly beforeFen: number;
  readonly afterFen: number;
  readonly totalFen: number;
}

export interface ElectricityOptions {
  readonly protocol: 'dlt645';
  /** 12 digits; other hex digits are taken, as some real meters have them. */
  readonly address: string;
  /** Which prepaid dialect it speaks. */
  readonly variant?: 'plain' | 'order-number' | 'security-port';
  /** What its wallet holds. A wallet of energy takes no purchase by line: how one is laid out is not known. */
  readonly prepaid?: 'money' | 'energy' | 'none';
  readonly phase?: 'test' | 'running';
  readonly customerNo?: string;
  readonly moneyFen?: number;
  /** In a wallet of energy. */
  readonly energyLeftMilli?: number;
  readonly purchaseCount?: number;
  readonly purchasedTotalFen?: number;
  /** Thousandths of a kWh at the start, counted as flat tariff. */
  readonly energyMilli?: number;
  readonly loadWatts?: number;
  /** 0.0001 yuan a kWh for sharp, peak, flat, valley. */
  readonly prices?: readonly [number, number, number, number];
  readonly overdraftLimitFen?: number;
  readonly hoardLimitFen?: number;
  readonly minimumToCloseFen?: number;
  readonly alarmFen?: number;
  /** Closes by itself after a purchase instead of waiting for the customer's button. */
  readonly closesByItself?: boolean;
  readonly level?: string;
  readonly password?: string;
  /** The meter's clock against the simulator's. */
  readonly clockOffsetMs?: number;
  readonly driftMsPerDay?: number;
  /** Most bytes of data in one answer; more come as further frames. */
  readonly answerBytes?: number;
}

export interface Electricity
  extends Required<Omit<ElectricityOptions, 'moneyFen' | 'energyLeftMilli' | 'energyMilli' | 'prices' | 'address'>> {
  address: string;
  phase: 'test' | 'running';
  customerNo: string;
  /**
   * Millionths of a yuan; below zero when overdrawn. In a wallet of energy a step of 0.01 kWh stands where a fen does.
   */
  microYuan: number;
  purchaseCount: number;
  purchasedTotalFen: number;
  /** Newest first. */
  purchases: PurchaseRecord[];
  readonly orders: Set<string>;
  /** Steps of 0.01 kWh by tariff. */
  readonly steps: [number, number, number, number];
  /** Steps at the last settlement days, newest first. */
  readonly settlements: (readonly [number, number, number, number])[];
  wattMs: number;
  loadWatts: number;
  relay: 'closed' | 'open';
  ordered: 'closed' | 'open';
  openedFor: 'credit' | 'command' | null;
  stuck: boolean;
  kept: boolean;
  alarmed: boolean;
  programmingKey: boolean;
  prices: [number, number, number, number];
  backup: [number, number, number, number];
  /** YYMMDDhhmm; all zeros: no switch is ahead. */
  switchAt: string;
  setInForce: 0 | 1;
  overdraftLimitFen: number;
  hoardLimitFen: number;
  minimumToCloseFen: number;
  alarmFen: number;
  clockOffsetMs: number;
  readonly since: number;
  settledAt: number;
  /** YYMMDD of the last broadcast that was taken. */
  broadcastTaken: string;
  readonly security: {
    random: Buffer | null;
    until: number;
    minutes: number;
    failures: number;
    lockedUntil: number;
    macFailures: number;
  };
}

const STEP_WATT_MS = 10 * 3_600_000;
const FEN = 10_000;
const HOUR = 3_600_000;
/** Hours of the day → tariff: valley by night, peak before noon and in the evening. */
const TARIFF_OF_HOUR = [3, 3, 3, 3, 3, 3, 3, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 3] as const;
const NO_SWITCH = '0000000000';
const ZONE_MS = 8 * HOUR;

export function createElectricity(options: ElectricityOptions, now: number): Electricity {
  const { moneyFen = 0, energyLeftMilli = 0, energyMilli = 0, prices = [5000, 5000, 5000, 5000], ...given } = options;
  return {
    variant: 'plain',
    prepaid: 'money',
    phase: 'running',
    customerNo: '000000000000',
    purchaseCount: 0,
    purchasedTotalFen: 0,
    loadWatts: 500,
    overdraftLimitFen: 0,
    hoardLimitFen: 99_999_999,
    minimumToCloseFen: 1,
    alarmFen: 1000,
    closesByItself: false,
    level: '02',
    password: '000000',
    clockOffsetMs: 0,
    driftMsPerDay: 0,
    answerBytes: 196,
    ...given,
    address: given.address.toLowerCase(),
    microYuan: (given.prepaid === 'energy' ? Math.floor(energyLeftMilli / 10) : moneyFen) * FEN,
    purchases: [],
    orders: new Set(),
    steps: [0, 0, Math.floor(energyMilli / 10), 0],
    settlements: [],
    wattMs: 0,
    relay: 'closed',
    ordered: 'closed',
    openedFor: null,
    stuck: false,
    kept: false,
    alarmed: false,
    programmingKey: false,
    prices: [...prices],
    backup: [...prices],
    switchAt: NO_SWITCH,
    setInForce: 0,
    since: now,
    settledAt: now,
    broadcastTaken: '',
    security: { random: null, until: 0, minutes: 30, failures: 0, lockedUntil: 0, macFailures: 0 },
  };
}

/** YYMMDDhhmmss of the meter's clock (China's time). */
export function clockDigits(meter: Electricity, now: number): string {
  return wallDigits(meterMs(meter, now));
}

export const wallDigits = (ms: number): string =>
  new Date(ms + ZONE_MS).toISOString().replaceAll(/\D/g, '').slice(2, 14);

export const meterMs = (meter: Electricity, now: number): number =>
  now + meter.clockOffsetMs + Math.round((meter.driftMsPerDay * (now - meter.since)) / 86_400_000);

export function msOfDigits(digits: string): number {
  const [year, month, day, hour, minute, second] = digits.match(/\d\d/g) ?? [];
  return Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`) - ZONE_MS;
}

export const balanceFen = (meter: Electricity): number => Math.floor(meter.microYuan / FEN);
export const moneyLeftFen = (meter: Electricity): number => Math.max(0, balanceFen(meter));
export const overdraftFen = (meter: Electricity): number => Math.max(0, -Math.floor(meter.microYuan / FEN));

const spent = (meter: Electricity): boolean =>
  meter.prepaid !== 'none' && meter.phase === 'running' && meter.microYuan <= -meter.overdraftLimitFen * FEN;

function open(meter: Electricity, why: 'credit' | 'command'): void {
  meter.ordered = 'open';
  meter.openedFor = why;
  if (!meter.stuck) meter.relay = 'open';
}

export function close(meter: Electricity): void {
  meter.ordered = 'closed';
  if (!meter.stuck) meter.relay = 'closed';
  if (meter.relay === 'closed') meter.openedFor = null;
  cutIfSpent(meter);
}

function cutIfSpent(meter: Electricity): void {
  if (spent(meter) && !meter.kept && meter.ordered === 'closed' && meter.relay === 'closed') open(meter, 'credit');
}

export const trip = (meter: Electricity): void => open(meter, 'command');

/** What the customer's button does: closes a relay that may be closed. */
export function pressButton(meter: Electricity): void {
  if (meter.relay === 'open' && meter.ordered === 'closed') close(meter);
}

/** Books a purchase or, below zero, a refund. A cut-off for want of credit ends, but the relay waits for the button. */
export function book(meter: Electricity, amountFen: number, now: number): void {
  const beforeFen = moneyLeftFen(meter);
  meter.microYuan += amountFen * FEN;
  meter.purchaseCount += 1;
  meter.purchasedTotalFen += amountFen;
  meter.purchases.unshift({
    at: clockDigits(meter, now).slice(0, 10),
    count: meter.purchaseCount,
    amountFen,
    beforeFen,
    afterFen: moneyLeftFen(meter),
    totalFen: meter.purchasedTotalFen,
  });
  meter.purchases.length = Math.min(meter.purchases.length, 10);
  if (meter.openedFor === 'credit' && meter.ordered === 'open' && balanceFen(meter) >= meter.minimumToCloseFen) {
    meter.ordered = 'closed';
    if (meter.closesByItself) close(meter);
  }
  cutIfSpent(meter);
}

function draw(meter: Electricity, ms: number, tariff: 0 | 1 | 2 | 3): void {
  if (meter.relay === 'open') return;
  meter.wattMs += meter.loadWatts * ms;
  let steps = Math.floor(meter.wattMs / STEP_WATT_MS);
  const counts = meter.prepaid !== 'none' && meter.phase === 'running';
  const price = meter.prepaid === 'energy' ? FEN : meter.prices[tariff];
  if (counts && !meter.kept && price > 0) {
    const left = Math.max(0, Math.ceil((meter.microYuan + meter.overdraftLimitFen * FEN) / price));
    if (steps >= left && !meter.stuck) {
      steps = left;
      meter.wattMs = left * STEP_WATT_MS;
    }
  }
  meter.steps[tariff] += steps;
  meter.wattMs -= steps * STEP_WATT_MS;
  if (counts) meter.microYuan -= steps * price;
  cutIfSpent(meter);
}

function switchPrices(meter: Electricity, at: number): void {
  if (meter.switchAt === NO_SWITCH || clockDigits(meter, at) < `${meter.switchAt}00`) return;
  const before = meter.prices;
  meter.prices = meter.backup;
  meter.backup = before;
  meter.setInForce = meter.setInForce === 0 ? 1 : 0;
  meter.switchAt = NO_SWITCH;
}

/** Brings the meter to `now`. Called before anything is asked of it. */
export function advance(meter: Electricity, now: number): void {
  while (meter.settledAt < now) {
    switchPrices(meter, meter.settledAt);
    const shown = meterMs(meter, meter.settledAt) + ZONE_MS;
    let ms = Math.min(now - meter.settledAt, HOUR - (((shown % HOUR) + HOUR) % HOUR));
    if (meter.switchAt !== NO_SWITCH) {
      const ahead = msOfDigits(`${meter.switchAt}00`) - meterMs(meter, meter.settledAt);
      if (ahead > 0) ms = Math.min(ms, ahead);
    }
    const hour = new Date(shown).getUTCHours();
    draw(meter, ms, TARIFF_OF_HOUR[hour] ?? 2);
    const month = new Date(shown).getUTCMonth();
    meter.settledAt += ms;
    if (new Date(meterMs(meter, meter.settledAt) + ZONE_MS).getUTCMonth() !== month) {
      meter.settlements.unshift([...meter.steps]);
      meter.settlements.length = Math.min(meter.settlements.length, 12);
    }
  }
  switchPrices(meter, now);
  cutIfSpent(meter);
  meter.alarmed = meter.prepaid !== 'none' && balanceFen(meter) <= meter.alarmFen;
}

export const priceInForce = (meter: Electricity, now: number): number =>
  meter.prices[TARIFF_OF_HOUR[new Date(meterMs(meter, now) + ZONE_MS).getUTCHours()] ?? 2]!;
