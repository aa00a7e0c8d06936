/** SQL of emergency supply, and how it is shown. */
import { approveSupply } from '../../../../shared/contracts/network/approve-supply.ts';
import { carryOutSupply } from '../../../../shared/contracts/network/carry-out-supply.ts';
import { endSupply } from '../../../../shared/contracts/network/end-supply.ts';
import { recordHandSupply } from '../../../../shared/contracts/network/record-hand-supply.ts';
import { refuseSupply } from '../../../../shared/contracts/network/refuse-supply.ts';
import type { SupplyView } from '../../../../shared/network/view.ts';
import { type LinkFailure, type SupplyState, supplyNumber } from '../../../../shared/network/words.ts';
import { type Instant, minutesBetween } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { requireSupplyMove } from '../rules/supply-states.ts';

export interface SupplyRow {
  readonly site_id: string;
  readonly supply_id: string;
  readonly number: number;
  readonly meter_id: string;
  readonly room_code: string;
  readonly reason: string;
  readonly state: SupplyState;
  readonly minutes: number;
  readonly requested_by: string;
  readonly requested_post: string;
  readonly requested_at: Instant;
  readonly decided_by: string | null;
  readonly decided_at: Instant | null;
  readonly refusal: string | null;
  readonly signature_ids: string[] | null;
  readonly way: 'remote' | 'by-hand' | null;
  readonly supplied_by: string | null;
  readonly supplied_at: Instant | null;
  readonly until: Instant | null;
  readonly failure: LinkFailure | null;
  readonly display_id: string | null;
  readonly ended_by: string | null;
  readonly ended_at: Instant | null;
  readonly end_note: string | null;
}

export async function insertSupply(tx: Tx, row: SupplyRow): Promise<void> {
  await tx.keep(
    'emergency_supply',
    q
      .insertInto('emergency_supply')
      .values(row as never)
      .returningAll(),
  );
}

/** Locked. Refuses 'record.not_found'. */
export async function lockSupply(tx: Tx, siteId: string, supplyId: string): Promise<SupplyRow> {
  const row = await tx.maybe(
    q
      .selectFrom('emergency_supply')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('supply_id', '=', supplyId)
      .forUpdate(),
  );
  return (row as SupplyRow | undefined) ?? refuse('record.not_found');
}

export type SupplyChange = Partial<Omit<SupplyRow, 'site_id' | 'supply_id' | 'number' | 'meter_id' | 'state'>>;

/** Refuses 'state.illegal_move', also for the state it is in already. */
export async function moveSupply(tx: Tx, row: SupplyRow, state: SupplyState, change: SupplyChange): Promise<void> {
  requireSupplyMove(row.state, state);
  await keepSupply(tx, row, { state, ...change });
}

/** It was tried and could not be done; it stays as it is. */
export const noteFailure = (tx: Tx, row: SupplyRow, failure: SupplyRow['failure']): Promise<void> =>
  keepSupply(tx, row, { failure });

async function keepSupply(
  tx: Tx,
  row: SupplyRow,
  change: SupplyChange & { readonly state?: SupplyState },
): Promise<void> {
  await tx.keep(
    'emergency_supply',
    q
      .updateTable('emergency_supply')
      .set(change as never)
      .where('site_id', '=', row.site_id)
      .where('supply_id', '=', row.supply_id)
      .returningAll(),
  );
  tx.touch('network');
}

/** The meter's supply that has not ended; there is never more than one. */
export async function presentSupply(tx: Tx, siteId: string, meterId: string): Promise<SupplyRow | undefined> {
  const [row] = await tx.prepared<SupplyRow>(
    'network.present-supply',
    `select * from emergency_supply where site_id = $1 and meter_id = $2
       and state in ('requested', 'approved', 'supplied')`,
    [siteId, meterId],
  );
  return row;
}

export interface SupplyFilter {
  readonly state?: SupplyState | undefined;
  readonly meterId?: string | undefined;
  readonly supplyId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const LIST = `select e.*, m.meter_no from emergency_supply e
  join meter m on m.site_id = e.site_id and m.meter_id = e.meter_id
  where e.site_id = $1 and ($2::text is null or e.state = $2) and ($3::uuid is null or e.meter_id = $3)
    and ($4::uuid is null or e.supply_id = $4) and ($5::uuid is null or e.supply_id < $5)
  order by e.supply_id desc limit $6`;

export async function supplyViews(
  tx: Tx,
  actor: Actor,
  now: Instant,
  { state, meterId, supplyId, after, limit }: SupplyFilter,
): Promise<SupplyView[]> {
  const rows = await tx.prepared<SupplyRow & { meter_no: string }>('network.supplies', LIST, [
    actor.siteId,
    state ?? null,
    meterId ?? null,
    supplyId ?? null,
    after ?? null,
    limit,
  ]);
  const persons = rows.flatMap((row) => [row.requested_by, ...(row.decided_by === null ? [] : [row.decided_by])]);
  const names = await personNames(tx, actor.siteId, [...new Set(persons)]);
  return rows.map((row) => ({
    supplyId: row.supply_id,
    supplyNo: supplyNumber(row.number),
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.room_code,
    reason: row.reason,
    state: row.state,
    minutes: row.minutes,
    requestedAt: row.requested_at,
    requestedByName: names.get(row.requested_by) ?? '—',
    decidedByName: row.decided_by === null ? null : (names.get(row.decided_by) ?? '—'),
    refusal: row.refusal,
    way: row.way,
    suppliedAt: row.supplied_at,
    until: row.until,
    failure: row.failure,
    endNote: row.end_note,
    ageMinutes: minutesBetween(row.requested_at, row.ended_at ?? now),
    can: supplyCan(actor, row),
  }));
}

const supplyCan = (actor: Actor, { state, requested_by }: SupplyRow): string[] =>
  canOf(actor, [
    [approveSupply, state === 'requested' && requested_by !== actor.personId],
    [refuseSupply, state === 'requested' && requested_by !== actor.personId],
    [carryOutSupply, state === 'approved'],
    [recordHandSupply, state === 'approved'],
    [endSupply, state === 'supplied'],
  ]);

export async function supplyView(tx: Tx, actor: Actor, now: Instant, supplyId: string): Promise<SupplyView> {
  const [view] = await supplyViews(tx, actor, now, { supplyId, limit: 1 });
  return view ?? refuse('record.not_found');
}
