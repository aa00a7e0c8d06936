import type { ParsedInputOf } from '../../../../shared/contracts/contract.ts';
import { closeAccount as contract } from '../../../../shared/contracts/metering/close-account.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { bringTo, takeOff } from '../carry.ts';
import { askMoveGuards } from '../move-guard.ts';
import { recordReadings } from '../readings.ts';
import { meterFor } from '../rules/can-carry.ts';
import { unsettled, whyNotSellable } from '../rules/require-sellable.ts';
import { holdCredit, openSettlement, type Settlement } from '../settlement.ts';
import { keepStand, standOf } from '../stand.ts';
import { blockMeter } from '../store/blocks.ts';
import { type AccountMeter, freeMetersOfAccount, metersOfAccount } from '../store/meters.ts';
import { endOccupants, lockAccount, presentOccupants } from '../store/premises.ts';
import { lockCredits } from '../store/readings.ts';
import { findMeters } from '../store/sale-meter.ts';

type Input = ParsedInputOf<typeof contract>;

export const closeAccount = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const at = clock.now();
    const account = await lockAccount(tx, siteId, input.accountId);
    if (account === undefined) refuse('record.not_found');
    if (account.state !== 'open') refuse('account.not_open');
    const target = await metersOfTarget(tx, siteId, input);
    const own = await metersOfAccount(tx, siteId, input.accountId);
    const ids = [...own, ...target].map(({ meter_id }) => meter_id);
    await lockCredits(tx, siteId, ids);
    for (const meter of await findMeters(tx, siteId, ids)) {
      const why = unsettled(meter) ? whyNotSellable(meter) : null;
      if (why !== null) refuse(why.code, why.facts);
    }
    await askMoveGuards(
      tx,
      siteId,
      own.map(({ meter_id }) => meter_id),
    );
    await readAll(tx, actor, at, { own, input });

    const settlement = await openSettlement(tx, actor, {
      kind: 'move-out',
      accountId: input.accountId,
      reason: input.reason,
      at,
    });
    const carried = [];
    for (const meter of await metersOfAccount(tx, siteId, input.accountId)) {
      const amount = await leftIn(tx, actor, settlement, { meter, input });
      if (amount === 0) continue;
      const to = await carryAway(tx, actor, settlement, { meter, input, target, amount });
      carried.push({ meterId: meter.meter_id, amount, to });
    }
    await freeMetersOfAccount(tx, siteId, input.accountId);
    await endOccupants(tx, siteId, input.accountId, settlement.businessDate);
    await tx.keep(
      'customer_account',
      q
        .updateTable('customer_account')
        .set({ state: 'closed', closed_on: settlement.businessDate })
        .where('site_id', '=', siteId)
        .where('account_id', '=', input.accountId)
        .returningAll(),
    );
    return { settlementId: settlement.settlementId, settlementNumber: settlement.number, carried };
  },
});

async function metersOfTarget(tx: Tx, siteId: string, { toAccountId, accountId }: Input): Promise<AccountMeter[]> {
  if (toAccountId === undefined) return [];
  const target = await lockAccount(tx, siteId, toAccountId);
  if (target === undefined || toAccountId === accountId) refuse('record.not_found');
  if (target.state !== 'open') refuse('account.not_open');
  return metersOfAccount(tx, siteId, toAccountId);
}

/** Every meter whose balance is kept here is read: what was used up to now is the leaving household's. */
async function readAll(
  tx: Tx,
  actor: Actor,
  at: Instant,
  { own, input }: { readonly own: readonly AccountMeter[]; readonly input: Input },
): Promise<void> {
  const read = new Map(input.readings.map((reading) => [reading.meterId, reading]));
  const missing = own.find(({ meter_id, delivery }) => delivery === 'balance' && !read.has(meter_id));
  if (missing !== undefined) refuse('account.reading_missing', { meterNo: missing.meter_no });
  if (input.readings.some(({ meterId }) => !own.some(({ meter_id }) => meter_id === meterId)))
    refuse('record.not_found');
  const recorded = await recordReadings(
    tx,
    actor,
    { at, source: 'settlement' },
    [...read.values()].map((one) => ({
      meterId: one.meterId,
      readAt: at,
      values: { total: one.totalMilli, peak: one.peakMilli, flat: one.flatMilli, valley: one.valleyMilli },
    })),
  );
  if ('refused' in recorded) refuse(recorded.refused, recorded.facts);
}

/**
 * What the household leaves in a meter. A meter that holds it itself keeps it until somebody clears it: until then
 * nothing is sold to the next household, which would find it there.
 */
async function leftIn(
  tx: Tx,
  actor: Actor,
  settlement: Settlement,
  { meter, input }: { readonly meter: AccountMeter; readonly input: Input },
): Promise<number> {
  if (meter.delivery === 'balance') return meter.balance;
  const { meter_id: meterId, meter_no: meterNo, delivery, credit_unit: unit } = meter;
  const displayed = input.stands.find((stand) => stand.meterId === meterId)?.remaining;
  const stand = await standOf(tx, actor.siteId, { meterId, meterNo, delivery, displayed, now: settlement.at });
  await keepStand(tx, actor.siteId, settlement, { meterId, unit, stand });
  if (stand.remaining > 0) {
    const note = `结算单 ${settlement.number}`;
    await blockMeter(tx, actor, { meterId, reason: 'not-cleared', note, at: settlement.at });
  }
  return stand.remaining;
}

async function carryAway(
  tx: Tx,
  actor: Actor,
  settlement: Settlement,
  way: {
    readonly meter: AccountMeter;
    readonly input: Input;
    readonly target: readonly AccountMeter[];
    readonly amount: number;
  },
): Promise<'account' | 'customer'> {
  const { meter, input, target, amount } = way;
  if (input.toAccountId !== undefined) {
    const to = meterFor({ commodity: meter.commodity, unit: meter.credit_unit, amount }, target);
    if (to === undefined) return refuse('meter.cannot_carry');
    await takeOff(tx, actor, settlement, { meterId: meter.meter_id, delivery: meter.delivery, amount });
    const { meter_id: meterId, delivery, credit_unit: unit } = to;
    await bringTo(tx, actor, settlement, { meterId, delivery, unit, amount });
    return 'account';
  }
  const occupants = await presentOccupants(tx, actor.siteId, input.accountId);
  const customerId = input.customerId ?? occupants[0]?.customer_id;
  if (customerId === undefined) return refuse('account.no_occupant');
  if (!occupants.some(({ customer_id }) => customer_id === customerId)) refuse('record.not_found');
  await holdCredit(tx, actor, settlement, { customerId, meter, amount });
  return 'customer';
}
