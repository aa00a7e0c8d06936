/** SQL of meters themselves: installing, handing to a household, removing. */
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface NewMeter {
  readonly meterNo: string;
  readonly commodity: Commodity;
  readonly creditUnit: CreditUnit;
  readonly delivery: DeliveryKind;
  readonly premiseId: string;
  readonly accountId: string | null;
  readonly ratio: number;
  readonly digits: number;
  readonly initialMilli: number;
  readonly installedOn: BusinessDate;
}

/** The meter and its credit of nothing. The number must be free: the unique key says so once more. */
export async function insertMeter(tx: Tx, actor: Actor, meter: NewMeter): Promise<string> {
  const meterId = newId();
  const { siteId } = actor;
  await tx.keep(
    'meter',
    q
      .insertInto('meter')
      .values({
        site_id: siteId,
        meter_id: meterId,
        meter_no: meter.meterNo,
        commodity: meter.commodity,
        credit_unit: meter.creditUnit,
        delivery: meter.delivery,
        premise_id: meter.premiseId,
        account_id: meter.accountId,
        ratio: meter.ratio,
        digits: meter.digits,
        initial_register_milli: meter.initialMilli as never,
        state: 'active',
        installed_on: meter.installedOn,
        removed_on: null,
      })
      .returningAll(),
  );
  await tx.run(
    q.insertInto('meter_credit').values({
      site_id: siteId,
      meter_id: meterId,
      unit: meter.creditUnit,
      balance: 0,
      next_seq: 1,
      purchase_count: 0,
    }),
  );
  return meterId;
}

export async function meterNoTaken(tx: Tx, siteId: string, meterNo: string): Promise<boolean> {
  const row = await tx.maybe(
    q.selectFrom('meter').select('meter_id').where('site_id', '=', siteId).where('meter_no', '=', meterNo),
  );
  return row !== undefined;
}

/** The row of the meter; lock its credit first where anything is decided by it. */
export async function meterById(tx: Tx, siteId: string, meterId: string) {
  return tx.maybe(q.selectFrom('meter').selectAll().where('site_id', '=', siteId).where('meter_id', '=', meterId));
}

export interface AccountMeter {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly commodity: Commodity;
  readonly credit_unit: CreditUnit;
  readonly delivery: DeliveryKind;
  readonly balance: number;
}

/** Active meters of an account with their credit, in the order they were installed. */
export async function metersOfAccount(tx: Tx, siteId: string, accountId: string): Promise<AccountMeter[]> {
  return tx.prepared<AccountMeter>(
    'metering.meters-of-account',
    `select m.meter_id, m.meter_no, m.commodity, m.credit_unit, m.delivery, c.balance
     from meter m join meter_credit c on c.site_id = m.site_id and c.meter_id = m.meter_id
     where m.site_id = $1 and m.account_id = $2 and m.state = 'active' order by m.meter_id`,
    [siteId, accountId],
  );
}

/** Gives the room's active meters that belong to nobody to the account; answers their ids. */
export async function giveMetersOfRoom(tx: Tx, siteId: string, roomId: string, accountId: string): Promise<string[]> {
  const rows = await tx.keep(
    'meter',
    q
      .updateTable('meter')
      .set({ account_id: accountId })
      .where('site_id', '=', siteId)
      .where('premise_id', '=', roomId)
      .where('state', '=', 'active')
      .where('account_id', 'is', null)
      .returningAll(),
  );
  return rows.map((row) => row.meter_id);
}

/** Takes all meters of an account away from it; they stay in the room. */
export async function freeMetersOfAccount(tx: Tx, siteId: string, accountId: string): Promise<void> {
  await tx.keep(
    'meter',
    q
      .updateTable('meter')
      .set({ account_id: null })
      .where('site_id', '=', siteId)
      .where('account_id', '=', accountId)
      .where('state', '=', 'active')
      .returningAll(),
  );
}

export async function retireMeter(tx: Tx, siteId: string, meterId: string, on: BusinessDate): Promise<void> {
  await tx.keep(
    'meter',
    q
      .updateTable('meter')
      .set({ state: 'retired', removed_on: on })
      .where('site_id', '=', siteId)
      .where('meter_id', '=', meterId)
      .returningAll(),
  );
}

export async function meterIdsByNo(tx: Tx, siteId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.prepared<{ meter_no: string; meter_id: string }>(
    'metering.ids-by-no',
    'select meter_no, meter_id from meter where site_id = $1 and meter_no = any($2)',
    [siteId, numbers],
  );
  return new Map(rows.map((row) => [row.meter_no, row.meter_id]));
}
