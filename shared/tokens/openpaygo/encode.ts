/** Making an OpenPAYGO token. The caller keeps the count: the one answered is the device's count from then on. */
import {
  baseOf,
  carriesValue,
  DISABLE_VALUE,
  nextCode,
  nextCount,
  type PaygoForm,
  type PaygoKind,
  SYNC_VALUE,
  withBase,
  writeCode,
} from './token.ts';

export interface PaygoDevice {
  readonly key: Uint8Array;
  readonly startingCode: number;
}

export interface PaygoWanted extends PaygoForm {
  readonly kind: PaygoKind;
  /** For `add` and `set`; the others carry their own. */
  readonly value?: number | undefined;
  /** The count of the last token made for the device. */
  readonly count: number;
}

export interface PaygoToken {
  readonly digits: string;
  readonly count: number;
}

/** Throws a RangeError for a value that no token of the form carries: see `carriesValue`. */
export function encodePaygo(device: PaygoDevice, wanted: PaygoWanted): PaygoToken {
  const value = valueCarried(wanted);
  const base = (baseOf(wanted, device.startingCode) + value) % (wanted.extended ? 1_000_000 : 1000);
  const count = nextCount(wanted.kind, wanted.count);
  let code = withBase(wanted, device.startingCode, base);
  for (let step = 0; step < count; step += 1) code = nextCode(device.key, wanted, code);
  return { digits: writeCode(wanted, withBase(wanted, code, base)), count };
}

function valueCarried({ kind, value = -1, extended }: PaygoWanted): number {
  if (kind === 'disable') return DISABLE_VALUE;
  if (kind === 'sync') return SYNC_VALUE;
  if (!carriesValue({ extended }, value)) throw new RangeError(`no token carries the value ${value}`);
  return value;
}
