/** Cards as they come out of a box: formatted for this house's simulator, or somebody else's. */
import { randomBytes } from 'node:crypto';
import { KEY_USES, type SimulatedSecurity } from '../card/security.ts';
import { type CardState, createVirtualCard, TRIES, type VirtualCard } from './card.ts';

/** An answer to reset as CPU cards of this kind give it: twelve historical bytes, the last eight the serial. */
const ATR = '3b6c00025a534d4f';

const PRICES_FLAT = 258;
const PRICES_LADDER = 203;

export interface BlankCard {
  /** Eight bytes in hex. */
  readonly serial?: string;
  /** Folders of the applications: df01 electricity, df02 water, df03 gas. */
  readonly folders?: readonly string[];
  readonly ladder?: boolean;
}

/** Files of zeros and the keys that the simulator gives a card of this serial. */
export function blankCard(security: SimulatedSecurity, options: BlankCard = {}): VirtualCard {
  const { serial = randomBytes(8).toString('hex'), folders = ['df01'], ladder = false } = options;
  const zeros = (length: number): string => '00'.repeat(length);
  const prices = zeros(ladder ? PRICES_LADDER : PRICES_FLAT);
  return createVirtualCard({
    ...outside(serial),
    folders: {
      '3f00': serialFile(serial),
      ...Object.fromEntries(
        folders.map((folder) => [folder, { 1: zeros(45), 2: zeros(8), 3: prices, 4: prices, 5: zeros(49) }]),
      ),
    },
    keys: Object.fromEntries(
      KEY_USES.map((use) => [use, Buffer.from(security.keyOf(Buffer.from(serial, 'hex'), use)).toString('hex')]),
    ),
    tries: { meter: TRIES, write: TRIES, purchase: TRIES },
  });
}

/** The application's folder is there and its files have no bytes yet. */
export function unissuedCard(serial = randomBytes(8).toString('hex')): VirtualCard {
  const folders = { '3f00': serialFile(serial), df01: { 1: '', 2: '', 3: '', 4: '', 5: '' } };
  return createVirtualCard({ ...outside(serial), folders, keys: {}, tries: {} });
}

/** A chip card of another trade: no such folder. */
export function foreignCard(serial = randomBytes(8).toString('hex')): VirtualCard {
  return createVirtualCard({ ...outside(serial), folders: { '3f00': serialFile(serial) }, keys: {}, tries: {} });
}

const outside = (serial: string): Pick<CardState, 'serial' | 'atr'> => ({ serial, atr: ATR + serial });

/** One byte of length, the serial, some bytes of the maker. */
const serialFile = (serial: string): Record<string, string> => ({ 25: `08${serial}${'00'.repeat(7)}` });
