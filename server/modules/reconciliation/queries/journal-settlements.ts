import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { journalSettlements as contract } from '../../../../shared/contracts/reconciliation/journal-settlements.ts';
import { settleJournal } from '../../../../shared/contracts/reconciliation/settle-journal.ts';
import { type BusinessDate, daysOfMonth } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { currentDay, sha256 } from '../../../platform/chain/day.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { houseOf } from '../../posts/index.ts';
import { journalMonth, monthToSettle } from '../store/journal-month.ts';
import { dayWithoutSheet } from '../store/month.ts';
import { settlementViews } from '../store/settlements.ts';

/** Null until the month is over: the figures of open drawers are nobody's to see before they are counted. */
async function dueNow(tx: Tx, actor: Actor, today: BusinessDate): Promise<OutputOf<typeof contract>['due']> {
  const { siteId } = actor;
  const month = await monthToSettle(tx, siteId);
  if (month === null || month >= today.slice(0, 7)) return null;
  const openDay = await dayWithoutSheet(tx, { siteId, ...daysOfMonth(month) });
  if (openDay !== null && (actor.post === 'cashier' || actor.post === 'vending-clerk'))
    return { month, content: null, contentDigest: null, openDay, can: [] };
  const content = await journalMonth(tx, siteId, month);
  const { single_operator: single } = await houseOf(tx, siteId);
  const keeps = actor.post === 'cashier' || single;
  return {
    month,
    content,
    contentDigest: sha256(canonicalJson(content)),
    openDay,
    can: canOf(actor, [[settleJournal, keeps && openDay === null]]),
  };
}

export const journalSettlements = answer(contract, async (tx, actor, clock, input) => {
  const rows = await settlementViews(tx, actor.siteId, input);
  const last = rows.at(-1);
  return {
    rows,
    due: await dueNow(tx, actor, await currentDay(tx, actor.siteId, clock.now())),
    ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}),
  };
});
