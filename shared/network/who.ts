/** Who reads and who writes about lines and network meters; contracts name these lists. */
import { METERING_READERS } from '../metering/who.ts';
import type { PostKey } from '../posts.ts';

export const NETWORK_READERS = METERING_READERS;
export const LINE_WRITERS = ['vending-technician'] as const satisfies readonly PostKey[];
/** Asks a meter how it stands: whoever faces the customer may. */
export const METER_ASKERS = [
  'vending-clerk',
  'vending-supervisor',
  'vending-technician',
] as const satisfies readonly PostKey[];
