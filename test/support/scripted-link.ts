/**
 * Meters at the far end of a line, as a scripted outside party: each keeps a register, a relay, a clock and credit, and
 * can be made silent, unreachable, lying or slow of relay. It speaks the port, so nothing of ours is replaced.
 */
import type { LinkAnswer, MeterError, MeterLink, MeterValues } from '../../server/modules/network/index.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { addSeconds } from '../../shared/values/calendar.ts';

export interface ScriptedMeter {
  energyMilli: number;
  powerWatts: number;
  relay: 'closed' | 'open' | 'close-allowed';
  clockAheadSeconds: number;
  moneyLeftFen: number;
  purchaseCount: number;
  line: 'up' | 'silent' | 'down';
  /** To a switch: does as told, says no, says yes and does nothing, does it and says nothing. */
  manner: 'obeys' | 'refuses' | 'lies' | 'does-not-answer';
  /** Switches it was sent, oldest first. */
  readonly told: string[];
}

export interface ScriptedLink extends MeterLink {
  /** The meter, made on first sight. */
  meter(meterId: string): ScriptedMeter;
  /** How many meters were asked anything so far. */
  readonly asked: { count: number };
  /** Runs before each question is answered; may throw, as a process that dies in the middle. */
  before: (meterId: string) => void;
}

const fresh = (): ScriptedMeter => ({
  energyMilli: 0,
  powerWatts: 0,
  relay: 'closed',
  clockAheadSeconds: 0,
  moneyLeftFen: 0,
  purchaseCount: 0,
  line: 'up',
  manner: 'obeys',
  told: [],
});

export function scriptedLink(clock: () => Clock): ScriptedLink {
  const meters = new Map<string, ScriptedMeter>();
  const meterOf = (meterId: string): ScriptedMeter => {
    const known = meters.get(meterId) ?? fresh();
    meters.set(meterId, known);
    return known;
  };
  const at = () => clock().now();
  const answered = <T>(value: T): LinkAnswer<T> => ({ result: 'answered', value, at: at() });
  const refused = (error: MeterError): LinkAnswer<never> => ({ result: 'refused', error, at: at() });
  const lost = (meter: ScriptedMeter): LinkAnswer<never> | null => {
    if (meter.line === 'up') return null;
    return meter.line === 'silent' ? { result: 'silent', at: at() } : { result: 'unreachable', at: at() };
  };
  const said = (meter: ScriptedMeter, item: keyof MeterValues): LinkAnswer<unknown> => {
    const values: Partial<MeterValues> = {
      energyTotalMilli: meter.energyMilli,
      powerWatts: meter.relay === 'closed' ? meter.powerWatts : 0,
      currentMilliamperes: meter.relay === 'closed' ? Math.round(meter.powerWatts / 0.22) : 0,
      relay: meter.relay,
      clock: addSeconds(at(), meter.clockAheadSeconds),
      moneyLeftFen: meter.moneyLeftFen,
      overdraftFen: 0,
      purchaseCount: meter.purchaseCount,
    };
    return values[item] === undefined ? refused('no-such-data') : answered(values[item]);
  };
  const link: ScriptedLink = {
    asked: { count: 0 },
    before: () => {},
    meter: meterOf,
    async read({ meterId }, items) {
      link.before(meterId);
      link.asked.count += 1;
      const meter = meterOf(meterId);
      return Object.fromEntries(items.map((item) => [item, lost(meter) ?? said(meter, item)])) as never;
    },
    async switchRelay({ meterId }, command) {
      link.before(meterId);
      const meter = meterOf(meterId);
      if (meter.line !== 'up') return lost(meter)!;
      meter.told.push(command);
      if (meter.manner === 'refuses') return refused('not-authorised');
      const becomes = { trip: 'open', close: 'closed', 'allow-close': 'close-allowed' } as const;
      if (meter.manner !== 'lies' && command in becomes) meter.relay = becomes[command as keyof typeof becomes];
      return meter.manner === 'does-not-answer' ? { result: 'silent', at: at() } : answered(null);
    },
    writePrices: async () => refused('other'),
    broadcastTime: async () => answered(null),
  };
  return link;
}
