/** The auditor's evening: every figure the product shows is held against the auditor's own books. */
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import type { InputOf, OutputOf, QueryContract } from '../../shared/contracts/contract.ts';
import { accountLines } from '../../shared/contracts/ledger/account-lines.ts';
import { trialBalance } from '../../shared/contracts/ledger/trial-balance.ts';
import { heldCredits } from '../../shared/contracts/metering/held-credits.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { daySheet } from '../../shared/contracts/reconciliation/day-sheet.ts';
import { daySheets } from '../../shared/contracts/reconciliation/day-sheets.ts';
import { slips } from '../../shared/contracts/reconciliation/slips.ts';
import { cashJournal } from '../../shared/contracts/tills/cash-journal.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { sales } from '../../shared/contracts/vending/sales.ts';
import type { SlipContent } from '../../shared/reconciliation/slip-content.ts';
import { type BusinessDate, businessDate } from '../../shared/values/calendar.ts';
import { contentSeenBy } from '../support/slip.ts';
import { isOwed, residueOf, type Session } from './expected.ts';
import { must, nameOf, note, type Office, same } from './office.ts';
import { costOf } from './reckoning.ts';

const BEGINNING = businessDate('2000-01-01');
const END = businessDate('2100-01-01');

/** All pages of a list, as the auditor sees it. */
async function all<C extends QueryContract>(
  { house }: Office,
  contract: C,
  input: InputOf<C>,
): Promise<OutputOf<C> extends { rows: (infer R)[] } ? R[] : never> {
  const rows: unknown[] = [];
  let after: unknown;
  do {
    const page: { rows: unknown[]; next?: unknown } = (await house
      .as('auditor')
      .ask(contract, { ...(input as object), limit: 200, ...(after ? { after } : {}) } as never)) as never;
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows as never;
}

export async function auditDay(office: Office, day: string): Promise<void> {
  await trial(office, businessDate(day));
  await parties(office);
  await journal(office);
  await credit(office);
  await salesList(office);
  await salesOf(office, day);
  await openCases(office);
  await paper(office);
  note(office, `audited ${day}`);
}

/** Opening, debits, credits and closing of each account, of this day alone. */
async function trial(office: Office, day: BusinessDate): Promise<void> {
  const { rows } = await office.house.as('auditor').ask(trialBalance, { from: day, to: day });
  const found = rows
    .map((row) => [row.accountCode, row.openingFen, row.debitFen, row.creditFen, row.closingFen])
    .filter((row) => row.slice(1).some((figure) => figure !== 0));
  const expected = new Map<string, [string, number, number, number, number]>();
  for (const { date, account, amount } of office.books.journal) {
    if (date > day) continue;
    const row = expected.get(account) ?? [account, 0, 0, 0, 0];
    expected.set(account, row);
    if (date < day) row[1] += amount;
    else if (amount > 0) row[2] += amount;
    else row[3] -= amount;
    row[4] += amount;
  }
  const rowsExpected = [...expected.values()].filter((row) => row.slice(1).some((figure) => figure !== 0));
  const byCode = (a: (string | number)[], b: (string | number)[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
  same(office, `trial balance of ${day}`, found.sort(byCode), rowsExpected.sort(byCode));
}

/** What each household is owed, and what it owes. */
async function parties(office: Office): Promise<void> {
  const { books } = office;
  for (const account of ['2203', '1122']) {
    const sums = new Map<string, number>();
    for (const line of await all(office, accountLines, { account }))
      sums.set(line.partyId ?? '', (sums.get(line.partyId ?? '') ?? 0) + line.debitFen - line.creditFen);
    for (const household of books.accounts) {
      const lines = books.journal.filter((one) => one.account === account && one.party === household.id);
      const expected = lines.reduce((sum, one) => sum + one.amount, 0);
      same(office, `${account} of household ${household.id}`, sums.get(household.id) ?? 0, expected);
    }
  }
  for (const household of books.accounts) {
    const own = books.sales.filter((one) => one.account === household);
    const forOpen = own.filter(isOwed).reduce((sum, one) => sum + one.energy + one.kept, 0);
    const toPay = own.filter((one) => one.reversal?.state === 'approved');
    const owed = forOpen + toPay.reduce((sum, one) => sum + one.total - one.arrears, 0) + residueOf(books, household);
    const booked = books.journal.filter((one) => one.account === '2203' && one.party === household.id);
    same(office, 'what a household is owed, reckoned twice', -booked.reduce((sum, one) => sum + one.amount, 0), owed);
  }
}

/** Every line of cash, session by session. */
async function journal(office: Office): Promise<void> {
  const rows = await all(office, cashJournal, { from: BEGINNING, to: END });
  for (const session of office.books.sessions) {
    const found = rows
      .filter((row) => row.drawerSessionId === session.id)
      .sort((a, b) => a.seq - b.seq)
      .map((row) => [row.kind, (row.receiptFen ?? 0) - (row.paymentFen ?? 0), row.balanceFen]);
    const expected = office.books.cashLines
      .filter((line) => line.session === session.id)
      .map((line) => [line.kind, line.kind === 'opening' || line.kind === 'closing' ? 0 : line.amount, line.after]);
    same(office, `cash journal of ${session.drawer.code}-${session.number}`, found, expected);
  }
  must(office, rows.length === office.books.cashLines.length, `${rows.length} lines in the cash journal`);
}

async function credit(office: Office): Promise<void> {
  const rows = await all(office, meters, {});
  same(office, 'number of meters', rows.length, office.books.meters.length);
  for (const meter of office.books.meters) {
    const row = rows.find((one) => one.meterId === meter.id);
    const kept = meter.delivery === 'balance' ? meter.credit : 0;
    const expected = [kept, meter.purchases, meter.register, meter.account?.id ?? null, meter.retired];
    const balance = row?.credit.balanceFen ?? row?.credit.balanceMilli;
    const found = [balance, row?.purchaseCount, row?.registerMilli, row?.accountId, row?.state === 'retired'];
    if (meter.retired) expected[3] = found[3] as never;
    same(office, `meter ${meter.no}: credit, purchases, register, household, retired`, found, expected);
    if (meter.delivery !== 'network') continue;
    same(office, `credit inside the network meter ${meter.no}`, office.driver.creditOf(meter.id), meter.credit);
  }
  const held = (await all(office, heldCredits, {})).map((one) => one.amountFen ?? one.amountMilli);
  const expected = office.books.held.map((one) => one.amount);
  same(office, 'credit that waits for a meter', held.sort(), expected.sort() as never);
}

/** Every sale ever made, with its state; and what each clerk sold. */
async function salesList(office: Office): Promise<void> {
  const rows = await all(office, sales, {});
  const { books } = office;
  same(office, 'number of sales', rows.length, books.sales.length);
  const byId = new Map(rows.map((row) => [row.saleId, row]));
  for (const sale of books.sales) {
    const row = byId.get(sale.id);
    same(
      office,
      `sale ${sale.slipNo}`,
      [row?.slipNo, row?.businessDate, row?.meterNo, row?.accountId, row?.quantityMilli, row?.totalFen, row?.state],
      [sale.slipNo, sale.date, sale.meter.no, sale.account.id, sale.quantity, sale.total, sale.state],
    );
    must(office, row?.personName === nameOf(sale.login), `sale ${sale.slipNo} was sold by ${row?.personName}`);
  }
}

/** The sales of the day once more, from their tariff version, tier by tier. */
async function salesOf(office: Office, day: string): Promise<void> {
  for (const sale of office.books.sales.filter((one) => one.date === day)) {
    const shown = await office.house.as('auditor').ask(saleQuery, { saleId: sale.id });
    const { version } = sale;
    same(office, `price of ${sale.slipNo}`, [shown.priceVersionId, shown.specHash], [version.id, version.hash]);
    const exact = costOf(version.tiers, shown.alreadyMilli, shown.quantityMilli ?? 0);
    if (sale.meter.unit !== 'money') same(office, `energy of ${sale.slipNo} reckoned again`, shown.energyFen, exact);
    let from = shown.alreadyMilli as number;
    for (const part of shown.lines) {
      const tier = version.tiers[part.tier - 1]!;
      same(office, `unit price of tier ${part.tier} of ${sale.slipNo}`, part.unitPrice, tier.price);
      from += part.quantityMilli;
      must(office, tier.upTo === null || from <= tier.upTo, `${sale.slipNo}: tier ${part.tier} is overfull`);
    }
    same(office, `the state of ${sale.slipNo}`, shown.caseId !== null, sale.isCase);
    const reversal = shown.reversal?.state === 'refused' ? null : (shown.reversal?.state ?? null);
    same(office, `the reversal of ${sale.slipNo}`, reversal, sale.reversal?.state ?? null);
  }
}

/** The office never remits; its late cash has a scenario of its own. */
const WATCHED = /^(cash\.(?!unremitted)|delivery\.|books\.|number\.|chain\.)/;

async function openCases(office: Office): Promise<void> {
  const rows = (await all(office, cases, { kind: 'case' })).filter((row) => WATCHED.test(row.subject));
  const text = (subject: string, id: unknown, amount: unknown): string => `${subject} ${id} ${amount}`;
  const found = rows.map((row) => text(row.subject, row.documentId, row.amountFen)).sort();
  const expected = office.books.cases.map((one) => text(one.subject, one.documentId, one.amount)).sort();
  same(office, 'open cases', found, expected);
}

/** Slips and day sheets say what the auditor knows, and go on saying it. */
async function paper(office: Office): Promise<void> {
  const made = await all(office, slips, {});
  const sessions = office.books.sessions.filter((one) => one.slipMade);
  same(office, 'number of daily slips', made.length, sessions.length);
  const numbers = made.map((row) => row.slipNo).sort();
  same(office, 'numbers of daily slips', Number(numbers.at(-1)?.slice(3) ?? 0), numbers.length);
  for (const row of made.slice(0, 6)) {
    const content = await contentSeenBy(office.house.as('auditor'), row.slipId);
    const session = sessions.find((one) => one.id === content.drawerSessionId)!;
    checkSlip(office, content, session);
  }
  const sheets = await all(office, daySheets, {});
  const dates = new Set(sessions.map((one) => one.date).filter((date) => date <= (office.books.sealed ?? '')));
  same(office, 'days with a sheet', sheets.map((row) => row.businessDate).sort(), [...dates].sort());
  const last = sheets.find((row) => row.businessDate === office.books.sealed);
  if (last === undefined) return;
  const { content } = await office.house.as('auditor').ask(daySheet, { sheetId: last.sheetId });
  for (const compared of content.compared) must(office, compared.agrees, `day sheet: ${compared.key} differs`);
  const ofDay = office.books.sessions.filter((one) => one.date === last.businessDate);
  const received = ofDay.reduce((sum, one) => sum + total(one.received), 0);
  const refunded = ofDay.reduce((sum, one) => sum + total(one.refunded), 0);
  same(office, `day sheet of ${last.businessDate}`, [last.receivedFen, last.refundedFen], [received, refunded]);
  const over = ofDay.reduce((sum, one) => sum + differencesOf(office, one, 'over'), 0);
  const short = ofDay.reduce((sum, one) => sum - differencesOf(office, one, 'short'), 0);
  same(office, `over and short of ${last.businessDate}`, [last.overFen, last.shortFen], [over, short]);
}

const total = (sums: ReadonlyMap<string, number>): number => [...sums.values()].reduce((sum, one) => sum + one, 0);

const differencesOf = ({ books }: Office, session: Session, kind: string): number =>
  books.cashLines
    .filter((line) => line.session === session.id && line.kind === kind)
    .reduce((sum, line) => sum + line.amount, 0);

function checkSlip(office: Office, content: SlipContent, session: Session): void {
  const what = `slip of ${content.session}`;
  const { cash, sales: sold } = content;
  same(
    office,
    `${what}: carried, opened, expected, counted, over or short`,
    [cash.carriedFen, cash.openingFen, cash.expectedFen, cash.countedFen, cash.overShortFen],
    [session.carried, session.opening, session.counted! - session.overShort, session.counted, session.overShort],
  );
  const own = office.books.sales.filter((one) => one.session === session);
  const amount = own.reduce((sum, one) => sum + one.total, 0);
  same(office, `${what}: sales`, [sold.count, sold.amountFen, sold.gapCase], [session.slips, amount, null]);
  const found = content.tenders.map((one) => `${one.tender} ${one.receivedFen} ${one.refundedFen}`).sort();
  const tenders = new Set([...session.received.keys(), ...session.refunded.keys()]);
  const expected = [...tenders].map(
    (one) => `${one} ${session.received.get(one) ?? 0} ${session.refunded.get(one) ?? 0}`,
  );
  same(office, `${what}: tenders`, found, expected.sort());
}

export async function verifyAll(office: Office): Promise<void> {
  const report = await verifyHouse(office.house.database.owner, whatIsVerified());
  same(office, 'faults found by verification', report.faults, []);
}
