/** Drawers: opened with right and wrong counts, money in and out, handed over, closed blind. */
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { handOverDrawer } from '../../shared/contracts/tills/hand-over-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { payIn } from '../../shared/contracts/tills/pay-in.ts';
import { payOut } from '../../shared/contracts/tills/pay-out.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { DenominationCount } from '../../shared/values/denominations.ts';
import { fen } from '../../shared/values/money.ts';
import type { Holder } from '../support/house.ts';
import { book, type Drawer, isOwed, moveCash, type Session } from './expected.ts';
import { CLERKS, must, note, type Office, same, today } from './office.ts';
import { drawerRefusal, openSessionOf } from './sell.ts';

const PIECES = [
  ['note100', 10_000],
  ['note50', 5_000],
  ['note20', 2_000],
  ['note10', 1_000],
  ['note5', 500],
  ['coin1yuan', 100],
  ['coin5jiao', 50],
  ['coin1jiao', 10],
] as const;

/** What a count finds of so much money: fen cannot be counted. */
export function countOf(amount: number): { readonly count: DenominationCount; readonly total: number } {
  const count: Partial<Record<(typeof PIECES)[number][0], number>> = {};
  let left = amount;
  for (const [key, value] of PIECES) {
    count[key] = Math.floor(left / value);
    left %= value;
  }
  return { count, total: amount - left };
}

export const holderOf = ({ house }: Office, session: Pick<Session, 'login' | 'post'>): Holder =>
  house.as(session.post, session.login);

/** Miscounted now and then: a note too many, a coin too few. */
function miscounted(office: Office, amount: number, percent: number): number {
  const { random } = office;
  if (!random.chance(percent)) return amount;
  return Math.max(0, amount + random.pick([-10_000, -2_000, -100, -10, 10, 500, 5_000]));
}

function bookDifference({ books }: Office, session: Session, difference: number): void {
  if (difference === 0) return;
  const account = `1001.${session.drawer.code}`;
  moveCash(books, session, difference > 0 ? 'over' : 'short', difference);
  book(books, session.date, [
    [account, difference],
    [difference > 0 ? '6301' : '6711', -difference],
  ]);
}

interface Begun {
  readonly id: string;
  readonly drawer: Drawer;
  readonly login: string;
  readonly post: Session['post'];
  readonly date: string;
  readonly carried: number;
  readonly opening: number;
}

function begin({ books }: Office, begun: Begun): Session {
  const { drawer } = begun;
  drawer.sessions += 1;
  const session: Session = {
    ...begun,
    number: drawer.sessions,
    state: 'open',
    cash: 0,
    counted: null,
    overShort: 0,
    slips: 0,
    received: new Map(),
    refunded: new Map(),
    slipMade: false,
  };
  drawer.open = session;
  books.sessions.push(session);
  return session;
}

export async function open(office: Office, drawer: Drawer, login: string): Promise<void> {
  const { books, random } = office;
  const post = login === 'shoufei1' ? 'cashier' : 'vending-clerk';
  const holder = office.house.as(post, login);
  const { count, total } = countOf(miscounted(office, drawer.left, 15));
  const differs = total !== drawer.left;
  const input = { drawerId: drawer.id, count };
  if (drawer.open !== null || openSessionOf(office, login) !== undefined) {
    const { code } = await holder.refused(openDrawer, { ...input, reason: '试开' });
    return must(office, ['drawer.already_open', 'drawer.in_use_by'].includes(code), `opened twice: ${code}`);
  }
  if (differs && random.chance(60))
    same(office, 'an opening that differs', (await holder.refused(openDrawer, input)).code, 'drawer.opening_differs');
  const opened = await holder.call(openDrawer, differs ? { ...input, reason: '与上班结余不符' } : input);
  const date = today(office);
  const id = opened.drawerSessionId;
  const session = begin(office, { id, drawer, login, post, date, carried: drawer.left, opening: total });
  same(
    office,
    'the opened session',
    [opened.number, opened.businessDate, opened.openingFen],
    [session.number, date, total],
  );
  moveCash(books, session, 'opening', drawer.left);
  if (differs) {
    const amount = total - drawer.left;
    books.cases.push({ subject: 'cash.opening_differs', documentId: id, amount });
    bookDifference(office, session, amount);
  }
  note(office, `open ${drawer.code}-${session.number} by ${login} on ${date}: ${total} found, ${drawer.left} left`);
}

/** Money into and out of a drawer besides sales. */
export async function moveMoney(office: Office): Promise<void> {
  const { random, books } = office;
  const kind = random.weighted({ in: 45, out: 20, drop: 35 });
  const session = openSessionOf(office, random.pick([...CLERKS, 'shoufei1']));
  if (session === undefined) return;
  const holder = holderOf(office, session);
  const drawer = `1001.${session.drawer.code}`;
  const amount = random.between(1, kind === 'in' ? 400 : 600) * random.pick([100, 1_000]);
  const amountFen = fen(amount);
  const source = random.pick(['safe', 'safe', 'other-income'] as const);
  const to = random.pick(['safe', 'in-transit'] as const);
  const other: PostKey = random.pick(['vending-supervisor', 'funds-administrator']);
  const refusal = drawerRefusal(office, session)?.[0] ?? cashRefusal(session, kind === 'in' ? amount : -amount);
  note(office, `${kind} ${amount} at ${drawer}: ${refusal ?? 'to be done'}`);
  const acts = {
    in: { contract: payIn, input: { amountFen, source, reason: '领备用金' }, also: source === 'safe' ? [other] : [] },
    out: { contract: payOut, input: { amountFen, reason: '购打印纸' }, also: [other] },
    drop: { contract: dropCash, input: { amountFen, to, reason: '中途缴款' }, also: [other] },
  };
  const { contract, input, also } = acts[kind];
  if (refusal !== null) {
    const { code } = await holder.refusedSigned(contract, input as never, also);
    return same(office, `refusal of money ${kind}`, code, refusal);
  }
  if (also.length > 0 && random.chance(10)) {
    const { code } = await holder.refusedSigned(contract, input as never);
    same(office, 'without the other party', code, 'signature.needed');
  }
  await holder.signed(contract, input as never, also);
  const against = {
    in: source === 'safe' ? '1001.safe' : '6051',
    out: '6602',
    drop: to === 'safe' ? '1001.safe' : '1012',
  }[kind];
  const signed = kind === 'in' ? amount : -amount;
  moveCash(books, session, { in: 'pay-in', out: 'pay-out', drop: 'drop' }[kind], signed);
  book(books, session.date, [
    [drawer, signed],
    [against, -signed],
  ]);
}

function cashRefusal(session: Session, amount: number): string | null {
  if (amount > 0) return session.cash + amount > session.drawer.ceiling ? 'drawer.ceiling' : null;
  return session.cash + amount < 0 ? 'drawer.not_enough_cash' : null;
}

/** The blind count until the product accepts it; at most two. Answers what was found. */
async function endBlind(
  office: Office,
  session: Session,
  act: (input: { count: DenominationCount; reason?: string }) => Promise<{ outcome: string }>,
): Promise<{ counted: number; difference: number; answer: Record<string, unknown> }> {
  let found = countOf(miscounted(office, session.cash, 25));
  const second = session.state === 'closing';
  const first = await act(second ? { count: found.count, reason: '复点' } : { count: found.count });
  const accepted = second || found.total === session.cash;
  same(
    office,
    `outcome of a count of ${found.total} where ${session.cash} should be`,
    first.outcome,
    accepted ? 'closed' : 'count-again',
  );
  if (accepted) return { counted: found.total, difference: found.total - session.cash, answer: { ...first } };
  session.state = 'closing';
  // No figure, and nothing that one could be reckoned from.
  same(office, 'what a blind count is told', { ...first }, { outcome: 'count-again', drawerSessionId: session.id });
  found = countOf(office.random.chance(60) ? session.cash : Math.max(0, session.cash - 1_000));
  const last = await act({ count: found.count, reason: '复点属实' });
  same(office, 'outcome of the second count', last.outcome, 'closed');
  return { counted: found.total, difference: found.total - session.cash, answer: { ...last } };
}

/** Undelivered sales of the session are carried as cases, each once. */
function carryUndelivered({ books }: Office, session: Session): string[] {
  const open = books.sales.filter((sale) => sale.session === session && isOwed(sale));
  for (const sale of open) makeCase(books, sale);
  return open.map((sale) => sale.slipNo).sort();
}

export function makeCase(books: Office['books'], sale: Office['books']['sales'][number]): void {
  sale.state = 'case';
  if (sale.isCase) return;
  sale.isCase = true;
  const subject = sale.attempt === 'NOT_APPLIED' ? 'delivery.refused' : 'delivery.unknown';
  books.cases.push({ subject, documentId: sale.id, amount: sale.total });
}

function end(office: Office, session: Session, how: { counted: number; difference: number; handed: boolean }): void {
  const { books } = office;
  const { counted, difference, handed } = how;
  if (difference !== 0) {
    const subject = handed ? 'cash.hand_over_differs' : difference > 0 ? 'cash.over' : 'cash.short';
    books.cases.push({ subject, documentId: session.id, amount: difference });
    bookDifference(office, session, difference);
  }
  moveCash(books, session, handed && counted > 0 ? 'hand-over-out' : 'closing', handed ? -counted : 0);
  session.state = handed ? 'handed-over' : 'closed';
  session.counted = counted;
  session.overShort = difference;
  session.drawer.left = counted;
  session.drawer.open = null;
}

export async function close(office: Office, session: Session): Promise<void> {
  const holder = holderOf(office, session);
  const { counted, difference, answer } = await endBlind(office, session, (input) => holder.signed(closeDrawer, input));
  const named = carryUndelivered(office, session);
  const undelivered = (answer.undelivered as { documentNumber: string }[]).map((one) => one.documentNumber).sort();
  same(office, 'undelivered sales of the closed drawer', undelivered, named);
  same(office, 'over or short', answer.overShortFen, difference);
  end(office, session, { counted, difference, handed: false });
  note(office, `close ${session.drawer.code}-${session.number}: ${counted} counted, ${difference} over`);
}

export async function handOver(office: Office): Promise<void> {
  const { books, random, house } = office;
  const session = openSessionOf(office, random.pick([...CLERKS, 'shoufei1']));
  const login = random.pick([...CLERKS, 'shoufei1']);
  if (session === undefined || login === session.login || openSessionOf(office, login) !== undefined) return;
  const post = login === 'shoufei1' ? 'cashier' : 'vending-clerk';
  const holder = holderOf(office, session);
  const toPersonId = house.as(post, login).personId;
  const also = [{ post, login }] as const;
  if (session.date !== today(office)) {
    const { code } = await holder.refusedSigned(handOverDrawer, { toPersonId, count: {} }, also);
    return same(office, 'a hand-over on another day', code, 'drawer.other_day');
  }
  const { counted, difference, answer } = await endBlind(office, session, (input) =>
    holder.signed(handOverDrawer, { toPersonId, ...input }, also),
  );
  carryUndelivered(office, session);
  end(office, session, { counted, difference, handed: true });
  const { drawer, date } = session;
  const id = answer.nextSessionId as string;
  const next = begin(office, { id, drawer, login, post, date, carried: counted, opening: counted });
  moveCash(books, next, counted > 0 ? 'hand-over-in' : 'opening', counted);
  note(office, `hand over ${drawer.code} from ${session.login} to ${login}: ${counted}`);
}
