/** Days and weeks of the office: opened, traded, closed, sealed, audited; over midnight, month's end and year's end. */
import { closePeriod } from '../../shared/contracts/ledger/close-period.ts';
import { periods } from '../../shared/contracts/ledger/periods.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { businessDate, instant } from '../../shared/values/calendar.ts';
import { signByBoth } from '../support/slip.ts';
import { auditDay, verifyAll } from './audit.ts';
import { close, handOver, holderOf, moveMoney, open } from './cash.ts';
import { again, decideBack, giveBack, lookUp, requestBack, runJobs } from './deliver.ts';
import { dayAfter, midnightOf, type Session } from './expected.ts';
import { change, moveOut, read, readByFile, stopOrFree } from './meters.ts';
import { CLERKS, must, note, nowOf, type Office, type Spec, same, setPrice, supervisor, today } from './office.ts';
import { openSessionOf, sell } from './sell.ts';

const WEIGHTS = {
  sell: 50,
  money: 9,
  lookUp: 6,
  again: 6,
  requestBack: 6,
  decideBack: 5,
  giveBack: 5,
  read: 5,
  stopOrFree: 2,
  line: 2,
  handOver: 3,
  jobs: 2,
  price: 3,
  readByFile: 1,
  change: 2,
  moveOut: 1,
  reopen: 3,
};

const ACTS: Readonly<Record<keyof typeof WEIGHTS, (office: Office) => Promise<void>>> = {
  sell,
  money: moveMoney,
  lookUp,
  again,
  requestBack,
  decideBack,
  giveBack,
  read,
  stopOrFree,
  line,
  handOver,
  jobs: runJobs,
  price,
  readByFile,
  change,
  moveOut,
  reopen,
};

/** The line to the network meters is cut, or whole again. */
async function line(office: Office): Promise<void> {
  office.deaf = !office.deaf;
  office.driver.deaf(office.deaf);
  note(office, office.deaf ? 'line cut' : 'line whole');
}

/** A drawer is opened where none should be, or one that stood closed. */
async function reopen(office: Office): Promise<void> {
  const { random, books } = office;
  await open(office, random.pick(books.drawers), random.pick([...CLERKS, 'shoufei1']));
}

function anySpec(office: Office): Spec {
  const { random } = office;
  const tiers = random.between(1, 3);
  let upTo = 0;
  const dear = random.chance(35);
  const rising = Array.from({ length: tiers }, (_, index) => {
    upTo += random.between(1, 200) * 1_000 + random.below(3);
    return {
      upTo: index === tiers - 1 ? null : upTo,
      price: dear ? random.between(150_000, 600_000) : random.between(2_000, 15_000),
    };
  });
  return {
    commodity: random.weighted({ electricity: 6, water: 3, gas: 2 }),
    period: tiers === 1 ? random.pick(['month', 'none'] as const) : random.pick(['month', 'year'] as const),
    basis: random.pick(['purchased', 'purchased', 'consumed'] as const),
    taxRateBasisPoints: random.pick([0, 300, 900, 1300]),
    tiers: rising,
  };
}

/** A new price, at once or from a moment that sales may be waiting across. */
async function price(office: Office): Promise<void> {
  const { random, books } = office;
  const spec = anySpec(office);
  const last = books.versions.get(`${spec.commodity} dormitory`)?.at(-1)?.from ?? 0;
  if (last > nowOf(office)) return;
  const ahead = random.chance(40) ? null : random.between(4, random.pick([100, 900])) * 60_000;
  const from = ahead === null ? {} : { from: instant(nowOf(office) + ahead) };
  await setPrice(office, { category: 'dormitory', spec, ...from });
}

const openSessions = ({ books }: Office): Session[] =>
  books.sessions.filter((one) => one.state === 'open' || one.state === 'closing');

/** One day: from eight in the morning; the next one begins at eight again. */
export async function liveDay(office: Office, wanted: { readonly acts: number }): Promise<void> {
  const { random, house, books } = office;
  const day = today(office);
  note(office, `--- ${day}`);
  for (const session of openSessions(office)) await finishYesterday(office, session);
  await sealUpTo(office, day);
  for (const [index, drawer] of books.drawers.entries())
    if (index === 0 || random.chance(60)) await open(office, drawer, CLERKS[index]!);
  for (let n = 0; n < wanted.acts; n += 1) {
    await ACTS[random.weighted(WEIGHTS)](office);
    // Mostly a minute's work, now and then a pause: the office is open until ten in the evening.
    const pause = random.chance(8) ? random.between(10, 90) * 60 : random.between(5, 60);
    if (nowOf(office) + pause * 1_000 < midnightOf(dayAfter(day)) - 3_600_000) house.later(pause);
  }
  await evening(office, day);
  const next = midnightOf(dayAfter(day)) + (random.chance(10) ? 32 : 8) * 3_600_000;
  house.clock.set(instant(Math.max(next, nowOf(office) + 60_000)));
}

/** Left open over night: nothing is sold from it any more, it can only be closed, on its own day. */
async function finishYesterday(office: Office, session: Session): Promise<void> {
  if (session.post === 'vending-clerk' && session.state === 'open') {
    const meter = office.books.meters[0]!;
    const tenders = [{ tender: 'cash' as const, amountFen: 1_000 as never }];
    const version = office.books.versions.get('electricity dormitory')![0]!;
    const rest = { tenders, expectedTotalFen: 1_000 as never, priceVersionId: version.id };
    const input = { meterId: meter.id, by: 'money' as const, moneyFen: 1_000 as never, ...rest };
    const { code } = await holderOf(office, session).refused(sellCredit, input);
    same(office, 'a sale from a drawer of another day', code, 'drawer.other_day');
  }
  await close(office, session);
}

async function evening(office: Office, day: string): Promise<void> {
  const { random } = office;
  // A line cut over night leaves outcomes that are learnt on a later day.
  if (!office.deaf && random.chance(35)) await line(office);
  if (random.chance(75)) await runJobs(office);
  // Now and then somebody goes home without closing.
  for (const session of openSessions(office)) if (random.chance(90)) await close(office, session);
  if (openSessions(office).length === 0 && random.chance(85)) {
    await sealUpTo(office, dayAfter(day));
    if (random.chance(20) && today(office) !== day) await lateTrade(office);
  }
  await auditDay(office, day);
}

/** After the closing the next day has begun, whatever the clock says. */
async function lateTrade(office: Office): Promise<void> {
  const { random, books } = office;
  note(office, 'late trade');
  await open(office, books.drawers[0]!, 'shoudian1');
  for (let n = random.between(2, 5); n > 0; n -= 1) await sell(office);
  if (random.chance(50)) await again(office);
  if (openSessionOf(office, 'shoudian1') !== undefined) await close(office, openSessionOf(office, 'shoudian1')!);
}

/** Slips, signatures and the closing of every day before `date` that has sessions, in their order. */
async function sealUpTo(office: Office, date: string): Promise<void> {
  const { books, random } = office;
  const days = [...new Set(books.sessions.map((one) => one.date))].filter(
    (day) => day < date && (books.sealed === null || day > books.sealed),
  );
  for (const day of days.sort()) {
    const ofDay = books.sessions.filter((one) => one.date === day);
    if (ofDay.some((one) => one.state === 'open' || one.state === 'closing')) return;
    if (ofDay.some((one) => !one.slipMade)) {
      const { code } = await supervisor(office).refusedSigned(closeDay, { businessDate: businessDate(day) });
      same(office, 'closing a day without its slips', code, 'day.slips_missing');
    }
    for (const session of ofDay) if (!session.slipMade) await makeAndSign(office, session);
    const closed = await supervisor(office).signed(closeDay, { businessDate: businessDate(day) });
    same(office, `the closing of ${day}`, [closed.agrees, closed.caseNumber], [true, null]);
    books.sealed = day;
    note(office, `sealed ${day}`);
    if (random.chance(70)) await closeMonths(office, day);
  }
}

async function makeAndSign(office: Office, session: Session): Promise<void> {
  const holder = holderOf(office, session);
  const { slipId, contentDigest } = await holder.call(makeSlip, { drawerSessionId: session.id });
  session.slipMade = true;
  const input = { slipId, contentDigest };
  const other = office.house.as(session.post === 'cashier' ? 'vending-clerk' : 'cashier');
  const signed = await signByBoth(holder, other, input);
  same(office, 'the signed slip', signed.state, 'signed');
}

/** Finance closes the months that are over, as soon as their last day is sealed. */
async function closeMonths(office: Office, sealed: string): Promise<void> {
  const finance = office.house.as('finance');
  const { rows } = await finance.ask(periods);
  for (const row of [...rows].reverse()) {
    if (row.closedAt !== null || row.month >= sealed.slice(0, 7)) continue;
    await finance.signed(closePeriod, { month: row.month });
    note(office, `closed ${row.month}`);
  }
}

/** How long a life may go on that sold nothing: drawers may have been handed over before the first customer. */
const MORE_DAYS = 7;

/** At least one sale is made: a life of few days goes on until it was. */
export async function liveWeeks(
  office: Office,
  wanted: { readonly days: number; readonly acts: number; readonly verifyEvery: number },
): Promise<void> {
  const goesOn = (day: number): boolean =>
    day <= wanted.days || (office.books.sales.length === 0 && day <= wanted.days + MORE_DAYS);
  for (let day = 1; goesOn(day); day += 1) {
    try {
      await liveDay(office, wanted);
    } catch (error) {
      // What was answered where it should be refused, or refused where it should be done.
      must(office, error instanceof Error && error.message.startsWith('SEED='), `${error}`);
      throw error;
    }
    if (day % wanted.verifyEvery === 0) await verifyAll(office);
  }
  must(office, office.books.sales.length > 0, 'nothing was sold');
}
