/** SQL of lines and of the meters on them. */
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { LineEventKind, Protocol } from '../../../../shared/network/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface LineRow {
  readonly site_id: string;
  readonly line_id: string;
  readonly name: string;
  readonly transport: 'tcp' | 'serial';
  readonly host: string | null;
  readonly port: number | null;
  readonly path: string | null;
  readonly baud: number | null;
  readonly parity: 'even' | 'none' | 'odd' | null;
  readonly answer_ms: number;
  readonly byte_ms: number;
  readonly gap_ms: number;
  readonly retries: number;
  readonly state: 'open' | 'closed';
}

export async function findLine(tx: Tx, siteId: string, lineId: string): Promise<LineRow | undefined> {
  const [row] = await tx.prepared<LineRow>(
    'network.line',
    'select * from meter_line where site_id = $1 and line_id = $2',
    [siteId, lineId],
  );
  return row;
}

/** Locked. Refuses 'record.not_found' and 'line.closed'. */
export async function lockOpenLine(tx: Tx, siteId: string, lineId: string): Promise<LineRow> {
  const [row] = await tx.prepared<LineRow>(
    'network.lock-line',
    'select * from meter_line where site_id = $1 and line_id = $2 for update',
    [siteId, lineId],
  );
  if (row === undefined) return refuse('record.not_found');
  if (row.state === 'closed') refuse('line.closed', { name: row.name });
  return row;
}

/** Refuses 'line.name_taken'; lines in use are meant. */
export async function requireFreeName(tx: Tx, siteId: string, name: string, but: string | null): Promise<void> {
  const [row] = await tx.prepared(
    'network.line-name',
    `select 1 from meter_line where site_id = $1 and name = $2 and state = 'open' and line_id is distinct from $3`,
    [siteId, name, but],
  );
  if (row !== undefined) refuse('line.name_taken', { name });
}

/** A meter on a line, with all that is needed to speak to it. */
export interface OnLine extends LineRow {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly meter_state: 'active' | 'retired';
  readonly protocol: Protocol;
  readonly address: string;
  readonly customer_no: string;
  readonly commodity: Commodity;
  readonly credit_unit: CreditUnit;
  readonly time_zone: string;
  readonly sealed: string | null;
}

const ON_LINE = `select l.*, m.meter_id, m.meter_no, m.state as meter_state, m.commodity, m.credit_unit, n.protocol,
    n.address, n.customer_no, s.time_zone, x.sealed
  from network_meter n
  join meter m on m.site_id = n.site_id and m.meter_id = n.meter_id
  join meter_line l on l.site_id = n.site_id and l.line_id = n.line_id
  join site s on s.site_id = n.site_id
  left join network_meter_secret x on x.site_id = n.site_id and x.meter_id = n.meter_id
  where n.site_id = $1 and n.detached_at is null`;

export async function meterOnLine(tx: Tx, siteId: string, meterId: string): Promise<OnLine | undefined> {
  const [row] = await tx.prepared<OnLine>('network.on-line', `${ON_LINE} and n.meter_id = $2`, [siteId, meterId]);
  return row;
}

/** By address, so that the order is the same for everybody. */
export const metersOfLine = (tx: Tx, siteId: string, lineId: string): Promise<OnLine[]> =>
  tx.prepared<OnLine>('network.of-line', `${ON_LINE} and n.line_id = $2 order by n.address`, [siteId, lineId]);

/** The number of the meter, for refusals; its id where there is none. */
export async function meterNoOf(tx: Tx, siteId: string, meterId: string): Promise<string> {
  const row = await tx.maybe(
    q.selectFrom('meter').select('meter_no').where('site_id', '=', siteId).where('meter_id', '=', meterId),
  );
  return row?.meter_no ?? meterId;
}

/** Refuses 'meter.off_line'. */
export async function requireOnLine(tx: Tx, siteId: string, meterId: string): Promise<OnLine> {
  const found = await meterOnLine(tx, siteId, meterId);
  return found ?? refuse('meter.off_line', { meterNo: await meterNoOf(tx, siteId, meterId) });
}

export interface NewLineEvent {
  readonly siteId: string;
  readonly lineId: string;
  readonly meterId?: string;
  readonly kind: LineEventKind;
  readonly note?: string;
  readonly at: Instant;
  readonly personId: string;
}

export async function noteEvent(tx: Tx, event: NewLineEvent): Promise<void> {
  await tx.run(
    q.insertInto('line_event').values({
      site_id: event.siteId,
      event_id: newId(),
      line_id: event.lineId,
      meter_id: event.meterId ?? null,
      kind: event.kind,
      note: event.note ?? '',
      at: event.at,
      person_id: event.personId,
    }),
  );
}

export interface HealthNews {
  readonly asked: number;
  readonly answered: number;
  readonly silent: number;
  readonly late: number;
  readonly stray: number;
}

export async function addHealth(
  tx: Tx,
  line: { readonly siteId: string; readonly lineId: string },
  news: HealthNews,
  { at, failure }: { readonly at: Instant; readonly failure: string | null },
): Promise<void> {
  const { asked, answered, silent, late, stray } = news;
  await tx.run(
    sql`update line_health set asked = asked + ${asked}, answered = answered + ${answered},
        silent = silent + ${silent}, late = late + ${late}, stray = stray + ${stray},
        answered_at = case when ${answered}::int > 0 then ${at}::timestamptz else answered_at end,
        failed_at = case when ${failure}::text is null then failed_at else ${at}::timestamptz end,
        failure = case when ${failure}::text is not null then ${failure} when ${answered}::int > 0 then null
          else failure end
      where site_id = ${line.siteId} and line_id = ${line.lineId}`,
  );
}

export async function siteZone(tx: Tx, siteId: string): Promise<string> {
  const [site] = await tx.prepared<{ time_zone: string }>(
    'network.site-zone',
    'select time_zone from site where site_id = $1',
    [siteId],
  );
  return site?.time_zone ?? 'UTC';
}
