/** SQL of the room list: what is there of the places, accounts and meters a list names, and writing a plan at once. */
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { changePhones, insertCustomers, personalOf } from '../../customers/index.ts';
import { moveCredits } from '../credit.ts';
import type { ListedRoom, Present, PresentOccupant, RoomPlan } from '../rules/plan-rooms.ts';

interface PremiseRow {
  readonly premise_id: string;
  readonly parent_id: string;
  readonly kind: string;
  readonly full_code: string;
  readonly capacity: number | null;
}

export async function presentOf(tx: Tx, siteId: string, rows: readonly ListedRoom[]): Promise<Present> {
  const codes = [...new Set(rows.flatMap(({ building, floorCode, roomCode }) => [building, floorCode, roomCode]))];
  const premises = await tx.prepared<PremiseRow>(
    'metering.list-premises',
    `select premise_id, parent_id, kind, full_code, capacity from premise
     where site_id = $1 and kind in ('building', 'floor', 'room') and full_code = any($2)`,
    [siteId, codes],
  );
  const ofKind = (kind: string) => premises.filter((row) => row.kind === kind);
  const rooms = ofKind('room');
  const accounts = await tx.prepared<{
    account_id: string;
    account_no: string;
    room_id: string;
    category_code: string;
    state: string;
  }>(
    'metering.list-accounts',
    `select account_id, account_no, room_id, category_code, state from customer_account
     where site_id = $1 and (account_no = any($2) or (state = 'open' and room_id = any($3)))`,
    [siteId, rows.flatMap(({ account }) => account?.accountNo ?? []), rooms.map((row) => row.premise_id)],
  );
  const open = accounts.filter(({ state }) => state === 'open');
  const meters = await tx.prepared<{
    meter_no: string;
    premise_id: string;
    commodity: Commodity;
    credit_unit: CreditUnit;
    delivery: DeliveryKind;
    state: string;
  }>(
    'metering.list-meters',
    'select meter_no, premise_id, commodity, credit_unit, delivery, state from meter where site_id = $1 and meter_no = any($2)',
    [siteId, rows.flatMap((row) => row.meters.map(({ meterNo }) => meterNo))],
  );
  return {
    buildings: new Map(ofKind('building').map((row) => [row.full_code, row.premise_id])),
    floors: new Map(ofKind('floor').map((row) => [row.full_code, row.premise_id])),
    rooms: new Map(
      rooms.map((row) => [
        row.full_code,
        { premiseId: row.premise_id, floorId: row.parent_id, capacity: row.capacity },
      ]),
    ),
    accountsByRoom: new Map(
      open.map((row) => [
        row.room_id,
        { accountId: row.account_id, accountNo: row.account_no, categoryCode: row.category_code },
      ]),
    ),
    accountNos: new Map(accounts.map((row) => [row.account_no, { roomId: row.room_id, open: row.state === 'open' }])),
    meters: new Map(
      meters.map((row) => [
        row.meter_no,
        {
          premiseId: row.premise_id,
          commodity: row.commodity,
          unit: row.credit_unit,
          delivery: row.delivery,
          retired: row.state === 'retired',
        },
      ]),
    ),
    occupants: await occupantsOf(
      tx,
      siteId,
      open.map(({ account_id }) => account_id),
    ),
  };
}

async function occupantsOf(
  tx: Tx,
  siteId: string,
  accountIds: readonly string[],
): Promise<Map<string, PresentOccupant[]>> {
  const rows = await tx.prepared<{ occupant_id: string; account_id: string; customer_id: string }>(
    'metering.list-occupants',
    `select occupant_id, account_id, customer_id from occupant
     where site_id = $1 and account_id = any($2) and until_date is null order by occupant_id`,
    [siteId, accountIds],
  );
  const people = await personalOf(
    tx,
    siteId,
    rows.map(({ customer_id }) => customer_id),
  );
  const found = rows.map((row) => {
    const person = people.get(row.customer_id);
    const occupant = {
      occupantId: row.occupant_id,
      customerId: row.customer_id,
      name: person?.name ?? null,
      phone: person?.phone ?? null,
    };
    return { accountId: row.account_id, occupant };
  });
  return new Map(
    [...Map.groupBy(found, ({ accountId }) => accountId)].map(([id, list]) => [
      id,
      list.map(({ occupant }) => occupant),
    ]),
  );
}

interface Writing {
  readonly batchId: string;
  readonly at: Instant;
  readonly today: BusinessDate;
}

/** Each table in one statement. The plan was made under the lock of the batch in this very transaction. */
export async function writePlan(tx: Tx, actor: Actor, plan: RoomPlan, writing: Writing): Promise<void> {
  const { siteId } = actor;
  await writePremises(tx, siteId, plan);
  await writeAccounts(tx, siteId, plan, writing.today);
  await insertCustomers(
    tx,
    siteId,
    writing.at,
    plan.customers.map((one) => ({ ...one, kind: 'person', reference: null })),
  );
  await writeOccupants(tx, siteId, plan, writing);
  await writeMeters(tx, siteId, plan, writing.today);
  await moveCredits(
    tx,
    actor,
    writing.at,
    plan.meters
      .filter(({ credit }) => credit !== 0)
      .map(({ meterId, credit }) => ({
        meterId,
        kind: 'opening',
        amount: credit,
        document: { kind: 'import', id: writing.batchId },
      })),
  );
}

async function writePremises(tx: Tx, siteId: string, plan: RoomPlan): Promise<void> {
  const list = [
    ...plan.buildings.map(({ premiseId, code }) => ({
      premiseId,
      parentId: null,
      kind: 'building',
      code,
      fullCode: code,
      capacity: null,
    })),
    ...plan.floors.map((one) => ({ ...one, kind: 'floor', capacity: null })),
    ...plan.rooms.map((one) => ({ ...one, kind: 'room' })),
  ];
  if (list.length > 0) {
    const rows = await tx.prepared<Record<string, unknown>>(
      'metering.insert-premises',
      `insert into premise (site_id, premise_id, parent_id, kind, code, full_code, name, capacity)
       select $1, n."premiseId", n."parentId", n.kind, n.code, n."fullCode", '', n.capacity
       from jsonb_to_recordset($2::jsonb) as n ("premiseId" uuid, "parentId" uuid, kind text, code text,
         "fullCode" text, capacity smallint) returning *`,
      [siteId, JSON.stringify(list)],
    );
    tx.kept('premise', rows);
  }
  if (plan.capacities.length > 0) {
    const rows = await tx.prepared<Record<string, unknown>>(
      'metering.change-capacities',
      `update premise p set capacity = n.capacity
       from jsonb_to_recordset($2::jsonb) as n ("premiseId" uuid, capacity smallint)
       where p.site_id = $1 and p.premise_id = n."premiseId" returning p.*`,
      [siteId, JSON.stringify(plan.capacities)],
    );
    tx.kept('premise', rows);
  }
}

async function writeAccounts(tx: Tx, siteId: string, plan: RoomPlan, today: BusinessDate): Promise<void> {
  if (plan.accounts.length > 0) {
    const rows = await tx.prepared<Record<string, unknown>>(
      'metering.insert-accounts',
      `insert into customer_account (site_id, account_id, account_no, room_id, category_code, state, opened_on)
       select $1, n."accountId", n."accountNo", n."roomId", n."categoryCode", 'open', $2
       from jsonb_to_recordset($3::jsonb) as n ("accountId" uuid, "accountNo" text, "roomId" uuid, "categoryCode" text)
       returning *`,
      [siteId, today, JSON.stringify(plan.accounts)],
    );
    tx.kept('customer_account', rows);
    // Meters that hung in a room nobody lived in belong to the household now.
    const given = await tx.prepared<Record<string, unknown>>(
      'metering.give-meters',
      `update meter m set account_id = n."accountId"
       from jsonb_to_recordset($2::jsonb) as n ("accountId" uuid, "roomId" uuid)
       where m.site_id = $1 and m.premise_id = n."roomId" and m.account_id is null and m.state = 'active' returning m.*`,
      [siteId, JSON.stringify(plan.accounts)],
    );
    tx.kept('meter', given);
  }
  if (plan.categories.length > 0) {
    const rows = await tx.prepared<Record<string, unknown>>(
      'metering.change-categories',
      `update customer_account a set category_code = n."categoryCode"
       from jsonb_to_recordset($2::jsonb) as n ("accountId" uuid, "categoryCode" text)
       where a.site_id = $1 and a.account_id = n."accountId" returning a.*`,
      [siteId, JSON.stringify(plan.categories)],
    );
    tx.kept('customer_account', rows);
  }
}

async function writeOccupants(tx: Tx, siteId: string, plan: RoomPlan, { today, at }: Writing): Promise<void> {
  if (plan.leaving.length > 0)
    await tx.prepared(
      'metering.end-occupants',
      'update occupant set until_date = $2 where site_id = $1 and occupant_id = any($3)',
      [siteId, today, plan.leaving],
    );
  if (plan.occupants.length > 0)
    await tx.prepared(
      'metering.insert-occupants',
      `insert into occupant (site_id, occupant_id, account_id, customer_id, from_date)
       select $1, n."occupantId", n."accountId", n."customerId", $2
       from jsonb_to_recordset($3::jsonb) as n ("occupantId" uuid, "accountId" uuid, "customerId" uuid)`,
      [siteId, today, JSON.stringify(plan.occupants)],
    );
  await changePhones(tx, siteId, at, plan.phones);
}

async function writeMeters(tx: Tx, siteId: string, plan: RoomPlan, today: BusinessDate): Promise<void> {
  if (plan.meters.length === 0) return;
  const json = JSON.stringify(plan.meters);
  const rows = await tx.prepared<Record<string, unknown>>(
    'metering.insert-meters',
    `insert into meter (site_id, meter_id, meter_no, commodity, credit_unit, delivery, premise_id, account_id, ratio,
       digits, initial_register_milli, state, installed_on)
     select $1, n."meterId", n."meterNo", n.commodity, n.unit, n.delivery, n."premiseId", n."accountId", 1, 6,
       n."initialMilli", 'active', $2
     from jsonb_to_recordset($3::jsonb) as n ("meterId" uuid, "meterNo" text, commodity text, unit text, delivery text,
       "premiseId" uuid, "accountId" uuid, "initialMilli" bigint) returning *`,
    [siteId, today, json],
  );
  tx.kept('meter', rows);
  await tx.prepared(
    'metering.insert-credits',
    `insert into meter_credit (site_id, meter_id, unit, balance, next_seq, purchase_count)
     select $1, n."meterId", n.unit, 0, 1, 0 from jsonb_to_recordset($2::jsonb) as n ("meterId" uuid, unit text)`,
    [siteId, json],
  );
}
