/** SQL of flags. One of a kind is present for a meter until it is resolved. */
import type { FlagKind, FlagState } from '../../../../shared/collection/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { FlagFacts } from '../rules/say-flag.ts';

export interface FlagRow {
  readonly flag_id: string;
  readonly meter_id: string;
  readonly kind: FlagKind;
  readonly first_at: Instant;
  readonly last_at: Instant;
  readonly times: number;
  readonly facts: FlagFacts;
  readonly state: FlagState;
  readonly case_id: string | null;
}

export const lockPresentFlag = (tx: Tx, siteId: string, meterId: string, kind: FlagKind) =>
  tx
    .prepared<FlagRow>(
      'collection.lock-present-flag',
      `select flag_id, meter_id, kind, first_at, last_at, times, facts, state, case_id from collection_flag
       where site_id = $1 and meter_id = $2 and kind = $3 and state <> 'resolved' for update`,
      [siteId, meterId, kind],
    )
    .then(([row]) => row);

export const lockFlag = (tx: Tx, siteId: string, flagId: string) =>
  tx
    .prepared<FlagRow>(
      'collection.lock-flag',
      `select flag_id, meter_id, kind, first_at, last_at, times, facts, state, case_id from collection_flag
       where site_id = $1 and flag_id = $2 for update`,
      [siteId, flagId],
    )
    .then(([row]) => row);

export async function insertFlag(
  tx: Tx,
  siteId: string,
  flag: { readonly meterId: string; readonly kind: FlagKind; readonly at: Instant; readonly facts: FlagFacts },
): Promise<string> {
  const flagId = newId();
  await tx.keep(
    'collection_flag',
    q
      .insertInto('collection_flag')
      .values({
        site_id: siteId,
        flag_id: flagId,
        meter_id: flag.meterId,
        kind: flag.kind,
        first_at: flag.at,
        last_at: flag.at,
        times: 1,
        facts: JSON.stringify(flag.facts),
        state: 'open',
        case_id: null,
        seen_by: null,
        seen_at: null,
        resolved_by: null,
        resolved_at: null,
        note: null,
      })
      .returningAll(),
  );
  tx.touch('collection');
  return flagId;
}

interface FlagChange {
  readonly last_at?: Instant;
  readonly times?: number;
  readonly facts?: string;
  readonly state?: FlagState;
  readonly case_id?: string;
  readonly seen_by?: string;
  readonly seen_at?: Instant;
  readonly resolved_by?: string;
  readonly resolved_at?: Instant;
  readonly note?: string;
}

export async function changeFlag(tx: Tx, siteId: string, flagId: string, change: FlagChange): Promise<void> {
  await tx.keep(
    'collection_flag',
    q
      .updateTable('collection_flag')
      .set(change)
      .where('site_id', '=', siteId)
      .where('flag_id', '=', flagId)
      .returningAll(),
  );
  tx.touch('collection');
}
