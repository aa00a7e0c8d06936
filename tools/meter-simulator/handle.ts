/** What a test or a demo may see of a simulated meter and do to it with its own hands. */
import type { HeardTelegram, Placed } from './bus.ts';
import {
  advance,
  balanceFen,
  book,
  clockDigits,
  type Electricity,
  moneyLeftFen,
  overdraftFen,
  type PurchaseRecord,
  pressButton,
} from './electricity.ts';
import type { Faults } from './faults.ts';
import { advanceFlow, type Flow } from './flow.ts';
import { statusOf } from './registers.ts';

export interface ElectricitySnapshot {
  readonly protocol: 'dlt645';
  readonly phase: 'test' | 'running';
  readonly customerNo: string;
  /** Below zero when overdrawn. */
  readonly balanceFen: number;
  readonly moneyLeftFen: number;
  readonly overdraftFen: number;
  /** Of a wallet of energy, 0 in others. */
  readonly energyLeftMilli: number;
  readonly purchaseCount: number;
  readonly purchasedTotalFen: number;
  /** Newest first, at most 10. */
  readonly purchases: readonly PurchaseRecord[];
  readonly energyMilli: number;
  readonly relay: 'closed' | 'open' | 'close-allowed';
  readonly kept: boolean;
  /** 0.0001 yuan for sharp, peak, flat, valley. */
  readonly prices: readonly number[];
  readonly backupPrices: readonly number[];
  /** YYMMDDhhmm; zeros when none is ahead. */
  readonly switchAt: string;
  /** YYMMDDhhmmss. */
  readonly clock: string;
  readonly authenticationFailures: number;
}

export interface FlowSnapshot {
  readonly protocol: 'cjt188';
  readonly litres: number;
  readonly valve: 'open' | 'closed' | 'faulty';
  readonly batteryLow: boolean;
}

export interface SimulatedMeter {
  readonly address: string;
  readonly protocol: 'dlt645' | 'cjt188';
  readonly state: ElectricitySnapshot | FlowSnapshot;
  /** The state of an electricity meter; throws for another. */
  readonly electricity: ElectricitySnapshot;
  /** The state of a water or gas meter; throws for another. */
  readonly flow: FlowSnapshot;
  /** Every telegram that reached it, newest last; at most 2000. */
  readonly heard: readonly HeardTelegram[];
  /** Faults of this meter alone, over those of all. */
  setFaults(faults: Partial<Faults>): void;
  /** Without power or with its cable cut: it hears and answers nothing. */
  setDead(dead: boolean): void;
  /** The customer's button. */
  pressButton(): void;
  /** The key that must be pressed to give it an address. */
  pressProgrammingKey(pressed: boolean): void;
  /** Watts, or litres an hour. */
  setLoad(load: number): void;
  /** How far its clock is ahead of the simulator's. */
  setClockOffset(ms: number): void;
  /** The relay or valve no longer moves, whatever is ordered. */
  setStuck(stuck: boolean): void;
  /** Somebody else has sold to this meter: one more purchase that the house knows nothing of. */
  buyElsewhere(amountFen: number): void;
}

function electricitySnapshot(meter: Electricity, now: number): ElectricitySnapshot {
  advance(meter, now);
  return {
    protocol: 'dlt645',
    phase: meter.phase,
    customerNo: meter.customerNo,
    balanceFen: balanceFen(meter),
    moneyLeftFen: meter.prepaid === 'energy' ? 0 : moneyLeftFen(meter),
    energyLeftMilli: meter.prepaid === 'energy' ? moneyLeftFen(meter) * 10 : 0,
    overdraftFen: overdraftFen(meter),
    purchaseCount: meter.purchaseCount,
    purchasedTotalFen: meter.purchasedTotalFen,
    purchases: [...meter.purchases],
    energyMilli: meter.steps.reduce((sum, steps) => sum + steps, 0) * 10,
    relay: statusOf(meter),
    kept: meter.kept,
    prices: [...meter.prices],
    backupPrices: [...meter.backup],
    switchAt: meter.switchAt,
    clock: clockDigits(meter, now),
    authenticationFailures: meter.security.failures,
  };
}

function flowSnapshot(meter: Flow, now: number): FlowSnapshot {
  advanceFlow(meter, now);
  return { protocol: 'cjt188', litres: meter.litres, valve: meter.valve, batteryLow: meter.batteryLow };
}

const needElectricity = (meter: Electricity | Flow): Electricity => {
  if (meter.protocol !== 'dlt645') throw new Error(`${meter.address} is no electricity meter`);
  return meter;
};

const needFlow = (meter: Electricity | Flow): Flow => {
  if (meter.protocol !== 'cjt188') throw new Error(`${meter.address} is no water or gas meter`);
  return meter;
};

export function handleOf(placed: Placed, now: () => number): SimulatedMeter {
  const { meter } = placed;
  const settled = (): void => (meter.protocol === 'dlt645' ? advance(meter, now()) : advanceFlow(meter, now()));
  return {
    get address() {
      return meter.address;
    },
    protocol: meter.protocol,
    get state() {
      return meter.protocol === 'dlt645' ? electricitySnapshot(meter, now()) : flowSnapshot(meter, now());
    },
    get electricity() {
      return electricitySnapshot(needElectricity(meter), now());
    },
    get flow() {
      return flowSnapshot(needFlow(meter), now());
    },
    get heard() {
      return [...placed.log];
    },
    setFaults(faults) {
      placed.faults = { ...placed.faults, ...faults };
    },
    setDead(dead) {
      placed.dead = dead;
    },
    pressButton() {
      settled();
      pressButton(needElectricity(meter));
    },
    pressProgrammingKey(pressed) {
      needElectricity(meter).programmingKey = pressed;
    },
    setLoad(load) {
      settled();
      if (meter.protocol === 'dlt645') meter.loadWatts = load;
      else meter.litresPerHour = load;
    },
    setClockOffset(ms) {
      settled();
      meter.clockOffsetMs = ms;
    },
    setStuck(stuck) {
      if (meter.protocol === 'dlt645') meter.stuck = stuck;
      else meter.valve = stuck ? 'faulty' : 'open';
    },
    buyElsewhere(amountFen) {
      settled();
      book(needElectricity(meter), amountFen, now());
    },
  };
}
