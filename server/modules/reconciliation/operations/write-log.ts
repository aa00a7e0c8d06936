/** An entry in the writer's own log. A sale check keeps what was counted and what the books had, whether they agree or not. */
import { writeLog as contract } from '../../../../shared/contracts/reconciliation/write-log.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { logEntries, ownSale, ownSales } from '../store/hand-log.ts';

export const writeLog = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { kind, text, amountFen, slipNo, countedSales, corrects } = input;
    if (kind === 'sale-check' && countedSales === undefined) refuse('log.count_needed');
    const now = clock.now();
    const date = await currentDay(tx, siteId, now);
    // The series' row is the log's lock: what follows sees every entry before this one.
    const number = await nextNumber(tx, siteId, `hand-log.${personId}`);
    if (corrects !== undefined) await requireCorrectable(tx, actor, corrects, number);
    const sale = slipNo === undefined ? undefined : await ownSale(tx, siteId, personId, slipNo);
    if (slipNo !== undefined && sale === undefined) refuse('record.not_found');
    const { own, sessionId } = await ownSales(tx, siteId, { personId, date });
    const checks = kind === 'sale-check';
    const entryId = newId();
    await tx.keep(
      'hand_log_entry',
      q
        .insertInto('hand_log_entry')
        .values({
          site_id: siteId,
          entry_id: entryId,
          person_id: personId,
          number,
          post: actor.post,
          business_date: date,
          kind,
          text,
          amount_fen: amountFen ?? null,
          sale_id: sale?.id ?? null,
          counted_sales: checks ? (countedSales ?? null) : null,
          booked_sales: checks ? own.sales : null,
          drawer_session_id: sessionId,
          corrects: corrects ?? null,
          at: now,
        })
        .returningAll(),
    );
    tx.touch('reconciliation');
    const [entry] = await logEntries(tx, siteId, { entryId, limit: 1 });
    return entry!;
  },
});

/** Refuses 'record.not_found' where the writer has no such entry, 'log.already_corrected' where another one corrects it. */
async function requireCorrectable(tx: Tx, actor: Actor, corrects: number, number: number): Promise<void> {
  if (corrects >= number) refuse('record.not_found');
  const by = await tx.maybe(
    sql<{ number: number }>`select number from hand_log_entry where site_id = ${actor.siteId}
      and person_id = ${actor.personId} and corrects = ${corrects}`,
  );
  if (by !== undefined) refuse('log.already_corrected', { number: corrects, by: by.number });
}
