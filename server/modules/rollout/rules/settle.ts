/** What an answer from a meter makes of its row. Pure. */
import type { LagReason, RolloutState } from '../../../../shared/rollout/words.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import type { LinkAnswer } from '../../network/index.ts';

export interface RowEnd {
  readonly state: RolloutState;
  readonly reason: LagReason | null;
  readonly next_try_at: Instant | null;
  readonly switch_at?: Instant | null;
  readonly confirmed_at?: Instant | null;
}

const MINUTE = 60;
/** The meter is asked which price is in force this long after the switch: its clock may be minutes off. */
const CHECK_AFTER_SECONDS = 10 * MINUTE;
const LONGEST_WAIT_SECONDS = 6 * 3600;

/** A meter takes its backup set over at a minute that is still to come, whatever its clock says. */
export const EARLIEST_SWITCH_SECONDS = 15 * MINUTE;

export function switchAtOf(effectiveFrom: Instant, now: Instant): Instant {
  const earliest = addSeconds(now, EARLIEST_SWITCH_SECONDS);
  return effectiveFrom > earliest ? effectiveFrom : earliest;
}

/** 5 minutes, then twice as long each time, at most six hours. @param attempts made so far, this one included */
export function nextTryAt(now: Instant, attempts: number): Instant {
  const wait = 5 * MINUTE * 2 ** Math.min(attempts - 1, 10);
  return addSeconds(now, Math.min(wait, LONGEST_WAIT_SECONDS));
}

interface Tried {
  readonly now: Instant;
  readonly attempts: number;
}

/** Written means written and read back: the link says "answered" for nothing less. */
export function settleWritten(
  answer: LinkAnswer<null>,
  { now, attempts, switchAt }: Tried & { switchAt: Instant },
): RowEnd {
  const again = nextTryAt(now, attempts);
  switch (answer.result) {
    case 'answered':
      return {
        state: 'sent',
        reason: null,
        switch_at: switchAt,
        next_try_at: addSeconds(switchAt, CHECK_AFTER_SECONDS),
      };
    case 'refused': {
      const { error } = answer;
      const reason = error === 'no-such-data' || error === 'not-authorised' ? error : 'refused';
      return { state: 'refused', reason, next_try_at: again };
    }
    case 'silent':
    case 'unreachable':
      return { state: 'silent', reason: answer.result, next_try_at: again };
  }
}

/** After the switch. A meter that cannot say its price is believed what was read back when it was written. */
export function settleChecked(
  answer: LinkAnswer<number>,
  { now, attempts, prices }: Tried & { readonly prices: readonly number[] },
): RowEnd {
  const inForce: RowEnd = { state: 'confirmed', reason: null, next_try_at: null, confirmed_at: now };
  switch (answer.result) {
    case 'answered':
      return prices.includes(answer.value) ? inForce : { state: 'refused', reason: 'other-price', next_try_at: now };
    case 'refused':
      return inForce;
    case 'silent':
    case 'unreachable':
      return { state: 'sent', reason: answer.result, next_try_at: nextTryAt(now, attempts) };
  }
}
