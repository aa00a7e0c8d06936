import { PROTECTIONS } from '../../../shared/control/words.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import type { PlacedMeter } from '../collection/index.ts';
import { whyNotCut } from './trip-guard.ts';

/** Refuses 'control.room_protected', 'control.supply_running' or 'control.sale_open'. */
export async function requireCuttable(tx: Tx, siteId: string, meter: PlacedMeter): Promise<void> {
  const hindrance = (await whyNotCut(tx, siteId, [meter.meter_id])).get(meter.meter_id);
  if (hindrance === undefined) return;
  if (hindrance.why === 'sale-open') refuse('control.sale_open', { slip: hindrance.slip });
  if (hindrance.why === 'supply') refuse('control.supply_running');
  const kind = PROTECTIONS[hindrance.why];
  refuse('control.room_protected', { room: meter.room_code, kind: kind.zh, kindEn: kind.en });
}
