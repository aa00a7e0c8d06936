/**
 * A selling office for a simulation: two clerks, a cashier, two drawers, households with meters of every kind, prices.
 * Built through the product's own operations; the auditor is told of each.
 */
import { debit, credit as onCredit, post } from '../../server/modules/ledger/index.ts';
import { runJob } from '../../server/platform/jobs.ts';
import type { Job } from '../../server/platform/operations/implement.ts';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { addCustomer } from '../../shared/contracts/customers/add-customer.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { carriedCredits } from '../../shared/contracts/metering/carried-credits.ts';
import { categories } from '../../shared/contracts/metering/categories.ts';
import { deliverCarry } from '../../shared/contracts/metering/deliver-carry.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { ACCOUNTS } from '../../shared/ledger/chart.ts';
import type { PostKey } from '../../shared/posts.ts';
import { businessDate, type Instant, instant } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { type Holder, openHouse, type TestHouse } from '../support/house.ts';
import { type ScriptedDriver, scriptedDriver } from '../support/scripted-driver.ts';
import { type Account, book, businessDay, calendarDay, type Expected, emptyBooks, type Meter } from './expected.ts';
import { type Random, randomOf } from './random.ts';

export const PEOPLE = [
  { name: '技术甲', login: 'jishu', posts: ['vending-technician', 'system-administrator'] },
  { name: '主管乙', login: 'zhuguan', posts: ['vending-supervisor'] },
  { name: '售电丙', login: 'shoudian1', posts: ['vending-clerk'] },
  { name: '售电庚', login: 'shoudian2', posts: ['vending-clerk'] },
  { name: '收费丁', login: 'shoufei1', posts: ['cashier'] },
  { name: '经费戊', login: 'jingfei', posts: ['funds-administrator', 'price-approver', 'finance'] },
  { name: '审计己', login: 'shenji', posts: ['auditor'] },
] satisfies { name: string; login: string; posts: PostKey[] }[];

export const CLERKS = ['shoudian1', 'shoudian2'] as const;
export const nameOf = (login: string): string => PEOPLE.find((one) => one.login === login)!.name;

export interface Office {
  readonly seed: number;
  readonly house: TestHouse;
  readonly driver: ScriptedDriver;
  readonly random: Random;
  readonly books: Expected;
  /** What was done, latest last; the end of it is printed when something does not fit. */
  readonly trace: string[];
  /** The line to the network meters is cut. */
  deaf: boolean;
  references: number;
  numbers: number;
}

export type Spec = InputOf<typeof proposeTariff>['spec'];

export const nowOf = ({ house }: Office): number => Date.parse(house.clock.now());
export const today = (office: Office): string => businessDay(office.books, nowOf(office));
export const clerk = ({ house }: Office, login: string): Holder => house.as('vending-clerk', login);
export const supervisor = ({ house }: Office): Holder => house.as('vending-supervisor');

/** Signs the supervisor in where need be, which takes a code and half a minute: the clock then stands still. */
export const wake = async (office: Office): Promise<void> => void (await supervisor(office).ask(categories));

export function note(office: Office, line: string): void {
  office.trace.push(`${office.house.clock.now()} ${line}`);
}

/** Something is not as the auditor expects it: the seed repeats it. */
export function must(office: Office, good: boolean, what: string): asserts good {
  if (good) return;
  const last = office.trace.slice(-Number(process.env.TRACE ?? 25)).join('\n  ');
  throw new Error(`SEED=${office.seed}: ${what}\nwhat was done before:\n  ${last}`);
}

/** As JSON; the order of keys says nothing. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

export function same(office: Office, what: string, found: unknown, expected: unknown): void {
  const [is, should] = [inOrder(found), inOrder(expected)];
  must(office, is === should, `${what}\n  found    ${is}\n  expected ${should}`);
}

/** Opens a house that begins at 08:00 of the day. */
export async function openOffice(seed: number, beginsOn: string): Promise<Office> {
  const driver = scriptedDriver('network');
  const house = await openHouse({ people: PEOPLE, outside: { delivery: { network: driver } } });
  const office: Office = {
    seed,
    house,
    driver,
    random: randomOf(seed),
    books: emptyBooks(),
    trace: [],
    deaf: false,
    references: 0,
    numbers: 0,
  };
  house.clock.set(instant(`${beginsOn}T00:00:00.000Z`));
  for (const code of ['D1', 'D2']) {
    const ceiling = office.random.pick([200_000, 1_000_000]);
    const window = { code, name: `窗口${code}`, place: '一楼大厅', ceilingFen: fen(ceiling) };
    const { drawerId } = await supervisor(office).call(registerDrawer, window);
    office.books.drawers.push({ id: drawerId, code, ceiling, left: 0, sessions: 0, open: null });
  }
  await furnish(office);
  return office;
}

async function furnish(office: Office): Promise<void> {
  await setPrice(office, { category: 'dormitory', spec: ladder('electricity', 'month', 'purchased') });
  await setPrice(office, { category: 'dormitory', spec: ladder('water', 'year', 'consumed') });
  const kinds: [Meter['commodity'], Meter['unit'], Meter['delivery']][][] = [
    [
      ['electricity', 'energy', 'balance'],
      ['water', 'volume', 'balance'],
    ],
    [['electricity', 'energy', 'balance']],
    [['electricity', 'money', 'balance']],
    [
      ['electricity', 'money', 'network'],
      ['electricity', 'energy', 'balance'],
    ],
    [
      ['electricity', 'energy', 'network'],
      ['gas', 'volume', 'balance'],
    ],
  ];
  const hall = await supervisor(office).call(addPremise, { kind: 'building', code: '1' });
  const floor = await supervisor(office).call(addPremise, { kind: 'floor', parentId: hall.premiseId, code: '1' });
  for (const [index, meters] of kinds.entries()) {
    const room = { kind: 'room' as const, parentId: floor.premiseId, code: `${101 + index}` };
    const { premiseId } = await supervisor(office).call(addPremise, room);
    for (const [commodity, unit, delivery] of meters)
      await installMeter(office, premiseId, { commodity, unit, delivery });
    await moveIn(office, premiseId, await newCustomer(office));
  }
  for (const [index, account] of office.books.accounts.entries())
    if (index < 4) await owe(office, account, 345 + 1_000 * index);
}

export const nextMeterNo = (office: Office): string => {
  office.numbers += 1;
  return `M${String(office.numbers).padStart(5, '0')}`;
};

async function installMeter(
  office: Office,
  roomId: string,
  kind: Pick<Meter, 'commodity' | 'unit' | 'delivery'>,
): Promise<void> {
  const meterNo = nextMeterNo(office);
  const { commodity, unit, delivery } = kind;
  const ratio = office.random.pick([1, 1, 10]);
  const input = { premiseId: roomId, meterNo, commodity, creditUnit: unit, delivery, ratio, initialMilli: milli(0) };
  const { meterId } = await supervisor(office).call(addMeter, input);
  office.books.meters.push(newMeter({ id: meterId, no: meterNo, roomId, ...kind, ratio }));
}

export const newMeter = (
  of: Pick<Meter, 'id' | 'no' | 'roomId' | 'commodity' | 'unit' | 'delivery' | 'ratio'>,
): Meter => ({
  ...of,
  account: null,
  register: 0,
  readAt: 0,
  used: [],
  credit: 0,
  purchases: 0,
  blocks: [],
  retired: false,
});

export async function newCustomer(office: Office): Promise<string> {
  office.numbers += 1;
  const { customerId } = await supervisor(office).call(addCustomer, { name: `住户${office.numbers}` });
  return customerId;
}

/** The household's meters are those of the room; credit that waits for the customer comes along. */
export async function moveIn(office: Office, roomId: string, customerId: string): Promise<void> {
  const { books } = office;
  const input = { roomId, categoryCode: 'dormitory', customerIds: [customerId] };
  const { accountId, meterIds } = await supervisor(office).call(openAccount, input);
  const account: Account = { id: accountId, roomId, category: 'dormitory', customerId, open: true };
  books.accounts.push(account);
  const meters = books.meters.filter((meter) => meter.roomId === roomId && !meter.retired);
  same(office, 'meters of the new household', [...meterIds].sort(), meters.map((meter) => meter.id).sort());
  for (const meter of meters) meter.account = account;
  for (const held of books.held.filter((one) => one.customerId === customerId)) {
    const fits = [...meters]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .find(
        (one) =>
          one.commodity === held.commodity && one.unit === held.unit && (one.delivery === 'balance' || held.amount > 0),
      );
    if (fits === undefined) continue;
    fits.credit += held.amount;
    if (fits.delivery === 'network') await bring(office, fits);
    books.held.splice(books.held.indexOf(held), 1);
  }
  note(office, `move-in ${accountId}`);
}

/** Carried credit is brought to a network meter: a purchase in the meter's own count. */
async function bring(office: Office, meter: Meter): Promise<void> {
  const { rows } = await supervisor(office).ask(carriedCredits, { meterId: meter.id });
  for (const { carryId } of rows) {
    const { state } = await supervisor(office).call(deliverCarry, { carryId });
    same(office, `credit carried to ${meter.no}`, state, 'delivered');
    meter.purchases += 1;
  }
}

/** Arrears a house brings from its former books. */
async function owe({ house, books }: Office, account: Account, amount: number): Promise<void> {
  const date = calendarDay(Date.parse(house.clock.now()));
  const opening: Job = {
    name: 'simulation.opening',
    cron: '0 0 1 1 *',
    run: async (tx, actor) =>
      void (await post(tx, actor, {
        businessDate: businessDate(date),
        now: house.clock.now(),
        document: { kind: 'opening', id: account.id },
        text: '期初欠费',
        lines: [debit(ACCOUNTS.receivable, fen(amount), account.id), onCredit(ACCOUNTS.opening, fen(amount))],
      })),
  };
  await runJob(house.app.jobs, opening, house.siteId);
  book(books, date, [
    ['1122', amount, account.id],
    ['4104.opening', -amount],
  ]);
}

export const ladder = (
  commodity: Meter['commodity'],
  period: 'month' | 'year',
  basis: 'purchased' | 'consumed',
): Spec => ({
  commodity,
  period,
  basis,
  taxRateBasisPoints: 1300,
  // Above ten yuan a unit a fen buys no thousandth: then money is left over, as with hot water here.
  tiers: [
    { upTo: 100_000, price: commodity === 'water' ? 285_000 : 5_283 },
    { upTo: 260_000, price: commodity === 'water' ? 385_000 : 10_783 },
    { upTo: null, price: commodity === 'water' ? 645_000 : 15_283 },
  ],
});

/** Proposed, approved, and noted by the auditor with the moment from which it counts. */
export async function setPrice(
  office: Office,
  price: { readonly category: string; readonly spec: Spec; readonly from?: Instant },
): Promise<void> {
  const { house, books } = office;
  const { category, spec, from } = price;
  const words = { categoryCode: category, spec, reason: '按批文执行', ...(from ? { effectiveFrom: from } : {}) };
  const { proposalId, specHash } = await supervisor(office).signed(proposeTariff, words);
  const version = await house.as('price-approver').signed(approveTariff, { proposalId, specHash });
  const key = `${spec.commodity} ${category}`;
  const list = books.versions.get(key) ?? [];
  same(office, 'number of the tariff version', version.number, list.length + 1);
  list.push({
    id: version.versionId,
    number: version.number,
    hash: specHash,
    from: from === undefined ? nowOf(office) : Date.parse(from),
    period: spec.period,
    basis: spec.basis,
    tax: spec.taxRateBasisPoints,
    tiers: spec.tiers as { upTo: number | null; price: number }[],
  });
  books.versions.set(key, list);
  note(office, `price ${key} version ${version.number} from ${new Date(list.at(-1)!.from).toISOString()}`);
}
