/** SQL of repairs: the request, its history, what it took. */
import type { RepairEventKind, RepairState, Target, Urgency } from '../../../../shared/upkeep/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface RepairRow {
  readonly repair_id: string;
  readonly number: number;
  readonly target: Target;
  readonly terminal_id: string | null;
  readonly mark: string;
  readonly seen: string;
  readonly urgency: Urgency;
  readonly case_id: string;
  readonly reported_by: string;
  readonly reported_post: string;
  readonly reported_at: Instant;
  readonly state: RepairState;
  readonly taken_by: string | null;
  readonly taken_at: Instant | null;
  readonly repaired_by: string | null;
  readonly repaired_at: Instant | null;
  readonly work: string | null;
  readonly ended_at: Instant | null;
}

/** With names, what it cost, and where its incident stands. */
export interface RepairSeen extends RepairRow {
  readonly which: string;
  readonly reporter: string;
  readonly taker: string | null;
  readonly repairer: string | null;
  readonly accepter: string | null;
  readonly case_no: number;
  readonly owner_post: string;
  readonly due_at: Instant;
  readonly case_state: string;
  readonly cost_fen: Money;
  readonly labour_minutes: number;
}

const REPAIRS = (siteId: string) => sql<RepairSeen>`
  select r.*, concat_ws(' ', t.name, nullif(r.mark, '')) as which,
    p.name as reporter, k.name as taker, d.name as repairer, a.name as accepter,
    c.case_no, c.owner_post, c.due_at, c.state as case_state,
    coalesce(l.cost_fen, 0)::bigint as cost_fen, coalesce(l.minutes, 0)::bigint as labour_minutes
  from repair_request r
  join case_file c on c.site_id = r.site_id and c.case_id = r.case_id
  join person p on p.site_id = r.site_id and p.person_id = r.reported_by
  left join terminal t on t.site_id = r.site_id and t.terminal_id = r.terminal_id
  left join person k on k.site_id = r.site_id and k.person_id = r.taken_by
  left join person d on d.site_id = r.site_id and d.person_id = r.repaired_by
  left join person a on a.site_id = r.site_id and a.person_id = r.accepted_by
  left join lateral (select sum(cost_fen) as cost_fen, sum(quantity) filter (where kind = 'labour') as minutes
    from repair_line where site_id = r.site_id and repair_id = r.repair_id) l on true
  where r.site_id = ${siteId}`;

export interface RepairFilter {
  readonly state?: RepairState | undefined;
  readonly target?: Target | undefined;
  /** 'YYYY-MM', of the report. */
  readonly month?: string | undefined;
  readonly which?: string | undefined;
  readonly reportedPost?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Newest first; without a state or a month those not ended. */
export const repairRows = (tx: Tx, siteId: string, filter: RepairFilter): Promise<RepairSeen[]> => {
  const { state = null, target = null, month = null, which = null, reportedPost = null, after = null } = filter;
  return tx.many(
    sql<RepairSeen>`select * from (${REPAIRS(siteId)}) r
      where case when ${state}::text is null then ${month}::text is not null or ended_at is null else state = ${state} end
        and (${month}::text is null or to_char(reported_on, 'YYYY-MM') = ${month})
        and (${target}::text is null or target = ${target})
        and (${which}::text is null or which = ${which})
        and (${reportedPost}::text is null or reported_post = ${reportedPost})
        and (${after}::uuid is null or repair_id < ${after}::uuid)
      order by repair_id desc limit ${filter.limit}`,
  );
};

export const repairSeen = (tx: Tx, siteId: string, repairId: string): Promise<RepairSeen | undefined> =>
  tx.maybe(sql<RepairSeen>`select * from (${REPAIRS(siteId)}) r where repair_id = ${repairId}`);

export async function lockRepair(tx: Tx, siteId: string, repairId: string): Promise<RepairRow | undefined> {
  const row = await tx.maybe(
    q
      .selectFrom('repair_request')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('repair_id', '=', repairId)
      .forUpdate(),
  );
  return row as RepairRow | undefined;
}

/** The repair of the incident that is not ended yet; the incident is locked by the caller. */
export const repairOfCase = (tx: Tx, siteId: string, caseId: string) =>
  tx.maybe(
    sql<{ number: number; state: RepairState }>`select number, state from repair_request
      where site_id = ${siteId} and case_id = ${caseId} and ended_at is null`,
  );

export interface NewRepair {
  readonly repairId: string;
  readonly number: number;
  readonly target: Target;
  readonly terminalId: string | null;
  readonly mark: string;
  readonly seen: string;
  readonly urgency: Urgency;
  readonly caseId: string;
  readonly at: Instant;
  readonly onDate: BusinessDate;
}

export async function insertRepair(tx: Tx, actor: Actor, repair: NewRepair): Promise<void> {
  await tx.keep(
    'repair_request',
    q
      .insertInto('repair_request')
      .values({
        site_id: actor.siteId,
        repair_id: repair.repairId,
        number: repair.number,
        target: repair.target,
        terminal_id: repair.terminalId,
        mark: repair.mark,
        seen: repair.seen,
        urgency: repair.urgency,
        case_id: repair.caseId,
        reported_by: actor.personId,
        reported_post: actor.post,
        reported_at: repair.at,
        reported_on: repair.onDate,
        state: 'reported',
        taken_by: null,
        taken_at: null,
        repaired_by: null,
        repaired_at: null,
        work: null,
        accepted_by: null,
        ended_at: null,
      })
      .returningAll(),
  );
}

export interface RepairChange {
  readonly state: RepairState;
  readonly case_id?: string;
  readonly taken_by?: string;
  readonly taken_at?: Instant;
  readonly repaired_by?: string | null;
  readonly repaired_at?: Instant | null;
  readonly work?: string | null;
  readonly accepted_by?: string;
  readonly ended_at?: Instant;
}

export async function changeRepair(tx: Tx, siteId: string, repairId: string, change: RepairChange): Promise<void> {
  await tx.keep(
    'repair_request',
    q
      .updateTable('repair_request')
      .set(change)
      .where('site_id', '=', siteId)
      .where('repair_id', '=', repairId)
      .returningAll(),
  );
}

export interface NewRepairEvent {
  readonly repairId: string;
  readonly at: Instant;
  readonly kind: RepairEventKind;
  readonly text: string;
}

/** The repair's row is locked or new, so the next number is free. */
export async function addRepairEvent(tx: Tx, actor: Actor, event: NewRepairEvent): Promise<void> {
  const { seq } = await tx.one(
    sql<{ seq: number }>`select coalesce(max(seq), 0) + 1 as seq from repair_event
      where site_id = ${actor.siteId} and repair_id = ${event.repairId}`,
  );
  await tx.keep(
    'repair_event',
    q
      .insertInto('repair_event')
      .values({
        site_id: actor.siteId,
        repair_id: event.repairId,
        seq,
        at: event.at,
        kind: event.kind,
        person_id: actor.personId,
        post: actor.post,
        text: event.text,
      })
      .returningAll(),
  );
  tx.touch('upkeep');
}

export const eventsOf = (tx: Tx, siteId: string, repairId: string) =>
  tx.many(
    sql<{ at: Instant; kind: RepairEventKind; post: string; text: string; person: string }>`
      select e.at, e.kind, e.post, e.text, p.name as person
      from repair_event e join person p on p.site_id = e.site_id and p.person_id = e.person_id
      where e.site_id = ${siteId} and e.repair_id = ${repairId} order by e.seq`,
  );
