/**
 * The cash journal, read from the movements: session after session in the order they were opened (their ids sort by
 * time), line after line. Counter posts see closed sessions only: an open one's balance is what a blind count must
 * not know; a selling post sees its own sessions only.
 */
import type { z } from 'zod';
import type { journalDaySchema, journalRowSchema } from '../../../shared/tills/journal.ts';
import { type MovementKind, STATES_BALANCE } from '../../../shared/tills/movement.ts';
import type { BusinessDate } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { personNames } from '../posts/index.ts';
import { journalLine } from './rules/journal-line.ts';

export type JournalRow = z.output<typeof journalRowSchema>;

export type JournalDay = z.output<typeof journalDaySchema>;

export interface JournalAfter {
  readonly businessDate: BusinessDate;
  readonly drawerSessionId: string;
  readonly seq: number;
}

export interface JournalRange {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly drawerId?: string | undefined;
  readonly after?: JournalAfter | undefined;
  readonly limit: number;
}

/** The lines of the range that the actor may see. */
function linesSeenBy(actor: Actor, range: Pick<JournalRange, 'from' | 'to' | 'drawerId'>) {
  let found = q
    .selectFrom('drawer_movement as m')
    .innerJoin('drawer_session as s', (on) =>
      on.onRef('s.site_id', '=', 'm.site_id').onRef('s.drawer_session_id', '=', 'm.drawer_session_id'),
    )
    .innerJoin('drawer as d', (on) => on.onRef('d.site_id', '=', 'm.site_id').onRef('d.drawer_id', '=', 'm.drawer_id'))
    .where('m.site_id', '=', actor.siteId)
    .where('m.business_date', '>=', range.from)
    .where('m.business_date', '<=', range.to);
  if (range.drawerId !== undefined) found = found.where('m.drawer_id', '=', range.drawerId);
  if (actor.post === 'vending-clerk' || actor.post === 'cashier') found = found.where('s.closed_at', 'is not', null);
  if (actor.post === 'vending-clerk') found = found.where('s.custodian_id', '=', actor.personId);
  return found;
}

export async function journalRows(tx: Tx, actor: Actor, range: JournalRange): Promise<JournalRow[]> {
  let found = linesSeenBy(actor, range).selectAll('m').select('d.code');
  const { after } = range;
  if (after !== undefined)
    found = found.where(
      sql<boolean>`(m.business_date, m.drawer_session_id, m.seq) >
        (${after.businessDate}::date, ${after.drawerSessionId}::uuid, ${after.seq}::integer)`,
    );
  const rows = await tx.many(
    found.orderBy('m.business_date').orderBy('m.drawer_session_id').orderBy('m.seq').limit(range.limit),
  );
  const names = await personNames(
    tx,
    actor.siteId,
    rows.flatMap((row) => (row.counterparty_id === null ? [row.person_id] : [row.person_id, row.counterparty_id])),
  );
  return rows.map((row) => ({
    businessDate: row.business_date,
    at: row.at,
    drawerCode: row.code,
    drawerSessionId: row.drawer_session_id,
    seq: row.seq,
    kind: row.kind as MovementKind,
    documentKind: row.document_kind,
    documentId: row.document_id,
    documentNumber: row.document_number,
    ...journalLine(row.kind as MovementKind, row.amount_fen, row.reason),
    balanceFen: row.cash_after_fen,
    personName: names.get(row.person_id) ?? '',
    counterpartyName: row.counterparty_id === null ? null : (names.get(row.counterparty_id) ?? ''),
  }));
}

/** Totals by day and drawer (本日合计); the columns of the lines above them add up to these. */
export async function journalDays(
  tx: Tx,
  actor: Actor,
  range: Pick<JournalRange, 'from' | 'to' | 'drawerId'>,
): Promise<JournalDay[]> {
  const moves = sql`m.kind <> all(${[...STATES_BALANCE]}::text[])`;
  return tx.many(
    linesSeenBy(actor, range)
      .select([
        'm.business_date as businessDate',
        'd.code as drawerCode',
        sql<number>`count(*)`.as('lines'),
        sql<Money>`coalesce(sum(m.amount_fen) filter (where m.amount_fen > 0 and ${moves}), 0)::bigint`.as(
          'receiptFen',
        ),
        sql<Money>`coalesce(-sum(m.amount_fen) filter (where m.amount_fen < 0 and ${moves}), 0)::bigint`.as(
          'paymentFen',
        ),
        sql<Money>`(array_agg(m.cash_after_fen order by m.drawer_session_id desc, m.seq desc))[1]`.as('balanceFen'),
      ])
      .groupBy(['m.business_date', 'd.code'])
      .orderBy('m.business_date')
      .orderBy('d.code'),
  );
}
