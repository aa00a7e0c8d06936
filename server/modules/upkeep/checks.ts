/** What `verify` adds up in upkeep. */
import { gapless } from '../../platform/chain/verify/gapless.ts';
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const checks: readonly HouseCheck[] = [
  gapless({ table: 'repair_request', number: 'number', series: "'repair'" }),
];
