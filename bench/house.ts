/** A house for measuring: many clerks, each with a drawer of the own and twenty rooms to sell to. */

import { demoPin } from '../server/modules/posts/index.ts';
import { fullName, type InputOf, type OperationContract, type OutputOf } from '../shared/contracts/contract.ts';
import { applyRoomImport } from '../shared/contracts/metering/apply-room-import.ts';
import { meters } from '../shared/contracts/metering/meters.ts';
import { setCategory } from '../shared/contracts/metering/set-category.ts';
import { stageRoomImport } from '../shared/contracts/metering/stage-room-import.ts';
import { choosePost } from '../shared/contracts/posts/choose-post.ts';
import { claimAccount } from '../shared/contracts/posts/claim-account.ts';
import { confirmSetUp } from '../shared/contracts/posts/confirm-set-up.ts';
import { founding } from '../shared/contracts/posts/founding.ts';
import { setUpHouse } from '../shared/contracts/posts/set-up-house.ts';
import { signAct } from '../shared/contracts/posts/sign-act.ts';
import { unlockSession } from '../shared/contracts/posts/unlock-session.ts';
import { approveTariff } from '../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../shared/contracts/prices/propose-tariff.ts';
import { openDrawer } from '../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../shared/contracts/tills/register-drawer.ts';
import type { PostKey } from '../shared/posts.ts';
import { fen } from '../shared/values/money.ts';
import { send } from './client.ts';

export const ROOMS_A_CLERK = 20;

export interface Clerk {
  readonly cookie: string;
  readonly drawerSessionId: string;
  readonly meterIds: readonly string[];
}

export interface BenchHouse {
  readonly clerks: readonly Clerk[];
  readonly priceVersionId: string;
  /** Cookies of those who read: the supervisor. */
  readonly supervisor: string;
  /** Logins: clerk0 and on, supervisor, cashier, technician, funds. */
  cookieOf(login: string): string;
  /** Who did nothing for long finds the screen locked; the own PIN opens it. */
  unlock(login: string): Promise<void>;
  /** Signs with the own secret, then does it. */
  signed<C extends OperationContract>(login: string, contract: C, input: Record<string, unknown>): Promise<OutputOf<C>>;
}

const PASSWORD = 'a bench is not a house';
const PIN = '730518';

interface Building {
  readonly port: number;
  readonly pin: string;
  readonly cookies: Map<string, string>;
}

async function claim({ port, cookies }: Building, issued: { login: string; code: string }): Promise<string> {
  const { cookie } = await send(port, claimAccount, { code: issued.code, password: PASSWORD, pin: PIN });
  cookies.set(issued.login, cookie!);
  return cookie!;
}

async function found(building: Building, token: string, clerks: number): Promise<void> {
  const { port } = building;
  const people: InputOf<typeof setUpHouse>['people'] = [
    { name: '技术', login: 'technician', posts: ['vending-technician', 'system-administrator'] },
    { name: '主管', login: 'supervisor', posts: ['vending-supervisor'] },
    { name: '收费', login: 'cashier', posts: ['cashier'] },
    { name: '经费', login: 'funds', posts: ['price-approver', 'funds-administrator', 'finance'] },
    ...Array.from({ length: clerks }, (_, i) => ({
      name: `售电${i}`,
      login: `clerk${i}`,
      posts: ['vending-clerk' as const],
    })),
  ];
  const document = {
    site: { name: '测速校区', timeZone: 'Asia/Shanghai' },
    packs: ['vending' as const],
    singleOperator: false,
    people,
    firstFounder: 'technician',
    secondFounder: 'supervisor',
  };
  const { body } = await send(port, setUpHouse, { token, ...document });
  await claim(building, body.codes[0]!);
  const second = await claim(building, body.codes[1]!);
  const { body: paper } = await send(port, founding, {}, second);
  const { body: rest } = await send(port, confirmSetUp, { digest: paper.digest!, pin: PIN }, second);
  for (const issued of rest.codes) await claim(building, issued);
}

async function signed<C extends OperationContract>(
  { port, pin, cookies }: Building,
  login: string,
  contract: C,
  input: Record<string, unknown>,
) {
  const cookie = cookies.get(login)!;
  const secret = contract.sign === 'totp' ? { totp: pin } : { pin };
  const { body } = await send(port, signAct, { ...secret, act: fullName(contract), content: input }, cookie);
  return (await send(port, contract, { ...input, signatures: [body.signatureId] } as never, cookie)).body;
}

async function actAs({ port, cookies }: Building, login: string, post: PostKey): Promise<void> {
  await send(port, choosePost, { post }, cookies.get(login)!);
}

async function price(building: Building): Promise<string> {
  await send(
    building.port,
    setCategory,
    { categoryCode: 'dormitory', zh: '学生宿舍', en: 'Dormitory' },
    building.cookies.get('supervisor')!,
  );
  const spec = {
    commodity: 'electricity',
    period: 'month',
    basis: 'purchased',
    taxRateBasisPoints: 1300,
    tiers: [{ upTo: null, price: 4563 }],
  };
  const proposal = await signed(building, 'supervisor', proposeTariff, {
    categoryCode: 'dormitory',
    spec,
    reason: '测速',
  });
  await actAs(building, 'funds', 'price-approver');
  const { proposalId, specHash } = proposal;
  const version = await signed(building, 'funds', approveTariff, { proposalId, specHash });
  return version.versionId;
}

async function importRooms({ port, cookies }: Building, rooms: number): Promise<string[]> {
  const lines = Array.from({ length: rooms }, (_, i) => {
    const [building, floor, door] = [Math.trunc(i / 400) + 1, Math.trunc((i % 400) / 40) + 1, (i % 40) + 1];
    const room = `${floor}${String(door).padStart(2, '0')}`;
    const phone = `139${String(10_000_000 + i)}`;
    return `${building},${floor}层,${room},4,学生宿舍,${300_000 + i},某某${i},${phone},${500_000 + i},0,用量,系统余额,0`;
  });
  const head = '楼栋,楼层,房间,床位数,用户类别,户号,住户,电话,电表号,电表起数,计费单位,充值方式,电表余额';
  const fileBase64 = Buffer.from([head, ...lines].join('\n')).toString('base64');
  const technician = cookies.get('technician')!;
  await send(port, choosePost, { post: 'vending-technician' }, technician);
  const { body } = await send(port, stageRoomImport, { fileName: 'rooms.csv', fileBase64 }, technician);
  await send(port, applyRoomImport, { batchId: body.batchId }, technician);
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await send(port, meters, { limit: 200, ...(after === undefined ? {} : { after }) }, technician);
    found.push(...page.body.rows.map((meter) => meter.meterId));
    after = page.body.next;
  } while (after !== undefined);
  return found;
}

export async function buildHouse(
  port: number,
  tokens: { setUp: string; demo: string },
  clerkCount: number,
): Promise<BenchHouse> {
  const building: Building = { port, pin: demoPin(tokens.demo), cookies: new Map() };
  await found(building, tokens.setUp, clerkCount);
  const priceVersionId = await price(building);
  const meterIds = await importRooms(building, clerkCount * ROOMS_A_CLERK);
  const supervisor = building.cookies.get('supervisor')!;
  const clerks: Clerk[] = [];
  for (let i = 0; i < clerkCount; i += 1) {
    const drawer = { code: `D${i}`, name: `窗口${i}`, place: '大厅', ceilingFen: fen(100_000_000_00) };
    const { body } = await send(port, registerDrawer, drawer, supervisor);
    const cookie = building.cookies.get(`clerk${i}`)!;
    const opened = await send(port, openDrawer, { drawerId: body.drawerId, count: {} }, cookie);
    clerks.push({
      cookie,
      drawerSessionId: opened.body.drawerSessionId,
      meterIds: meterIds.slice(i * ROOMS_A_CLERK, (i + 1) * ROOMS_A_CLERK),
    });
  }
  return {
    clerks,
    priceVersionId,
    supervisor,
    cookieOf: (login) => building.cookies.get(login)!,
    unlock: async (login) => {
      await send(port, unlockSession, { pin: PIN }, building.cookies.get(login)!);
    },
    signed: (login, contract, input) => signed(building, login, contract, input),
  };
}
