/** What becomes of credit that was paid for: looked up, delivered again, taken back; by hand and by the jobs. */
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { refuseReversal } from '../../shared/contracts/vending/refuse-reversal.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { refusalIn, send } from '../support/request.ts';
import { makeCase } from './cash.ts';
import { book, isOwed, moveCash, residueOf, type Sale } from './expected.ts';
import { CLERKS, clerk, must, note, nowOf, type Office, same, supervisor, today } from './office.ts';
import { isStopped } from './reckon-sale.ts';
import { arrive, bookDelivered, drawerRefusal, newReference, openSessionOf, scriptNext } from './sell.ts';

/** Mostly sales that wait for something, now and then any. */
function someSale(office: Office): Sale | undefined {
  const { books, random } = office;
  const waiting = books.sales.filter((sale) => isOwed(sale) || sale.reversal?.state === 'requested');
  const list = waiting.length > 0 && random.chance(75) ? waiting : books.sales.slice(-15);
  return list.length === 0 ? undefined : random.pick(list);
}

const shown = async (office: Office, sale: Sale) => supervisor(office).ask(saleQuery, { saleId: sale.id });

async function stateIs(office: Office, sale: Sale): Promise<void> {
  same(office, `state of sale ${sale.slipNo}`, (await shown(office, sale)).state, sale.state);
}

/** The meter answered what it knows. */
function learn(office: Office, sale: Sale): void {
  if (sale.arrived) bookDelivered(office, sale, today(office));
  else {
    sale.attempt = 'NOT_APPLIED';
    sale.state = sale.isCase ? 'case' : 'paid';
  }
}

export async function lookUp(office: Office): Promise<void> {
  const sale = someSale(office);
  if (sale === undefined) return;
  note(office, `look up ${sale.slipNo} (${sale.state})`);
  if (sale.attempt === 'SENT') return;
  if (sale.attempt !== 'UNKNOWN') {
    const { code } = await supervisor(office).refused(lookUpDelivery, { saleId: sale.id });
    return same(office, 'looking up what is known', code, 'state.illegal_move');
  }
  const found = await supervisor(office).call(lookUpDelivery, { saleId: sale.id });
  if (!office.deaf) learn(office, sale);
  same(office, `state of ${sale.slipNo} after looking up`, found.state, sale.state);
}

export async function again(office: Office): Promise<void> {
  const sale = someSale(office);
  if (sale === undefined || sale.attempt === 'SENT') return;
  const refusal = againRefusal(office, sale);
  note(office, `deliver again ${sale.slipNo} (${sale.state}): ${refusal ?? 'to be done'}`);
  if (refusal !== null) {
    const { code } = await supervisor(office).refused(deliverAgain, { saleId: sale.id });
    return same(office, `delivering ${sale.slipNo} again`, code, refusal);
  }
  await supervisor(office).ask(saleQuery, { saleId: sale.id });
  const step = scriptNext(office, sale.meter, false);
  const answer = await send(office.house, supervisor(office), deliverAgain, { input: { saleId: sale.id } });
  same(office, `delivering ${sale.slipNo} again`, refusalIn(answer), 'done');
  if (step === 'apply' || step === 'lost') arrive(sale);
  if (step === 'apply') bookDelivered(office, sale, today(office));
  // A sale carried as a case stays one until it comes to its end.
  if (step === 'lost' || step === 'silent') {
    sale.attempt = 'UNKNOWN';
    sale.state = sale.isCase ? 'case' : 'unknown';
  }
  await stateIs(office, sale);
}

function againRefusal({ books }: Office, sale: Sale): string | null {
  if (sale.reversal !== null) return 'state.illegal_move';
  if (sale.state !== 'paid' && sale.state !== 'case') return 'state.illegal_move';
  if (sale.attempt !== 'NOT_APPLIED') return 'sale.attempt_open';
  if (sale.meter.retired) return 'meter.retired';
  if (isStopped(books, sale.meter)) return 'meter.blocked';
  // What one household paid for is never delivered to the next one.
  if (sale.meter.account === null) return 'meter.no_account';
  return sale.meter.account === sale.account ? null : 'sale.household_left';
}

/** The house's own jobs, twice: once to look, once more to finish what they left to do. */
export async function runJobs(office: Office): Promise<void> {
  const { house, books } = office;
  note(office, 'jobs');
  const date = today(office);
  const before = books.sales.filter((sale) => sale.attempt === 'SENT' || sale.attempt === 'UNKNOWN');
  const owed = books.sales.filter(isOwed);
  const waited = owed.filter((sale) => sale.attempt !== 'SENT' && nowOf(office) - sale.paidAt >= 240 * 60_000);
  await house.app.runAllJobs(house.siteId);
  await house.app.runAllJobs(house.siteId);
  for (const sale of waited) makeCase(books, sale);
  for (const sale of before) {
    const { state, attempts } = await shown(office, sale);
    const attempt = attempts.at(-1)!.state;
    if (attempt === 'APPLIED') {
      must(office, sale.arrived || sale.attempt === 'SENT', `${sale.slipNo} is delivered, and its meter has nothing`);
      if (!sale.arrived) arrive(sale);
      bookDelivered(office, sale, date);
    } else if (attempt === 'NOT_APPLIED') {
      must(office, !sale.arrived && !office.deaf, `${sale.slipNo} is said not to have arrived`);
      learn(office, sale);
    } else must(office, state !== 'delivered', `${sale.slipNo} is delivered, its attempt ${attempt}`);
  }
  for (const sale of owed) await stateIs(office, sale);
}

export async function requestBack(office: Office): Promise<void> {
  const { books, random } = office;
  // Those that settled arrears or left money over are the ones where something can go wrong.
  const odd = books.sales.filter((one) => (one.kept > 0 || one.arrears > 0) && one.state !== 'reversed');
  const sale = odd.length > 0 && random.chance(45) ? random.pick(odd) : (someSale(office) ?? books.sales.at(-1));
  if (sale === undefined) return;
  const login = random.pick(CLERKS);
  const refusals = drawerRefusal(office, openSessionOf(office, login)) ?? backRefusal(sale);
  note(office, `request reversal of ${sale.slipNo} (${sale.state}) by ${login}: ${refusals ?? 'to be done'}`);
  const input = { saleId: sale.id, reason: '充错房间' };
  if (refusals !== null) {
    const { code } = await clerk(office, login).refused(requestReversal, input);
    return must(office, refusals.includes(code), `reversal of ${sale.slipNo} refused by ${code}, expected ${refusals}`);
  }
  const { reversal } = await clerk(office, login).call(requestReversal, input);
  same(office, 'what is to be paid back', reversal?.refundFen, sale.total - sale.arrears);
  sale.reversal = { id: reversal!.reversalId, state: 'requested' };
}

function backRefusal(sale: Sale): readonly string[] | null {
  if (sale.reversal !== null) return ['reversal.present'];
  if (sale.state === 'delivered') return sale.meter.delivery === 'balance' ? null : ['reversal.delivered_outside'];
  if (sale.attempt === 'NOT_APPLIED' && isOwed(sale)) return null;
  return ['sale.attempt_open'];
}

export async function decideBack(office: Office): Promise<void> {
  const { books, random } = office;
  const asked = books.sales.filter((sale) => sale.reversal?.state === 'requested');
  if (asked.length === 0) return;
  const sale = random.pick(asked);
  const { id: reversalId } = sale.reversal!;
  if (random.chance(15)) {
    await supervisor(office).call(refuseReversal, { reversalId, reason: '用户仍要用' });
    sale.reversal = null;
    return note(office, `reversal of ${sale.slipNo} refused`);
  }
  const refusal = approveRefusal(office, sale);
  note(office, `approve reversal of ${sale.slipNo}: ${refusal ?? 'to be done'}`);
  if (refusal !== null) {
    const { code } = await supervisor(office).refusedSigned(approveReversal, { reversalId });
    return same(office, `approving the reversal of ${sale.slipNo}`, code, refusal);
  }
  await supervisor(office).signed(approveReversal, { reversalId });
  if (sale.state === 'delivered') {
    sale.meter.credit -= sale.credit;
    book(books, today(office), [
      ['2203', -sale.energy, sale.account.id],
      [`6001.${sale.meter.commodity}`, sale.net],
      ['2221.output', sale.tax],
    ]);
  }
  sale.state = 'reversed';
  sale.reversal!.state = 'approved';
  await stateIs(office, sale);
}

function approveRefusal({ books }: Office, sale: Sale): string | null {
  if (sale.state !== 'delivered') return null;
  if (residueOf(books, sale.account) < sale.kept) return 'reversal.residue_used';
  // The balance is the present household's; what a former one bought has left with it.
  const here = sale.meter.account === sale.account ? sale.meter.credit : 0;
  return here < sale.credit ? 'credit.used' : null;
}

export async function giveBack(office: Office): Promise<void> {
  const { books, random } = office;
  const owed = books.sales.filter((sale) => sale.reversal?.state === 'approved');
  if (owed.length === 0) return;
  const sale = random.pick(owed);
  const login = random.pick(CLERKS);
  const session = openSessionOf(office, login);
  const parts = refundParts(sale);
  const payments = (await shown(office, sale)).payments.filter((one) => one.direction === 'in');
  const references = Object.fromEntries(
    payments.filter((one) => one.tender !== 'cash').map((one) => [one.paymentId, newReference(office)]),
  );
  const cash = parts.find((part) => part.tender === 'cash')?.amount ?? 0;
  const refusals = drawerRefusal(office, session) ?? (cash > session!.cash ? ['drawer.not_enough_cash'] : null);
  note(office, `pay back ${sale.slipNo} by ${login}: ${refusals ?? 'to be done'}`);
  const input = { reversalId: sale.reversal!.id, references };
  if (refusals !== null) {
    const { code } = await clerk(office, login).refused(payBack, input);
    return must(office, refusals.includes(code), `paying ${sale.slipNo} back refused by ${code}, not ${refusals}`);
  }
  await clerk(office, login).call(payBack, input);
  sale.reversal!.state = 'paid-back';
  const credits: [string, number][] = parts.map(({ tender, amount }) => [
    tender === 'cash' ? `1001.${session!.drawer.code}` : `1015.${tender}`,
    -amount,
  ]);
  book(books, session!.date, [['2203', sale.total - sale.arrears, sale.account.id], ...credits]);
  for (const { tender, amount } of parts) {
    session!.refunded.set(tender, (session!.refunded.get(tender) ?? 0) + amount);
    if (tender === 'cash') moveCash(books, session!, 'refund', -amount);
  }
}

/** By the tenders it came in by, the first first; arrears stay settled. */
function refundParts(sale: Sale): { tender: Sale['tenders'][number]['tender']; amount: number }[] {
  let left = sale.total - sale.arrears;
  const parts = [];
  for (const { tender, amount } of sale.tenders) {
    const part = Math.min(amount, left);
    left -= part;
    if (part > 0) parts.push({ tender, amount: part });
  }
  return parts;
}
