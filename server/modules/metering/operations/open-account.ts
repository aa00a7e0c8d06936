import { openAccount as contract } from '../../../../shared/contracts/metering/open-account.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { maskedCustomers } from '../../customers/index.ts';
import { meterFor } from '../rules/can-carry.ts';
import { type NewSettlement, openSettlement, releaseCredit, waitingCredit } from '../settlement.ts';
import { giveMetersOfRoom, metersOfAccount } from '../store/meters.ts';
import { ensureCategory, insertOccupant, lockRoom, openAccountOfRoom } from '../store/premises.ts';
import { lockCredits } from '../store/readings.ts';

export const openAccount = implement(contract, {
  async run(tx, actor, clock, { roomId, accountNo, categoryCode, customerIds }) {
    const { siteId } = actor;
    const at = clock.now();
    const room = await lockRoom(tx, siteId, roomId);
    if (room === undefined) refuse('record.not_found');
    if (room.kind !== 'room') refuse('premise.not_room');
    const present = await openAccountOfRoom(tx, siteId, roomId);
    if (present !== undefined) refuse('account.room_taken', { accountNo: present.account_no });
    if (!(await ensureCategory(tx, siteId, categoryCode))) refuse('category.unknown', { category: categoryCode });
    const customers = [...new Set(customerIds)];
    if ((await maskedCustomers(tx, siteId, customers)).length !== customers.length) refuse('record.not_found');

    const from = await currentDay(tx, siteId, at);
    const number = accountNo ?? String(await nextNumber(tx, siteId, 'customer-account')).padStart(6, '0');
    const accountId = newId();
    const opened = await tx.keep(
      'customer_account',
      q
        .insertInto('customer_account')
        .values({
          site_id: siteId,
          account_id: accountId,
          account_no: number,
          room_id: roomId,
          category_code: categoryCode,
          state: 'open',
          opened_on: from,
          closed_on: null,
        })
        .onConflict((conflict) => conflict.columns(['site_id', 'account_no']).doNothing())
        .returningAll(),
    );
    if (opened.length === 0) refuse('account.number_taken', { accountNo: number });
    for (const customerId of customers) await insertOccupant(tx, actor, { accountId, customerId, from });
    const meterIds = await giveMetersOfRoom(tx, siteId, roomId, accountId);
    const settlementNumber = await bringCredit(tx, actor, customers, {
      kind: 'move-in',
      accountId,
      reason: contract.title.zh,
      at,
    });
    return { accountId, accountNo: number, meterIds, settlementNumber };
  },
});

/** What the occupants brought along goes to the account's meters; what fits none of them goes on waiting. */
async function bringCredit(
  tx: Tx,
  actor: Actor,
  customerIds: readonly string[],
  settled: NewSettlement & { readonly accountId: string },
): Promise<number | null> {
  const waiting = await waitingCredit(tx, actor.siteId, customerIds);
  const meters = await metersOfAccount(tx, actor.siteId, settled.accountId);
  const fitting = waiting.flatMap((held) => {
    const meter = meterFor(held, meters);
    return meter === undefined ? [] : [{ held, meterId: meter.meter_id, delivery: meter.delivery }];
  });
  if (fitting.length === 0) return null;
  await lockCredits(
    tx,
    actor.siteId,
    fitting.map(({ meterId }) => meterId),
  );
  const settlement = await openSettlement(tx, actor, settled);
  for (const release of fitting) await releaseCredit(tx, actor, settlement, release);
  return settlement.number;
}
