/** Flags as the page shows them: those that wait first, then by the last sight. */
import type { FlagView } from '../../../../shared/collection/view.ts';
import type { FlagKind, FlagState } from '../../../../shared/collection/words.ts';
import { resolveFlag } from '../../../../shared/contracts/collection/resolve-flag.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { type FlagFacts, sayFlag } from '../rules/say-flag.ts';
import { whoDid } from '../who-did.ts';

interface FlagViewRow {
  readonly flag_id: string;
  readonly meter_id: string;
  readonly meter_no: string;
  readonly room_code: string;
  readonly kind: FlagKind;
  readonly facts: FlagFacts;
  readonly first_at: Instant;
  readonly last_at: Instant;
  readonly times: number;
  readonly state: FlagState;
  readonly case_id: string | null;
  readonly case_number: string | null;
  readonly seen_by: string | null;
  readonly resolved_by: string | null;
  readonly note: string | null;
}

export interface FlagsWanted {
  readonly flagId?: string | undefined;
  readonly state?: FlagState | undefined;
  readonly kind?: FlagKind | undefined;
  readonly meterId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Without a state: those that are not resolved. Newest first. */
export async function flagViews(tx: Tx, actor: Actor, wanted: FlagsWanted): Promise<FlagView[]> {
  const rows = await tx.prepared<FlagViewRow>(
    'collection.flags',
    `select f.flag_id, f.meter_id, m.meter_no, p.full_code as room_code, f.kind, f.facts, f.first_at, f.last_at, f.times,
       f.state, f.case_id, case when c.case_id is null then null
         else case c.kind when 'case' then 'C' else 'I' end || c.case_no end as case_number,
       f.seen_by, f.resolved_by, f.note
     from collection_flag f
     join meter m on m.site_id = f.site_id and m.meter_id = f.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     left join case_file c on c.site_id = f.site_id and c.case_id = f.case_id
     where f.site_id = $1 and ($2::uuid is null or f.flag_id = $2)
       and case when $3::text is not null then f.state = $3
         else $2::uuid is not null or f.state <> 'resolved' end
       and ($4::text is null or f.kind = $4) and ($5::uuid is null or f.meter_id = $5)
       and ($6::uuid is null or f.flag_id < $6)
     order by f.flag_id desc limit $7`,
    [
      actor.siteId,
      wanted.flagId ?? null,
      wanted.state ?? null,
      wanted.kind ?? null,
      wanted.meterId ?? null,
      wanted.after ?? null,
      wanted.limit,
    ],
  );
  const name = await whoDid(
    tx,
    actor.siteId,
    rows.flatMap((row) => [row.seen_by, row.resolved_by]),
  );
  return rows.map((row) => ({
    id: row.flag_id,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.room_code,
    kind: row.kind,
    what: sayFlag(row.kind, row.facts),
    firstAt: row.first_at,
    lastAt: row.last_at,
    times: row.times,
    state: row.state,
    caseId: row.case_id,
    caseNumber: row.case_number,
    seenBy: row.seen_by === null ? null : name(row.seen_by),
    resolvedBy: row.resolved_by === null ? null : name(row.resolved_by),
    note: row.note,
    can: canOf(actor, [[resolveFlag, row.state !== 'resolved']]),
  }));
}
