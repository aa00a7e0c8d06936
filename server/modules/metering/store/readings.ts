/** SQL of readings, for any number of meters at once: lock, fetch what is decided by, write. */
import type {
  CreditUnit,
  DeliveryKind,
  ReadingMark,
  ReadingSource,
  Register,
} from '../../../../shared/metering/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Commodity, Milli } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

/** Locks the credit rows in the order of their ids, so that two of these cannot wait for each other. */
export async function lockCredits(tx: Tx, siteId: string, meterIds: readonly string[]): Promise<void> {
  await tx.prepared(
    'metering.lock-credits',
    'select meter_id from meter_credit where site_id = $1 and meter_id = any($2) order by meter_id for update',
    [siteId, meterIds],
  );
}

export interface LastReading {
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface MeterForReading {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly commodity: Commodity;
  readonly credit_unit: CreditUnit;
  readonly delivery: DeliveryKind;
  readonly ratio: number;
  readonly digits: number;
  readonly initial_register_milli: number;
  readonly state: 'active' | 'retired';
  readonly installed_on: BusinessDate;
  readonly time_zone: string;
  /** Null when nobody lives there: then nobody is charged. */
  readonly category_code: string | null;
  readonly last: Partial<Record<Register, LastReading>>;
  /** Of the last ninety days. */
  readonly usual_used: number;
  readonly usual_from: Instant | null;
}

export async function metersForReading(
  tx: Tx,
  siteId: string,
  meterIds: readonly string[],
  at: Instant,
): Promise<Map<string, MeterForReading>> {
  const rows = await tx.prepared<MeterForReading>(
    'metering.for-reading',
    `select m.meter_id, m.meter_no, m.commodity, m.credit_unit, m.delivery, m.ratio, m.digits,
       m.initial_register_milli, m.state, m.installed_on, s.time_zone,
       a.category_code, coalesce(l.last, '{}'::jsonb) as last, coalesce(u.used, 0)::bigint as usual_used, u.since as usual_from
     from meter m
     join site s on s.site_id = m.site_id
     left join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id and a.state = 'open'
     left join lateral (
       select jsonb_object_agg(x.register, jsonb_build_object('value', x.value_milli,
         'at', (extract(epoch from x.read_at) * 1000)::bigint)) as last
       from (select distinct on (r.register) r.register, r.value_milli, r.read_at from reading r
         where r.site_id = m.site_id and r.meter_id = m.meter_id order by r.register, r.read_at desc) x
     ) l on true
     left join lateral (
       select sum(r.used_milli) as used, min(r.read_at) as since from reading r
       where r.site_id = m.site_id and r.meter_id = m.meter_id and r.register = 'total'
         and r.read_at > $3::timestamptz - interval '90 days'
     ) u on true
     where m.site_id = $1 and m.meter_id = any($2)`,
    [siteId, meterIds, at],
  );
  return new Map(rows.map((row) => [row.meter_id, row]));
}

export interface KnownReading {
  readonly meter_id: string;
  readonly register: Register;
  readonly read_at: Instant;
  readonly value_milli: number;
  readonly mark: ReadingMark;
}

/** Readings that exist at exactly these moments. */
export async function readingsAt(
  tx: Tx,
  siteId: string,
  moments: readonly { readonly meterId: string; readonly readAt: Instant }[],
): Promise<KnownReading[]> {
  return tx.prepared<KnownReading>(
    'metering.readings-at',
    `select r.meter_id, r.register, r.read_at, r.value_milli, r.mark
     from unnest($2::uuid[], $3::timestamptz[]) as w (meter_id, read_at)
     join reading r on r.site_id = $1 and r.meter_id = w.meter_id and r.read_at = w.read_at`,
    [siteId, moments.map(({ meterId }) => meterId), moments.map(({ readAt }) => readAt)],
  );
}

export interface NewReading {
  readonly meterId: string;
  readonly register: Register;
  readonly readAt: Instant;
  readonly valueMilli: Milli;
  readonly usedMilli: Milli;
  readonly mark: ReadingMark;
  readonly note: string;
}

/** Answers the id of the first reading of each meter, for the movement that follows from it. */
export async function insertReadings(
  tx: Tx,
  actor: Actor,
  how: { readonly at: Instant; readonly source: ReadingSource },
  list: readonly NewReading[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const json = list.map((one) => {
    const readingId = newId();
    if (!ids.has(one.meterId)) ids.set(one.meterId, readingId);
    return {
      reading_id: readingId,
      meter_id: one.meterId,
      register: one.register,
      read_at: one.readAt,
      value_milli: one.valueMilli,
      used_milli: one.usedMilli,
      mark: one.mark,
      note: one.note,
    };
  });
  const rows = await tx.prepared<Record<string, unknown>>(
    'metering.insert-readings',
    `insert into reading (site_id, reading_id, meter_id, register, read_at, value_milli, used_milli, source, mark,
       note, recorded_at, recorded_by)
     select $1, n.reading_id, n.meter_id, n.register, n.read_at, n.value_milli, n.used_milli, $2, n.mark, n.note, $3, $4
     from jsonb_to_recordset($5::jsonb) as n (reading_id uuid, meter_id uuid, register text, read_at timestamptz,
       value_milli bigint, used_milli bigint, mark text, note text)
     returning *`,
    [actor.siteId, how.source, how.at, actor.personId, JSON.stringify(json)],
  );
  tx.kept('reading', rows);
  return ids;
}

/** What each meter's total register counted in a period of business dates that may differ from meter to meter. */
export async function consumedByMeter(
  tx: Tx,
  siteId: string,
  list: readonly { readonly meterId: string; readonly from: BusinessDate; readonly to: BusinessDate }[],
): Promise<Map<string, number>> {
  const rows = await tx.prepared<{ meter_id: string; used: number }>(
    'metering.consumed-by-meter',
    `select w.meter_id, coalesce(sum(r.used_milli), 0)::bigint as used
     from unnest($2::uuid[], $3::date[], $4::date[]) as w (meter_id, from_date, to_date)
     join site s on s.site_id = $1
     left join reading r on r.site_id = $1 and r.meter_id = w.meter_id and r.register = 'total'
       and (r.read_at at time zone s.time_zone)::date between w.from_date and w.to_date
     group by w.meter_id`,
    [siteId, list.map(({ meterId }) => meterId), list.map(({ from }) => from), list.map(({ to }) => to)],
  );
  return new Map(rows.map((row) => [row.meter_id, Math.max(0, row.used)]));
}
