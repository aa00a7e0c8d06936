/** For journeys of the counter: a founded house with rooms, meters, a price and a drawer, made over its own routes. */
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { codeAt } from '../../server/modules/posts/authenticator.ts';
import { fullName, type InputOf, type OperationContract, type OutputOf } from '../../shared/contracts/contract.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { confirmTotp } from '../../shared/contracts/posts/confirm-totp.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { startTotp } from '../../shared/contracts/posts/start-totp.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { instant } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { callIn, type FoundedStaff, PASSWORD, PIN } from './support.ts';

const STEP_MS = 30_000;

type Spec = InputOf<typeof proposeTariff>['spec'];

/** 0.50 yuan to 100 kWh a month, 0.80 above. */
export const LADDER: Spec = {
  commodity: 'electricity',
  period: 'month',
  basis: 'purchased',
  taxRateBasisPoints: 1300,
  tiers: [
    { upTo: 100_000, price: 5000 },
    { upTo: null, price: 8000 },
  ],
};

export const flat = (commodity: 'electricity' | 'water', price: number): Spec => ({
  commodity,
  period: 'none',
  basis: 'purchased',
  taxRateBasisPoints: 300,
  tiers: [{ upTo: null, price }],
});

interface SmartRoom {
  readonly roomId: string;
  readonly meterId: string;
}

export interface SellingHouse {
  contextOf(login: string): Promise<BrowserContext>;
  /** An electricity meter that holds money itself, in a room of the same floor whose account is 70 and its door. */
  addRoom(door: string, meterNo: string, delivery: 'card' | 'network'): Promise<SmartRoom>;
  readonly drawerId: string;
  readonly buildingId: string;
  /** Signed with the PIN of who does it. */
  signedBy<C extends OperationContract>(
    login: string,
    contract: C,
    input: Omit<InputOf<C>, 'signatures'>,
  ): Promise<OutputOf<C>>;
  /** Approved at once, with the authenticator's next code: waits when the next ones are used up. */
  setPrice(spec: Spec): Promise<void>;
}

export async function openSellingHouse(staff: FoundedStaff): Promise<SellingHouse> {
  const contextOf = async (login: string): Promise<BrowserContext> => (await staff.pageAs(login)).context();
  const supervisor = await contextOf('zhuguan');
  const approver = await contextOf('jingfei');
  const signed = async <C extends OperationContract>(
    context: BrowserContext,
    contract: C,
    words: { readonly input: Omit<InputOf<C>, 'signatures'>; readonly secret: { pin: string } | { totp: string } },
  ): Promise<OutputOf<C>> => {
    const content = words.input as Record<string, unknown>;
    const { signatureId } = await callIn(context, signAct, { ...words.secret, act: fullName(contract), content });
    return callIn(context, contract, { ...content, signatures: [signatureId] } as InputOf<C>);
  };
  await callIn(approver, choosePost, { post: 'price-approver' });
  const { secret } = await callIn(approver, startTotp, { password: PASSWORD });
  let step = Math.trunc(Date.now() / STEP_MS) - 1;
  const now = (): number => Math.trunc(Date.now() / STEP_MS);
  const code = async (): Promise<string> => {
    while (step > now() + 1) await setTimeout(1000);
    const totp = codeAt(secret, instant(step * STEP_MS));
    step = Math.max(step + 1, now() - 1);
    return totp;
  };
  await callIn(approver, confirmTotp, { totp: await code() });
  const setPrice = async (spec: Spec): Promise<void> => {
    const input = { categoryCode: 'dormitory', spec, reason: '按批文执行' };
    const { proposalId, specHash } = await signed(supervisor, proposeTariff, { input, secret: { pin: PIN } });
    await signed(approver, approveTariff, { input: { proposalId, specHash }, secret: { totp: await code() } });
  };
  const place = async (kind: 'building' | 'floor' | 'room', at: string, parentId?: string): Promise<string> =>
    (await callIn(supervisor, addPremise, { kind, code: at, ...(parentId ? { parentId } : {}) })).premiseId;
  const buildingId = await place('building', '北苑一号楼');
  const floor = await place('floor', '1层', buildingId);
  for (const door of ['101', '102', '103']) {
    const roomId = await place('room', door, floor);
    const meter = { premiseId: roomId, initialMilli: milli(0) };
    await callIn(supervisor, addMeter, {
      ...meter,
      meterNo: `9${door}1`,
      commodity: 'electricity',
      creditUnit: 'energy',
    });
    if (door === '103')
      await callIn(supervisor, addMeter, { ...meter, meterNo: `9${door}2`, commodity: 'water', creditUnit: 'volume' });
    await callIn(supervisor, openAccount, { roomId, accountNo: `70${door}`, categoryCode: 'dormitory' });
  }
  await setPrice(LADDER);
  await setPrice(flat('water', 30_000));
  const drawer = { code: 'B1', name: '一号窗口', place: '售电大厅', ceilingFen: fen(5_000_000) };
  const { drawerId } = await callIn(supervisor, registerDrawer, drawer);
  const addRoom: SellingHouse['addRoom'] = async (door, meterNo, delivery) => {
    const roomId = await place('room', door, floor);
    const meter = { premiseId: roomId, meterNo, commodity: 'electricity', creditUnit: 'money', delivery } as const;
    const { meterId } = await callIn(supervisor, addMeter, { ...meter, initialMilli: milli(0) });
    await callIn(supervisor, openAccount, { roomId, accountNo: `70${door}`, categoryCode: 'dormitory' });
    return { roomId, meterId };
  };
  const signedBy: SellingHouse['signedBy'] = async (login, contract, input) =>
    signed(await contextOf(login), contract, { input, secret: { pin: PIN } });
  return { contextOf, drawerId, buildingId, addRoom, signedBy, setPrice };
}
