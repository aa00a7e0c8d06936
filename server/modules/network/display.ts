/** What a person read from a meter's display. */
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { noteEvent, requireOnLine } from './store/lines.ts';

export interface Shown {
  readonly meterId: string;
  readonly shownCount: number;
  readonly shownFen?: number | undefined;
  readonly shownMilli?: number | undefined;
  readonly note: string;
}

/** Refuses 'meter.off_line', and 'display.unit_missing' where the figure of the meter's own unit is not given. */
export async function keepDisplay(tx: Tx, actor: Actor, clock: Clock, shown: Shown): Promise<string> {
  const { siteId, personId, post } = actor;
  const { credit_unit: unit, line_id: lineId } = await requireOnLine(tx, siteId, shown.meterId);
  const balance = unit === 'money' ? shown.shownFen : shown.shownMilli;
  if (balance === undefined) return refuse('display.unit_missing');
  const displayId = newId();
  const at = clock.now();
  await tx.keep(
    'meter_display',
    q
      .insertInto('meter_display')
      .values({
        site_id: siteId,
        display_id: displayId,
        meter_id: shown.meterId,
        shown_count: shown.shownCount,
        unit,
        shown_balance: balance,
        note: shown.note,
        at,
        person_id: personId,
        post,
      })
      .returningAll(),
  );
  const { meterId } = shown;
  await noteEvent(tx, { siteId, lineId, meterId, kind: 'display-read', note: shown.note, at, personId });
  tx.touch('network');
  return displayId;
}
