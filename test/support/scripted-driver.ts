/**
 * A delivery driver that speaks the port and does what the test says: lose an answer, refuse, apply without saying so.
 * It keeps what arrived in its meters, so that a test can compare what was sold with what is there.
 */
import {
  announceDriver,
  type DeliveryDriver,
  type DeliveryOutcome,
  type DeliveryRequest,
} from '../../server/modules/metering/index.ts';
import type { DeliveryKind, DeliveryReason } from '../../shared/metering/words.ts';
import { instant } from '../../shared/values/calendar.ts';

/** What happens to the next delivery; `apply` when nothing more is scripted. */
export type Script =
  | 'apply'
  /** Applied in the meter, but the answer never came. */
  | 'apply-and-lose-answer'
  /** Neither applied nor answered. */
  | 'lose'
  /** The driver breaks: a bug, or the process died. */
  | 'throw'
  | { readonly notApplied: DeliveryReason };

export interface ScriptedDriver extends DeliveryDriver {
  /** The steps to come, first first. */
  script(...steps: Script[]): void;
  /** While it is deaf, `lookup` does not know either. */
  deaf(yes: boolean): void;
  /** Credit in a meter of this driver. */
  creditOf(meterId: string): number;
  readonly calls: readonly { readonly kind: 'deliver' | 'lookup'; readonly requestId: string }[];
}

interface MeterInside {
  balance: number;
  purchaseCount: number;
}

export function scriptedDriver(kind: DeliveryKind = 'network'): ScriptedDriver {
  const meters = new Map<string, MeterInside>();
  const applied = new Map<string, DeliveryOutcome>();
  const steps: Script[] = [];
  const calls: { kind: 'deliver' | 'lookup'; requestId: string }[] = [];
  let isDeaf = false;

  announceDriver(kind);
  const meterOf = (meterId: string): MeterInside => {
    const known = meters.get(meterId) ?? { balance: 0, purchaseCount: 0 };
    meters.set(meterId, known);
    return known;
  };
  const apply = (request: DeliveryRequest): DeliveryOutcome => {
    const meter = meterOf(request.meterId);
    if (request.purchaseCount !== meter.purchaseCount + 1) return { result: 'notApplied', reason: 'count-differs' };
    meter.balance += request.amount;
    meter.purchaseCount += 1;
    const at = instant('2026-01-01T00:00:00.000Z');
    const outcome: DeliveryOutcome = { result: 'applied', readBack: { ...meter, at } };
    applied.set(request.requestId, outcome);
    return outcome;
  };

  return {
    kind,
    calls,
    script: (...more) => void steps.push(...more),
    deaf(yes) {
      isDeaf = yes;
    },
    creditOf: (meterId) => meterOf(meterId).balance,
    async deliver(request) {
      calls.push({ kind: 'deliver', requestId: request.requestId });
      const before = applied.get(request.requestId);
      if (before !== undefined) return before;
      const step = steps.shift() ?? 'apply';
      if (step === 'throw') throw new Error('the scripted driver breaks');
      if (step === 'lose') return { result: 'unknown', reason: 'no-answer' };
      if (step === 'apply-and-lose-answer') {
        apply(request);
        return { result: 'unknown', reason: 'no-answer' };
      }
      return step === 'apply' ? apply(request) : { result: 'notApplied', reason: step.notApplied };
    },
    async lookup(_siteId, requestId) {
      calls.push({ kind: 'lookup', requestId });
      if (isDeaf) return { result: 'unknown', reason: 'unreachable' };
      return applied.get(requestId) ?? { result: 'notApplied', reason: 'no-such-request' };
    },
  };
}
