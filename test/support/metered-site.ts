/** A site with one room, its household and a meter, through the operations of metering. */
import { addCustomer } from '../../server/modules/customers/operations/add-customer.ts';
import { addMeter } from '../../server/modules/metering/operations/add-meter.ts';
import { addPremise } from '../../server/modules/metering/operations/add-premise.ts';
import { openAccount } from '../../server/modules/metering/operations/open-account.ts';
import type { OneSite } from './one-site.ts';

let counter = 100;

export interface Household {
  readonly roomId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly meterId: string;
  readonly meterNo: string;
}

export interface MeterWanted {
  readonly meterNo?: string;
  readonly commodity?: string;
  readonly creditUnit?: string;
  readonly delivery?: string;
  readonly ratio?: number;
  readonly digits?: number;
  readonly initialMilli?: number;
}

export async function addPerson(
  site: OneSite,
  person: { readonly name: string; readonly phone?: string; readonly reference?: string },
): Promise<string> {
  const added = await site.as('vending-supervisor').call<{ customerId: string }>(addCustomer, person);
  return added.customerId;
}

/** Each call makes a building of its own. */
export async function emptyRoom(site: OneSite): Promise<string> {
  const supervisor = site.as('vending-supervisor');
  counter += 1;
  const add = async (kind: string, code: string, parentId?: string): Promise<string> =>
    (await supervisor.call<{ premiseId: string }>(addPremise, { kind, code, parentId })).premiseId;
  const building = await add('building', `B${counter}`);
  return add('room', '101', await add('floor', '1', building));
}

export async function installMeter(
  site: OneSite,
  premiseId: string,
  wanted: MeterWanted = {},
): Promise<[string, string]> {
  counter += 1;
  const meterNo = wanted.meterNo ?? `M${counter}`;
  const commodity = wanted.commodity ?? 'electricity';
  const { meterId } = await site.as('vending-technician').call<{ meterId: string }>(addMeter, {
    premiseId,
    meterNo,
    commodity,
    creditUnit: commodity === 'electricity' ? 'energy' : 'volume',
    initialMilli: 0,
    ...wanted,
  });
  return [meterId, meterNo];
}

export async function household(site: OneSite, wanted: MeterWanted = {}): Promise<Household> {
  const roomId = await emptyRoom(site);
  const [meterId, meterNo] = await installMeter(site, roomId, wanted);
  const supervisor = site.as('vending-supervisor');
  const customerId = await addPerson(site, { name: '住户甲' });
  const { accountId } = await supervisor.call<{ accountId: string }>(openAccount, {
    roomId,
    categoryCode: 'dormitory',
    customerIds: [customerId],
  });
  return { roomId, accountId, customerId, meterId, meterNo };
}
