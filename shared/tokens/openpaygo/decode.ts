/**
 * What a device does with the digits typed into it: the other side of `encode.ts`, and the simulator of the tests. It
 * knows its key, its starting code, the last count it took and which older ones of those that add it has not seen.
 *
 * It looks 64 tokens ahead, 100 for a token that sets the count, so that tokens bought and never typed in do not lock
 * it out; one of the last 16 that adds is still taken late, once.
 */
import type { PaygoDevice } from './encode.ts';
import {
  baseOf,
  DISABLE_VALUE,
  nextCode,
  type PaygoForm,
  type PaygoKind,
  readCode,
  SYNC_VALUE,
  withBase,
} from './token.ts';

const AHEAD = 64;
const AHEAD_FOR_SYNC = 100;
const LATE = 16;

export interface DeviceMemory {
  readonly count: number;
  /** Counts taken, of the last ones. */
  readonly used: readonly number[];
}

export type Typed =
  | { readonly taken: true; readonly kind: PaygoKind; readonly value: number; readonly memory: DeviceMemory }
  | { readonly taken: false; readonly why: 'not-a-token' | 'used' };

export function typeIn(device: PaygoDevice, form: PaygoForm, memory: DeviceMemory, typed: string): Typed {
  const code = readCode(form, typed);
  if (code === null) return { taken: false, why: 'not-a-token' };
  const base = baseOf(form, code);
  const values = form.extended ? 1_000_000 : 1000;
  const value = (base - baseOf(form, device.startingCode) + values) % values;
  let wasUsed = false;
  let candidate = withBase(form, device.startingCode, base);
  const last = memory.count + (value === SYNC_VALUE ? AHEAD_FOR_SYNC : AHEAD);
  for (let count = 0; count <= last; count += 1) {
    if (withBase(form, candidate, base) === code) {
      const kind = kindOf(count, value);
      if (isFresh(memory, count, kind)) return { taken: true, kind, value, memory: remembered(memory, count, kind) };
      wasUsed = true;
    }
    candidate = nextCode(device.key, form, candidate);
  }
  return { taken: false, why: wasUsed ? 'used' : 'not-a-token' };
}

function kindOf(count: number, value: number): PaygoKind {
  if (count % 2 === 0) return 'add';
  if (value === SYNC_VALUE) return 'sync';
  return value === DISABLE_VALUE ? 'disable' : 'set';
}

function isFresh(memory: DeviceMemory, count: number, kind: PaygoKind): boolean {
  if (count > memory.count) return true;
  if (kind === 'sync') return count > memory.count - AHEAD;
  return kind === 'add' && count > memory.count - LATE && !memory.used.includes(count);
}

/** A token that sets or unlocks makes the older ones worthless; one that adds leaves them open. */
function remembered(memory: DeviceMemory, count: number, kind: PaygoKind): DeviceMemory {
  const highest = kind === 'sync' ? count : Math.max(memory.count, count);
  const from = Math.max(0, highest - LATE);
  const every = Array.from({ length: highest - from + 1 }, (_, index) => from + index);
  const used = kind === 'add' ? every.filter((one) => one === count || memory.used.includes(one)) : every;
  return { count: highest, used };
}
