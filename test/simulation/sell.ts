/** Selling at random: good sales, wrong ones, the same one twice; each answer is foretold by the auditor. */
import { myDrawer } from '../../shared/contracts/tills/my-drawer.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { undeliveredSales } from '../../shared/contracts/vending/undelivered-sales.ts';
import { instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { refusalIn, send } from '../support/request.ts';
import { book, type Meter, moveCash, type Sale, type Session, type Tender, versionAt } from './expected.ts';
import { CLERKS, clerk, must, note, nowOf, type Office, same, today } from './office.ts';
import { isStopped, type Reckoned, reckonSale, type Wanted } from './reckon-sale.ts';

interface TenderInput {
  tender: Tender;
  amountFen: number;
  tenderedFen?: number;
  reference?: string;
}

export const openSessionOf = ({ books }: Office, login: string): Session | undefined =>
  books.sessions.find((one) => one.login === login && (one.state === 'open' || one.state === 'closing'));

/** Why the clerk's drawer takes no money now, or null. */
export function drawerRefusal(office: Office, session: Session | undefined): readonly string[] | null {
  if (session === undefined) return ['drawer.none', 'drawer.closed'];
  if (session.state === 'closing') return ['drawer.closing'];
  return session.date === today(office) ? null : ['drawer.other_day'];
}

function wish(office: Office): Wanted {
  const { random } = office;
  switch (random.weighted({ usual: 60, odd: 10, quantity: 25, tiny: 3, huge: 2 })) {
    case 'usual':
      return { moneyFen: random.between(1, 30) * 1_000 };
    case 'odd':
      return { moneyFen: random.between(101, 25_000) };
    case 'quantity':
      return { quantityMilli: random.chance(50) ? random.between(1, 200) * 1_000 : random.between(1, 150_000) };
    case 'tiny':
      return random.chance(50) ? { moneyFen: random.between(1, 99) } : { quantityMilli: random.between(1, 9) };
    case 'huge':
      return { moneyFen: random.between(99_999, 500_001) };
  }
}

export const newReference = (office: Office): string => {
  office.references += 1;
  return `R${String(office.references).padStart(6, '0')}`;
};

/** Cash is mostly paid in what a drawer is counted by; the odd fen go by another tender. */
function tendersFor(office: Office, total: number): TenderInput[] {
  const { random } = office;
  const other = random.pick(['qr', 'bank-card', 'campus-card'] as const);
  const byOther = (amountFen: number): TenderInput => ({ tender: other, amountFen, reference: newReference(office) });
  const cash = random.chance(95) ? total - (total % 10) : total;
  switch (random.weighted({ cash: 60, other: 20, both: 20 })) {
    case 'cash': {
      if (cash === 0) return [byOther(total)];
      const line: TenderInput = { tender: 'cash', amountFen: cash };
      if (random.chance(30)) line.tenderedFen = cash + random.below(50) * 100;
      return cash === total ? [line] : [line, byOther(total - cash)];
    }
    case 'both': {
      const part = random.below(total);
      const inCash = part - (part % 10);
      return inCash === 0 ? [byOther(total)] : [byOther(total - inCash), { tender: 'cash', amountFen: inCash }];
    }
    case 'other':
      return [byOther(total)];
  }
}

/** Spoils the tenders in one way, and says how it must be refused. */
function spoil(office: Office, tenders: TenderInput[]): string {
  const first = tenders[0]!;
  const way = office.random.weighted({ sum: 4, short: 3, used: 5, bare: 2 });
  if (way === 'used') {
    const other = tenders.find((line) => line.reference !== undefined);
    const before = office.books.sales.flatMap((sale) => sale.tenders).length;
    if (other !== undefined && before > 0) {
      const paid = usedReferences.get(office)?.get(other.tender);
      if (paid !== undefined) {
        other.reference = paid;
        return 'payment.reference_used';
      }
    }
  }
  if (way === 'short' && first.tender === 'cash') {
    first.tenderedFen = first.amountFen - 1;
    if (first.tenderedFen > 0) return 'payment.tendered_short';
  }
  if (way === 'bare' && first.tender !== 'cash') {
    delete first.reference;
    return 'payment.reference_needed';
  }
  delete first.tenderedFen;
  first.amountFen += 10;
  return 'payment.sum_differs';
}

const usedReferences = new WeakMap<Office, Map<Tender, string>>();

/** What the driver will be told to do with the next delivery, and what must come of it. */
const STEPS = {
  apply: { script: 'apply', state: 'delivered', attempt: 'APPLIED', arrived: true },
  lost: { script: 'apply-and-lose-answer', state: 'unknown', attempt: 'UNKNOWN', arrived: true },
  silent: { script: 'lose', state: 'unknown', attempt: 'UNKNOWN', arrived: false },
  refused: { script: { notApplied: 'unreachable' }, state: 'paid', attempt: 'NOT_APPLIED', arrived: false },
  crash: { script: 'throw', state: 'delivering', attempt: 'SENT', arrived: false },
} as const;
export type Step = keyof typeof STEPS;

/** Chooses and scripts what the network meter does; a meter whose balance is kept here always applies. */
export function scriptNext(office: Office, meter: Meter, crashes: boolean): Step {
  if (meter.delivery === 'balance') return 'apply';
  const step = office.random.weighted({ apply: 50, lost: 15, silent: 12, refused: 15, crash: crashes ? 8 : 0 });
  office.driver.script(STEPS[step].script);
  return step;
}

export async function sell(office: Office): Promise<void> {
  const { books, random } = office;
  const login = random.pick(CLERKS);
  const seller = clerk(office, login);
  const session = openSessionOf(office, login);
  const { session: shown } = await seller.ask(myDrawer);
  same(office, `open drawer of ${login}`, shown?.drawerSessionId ?? null, session?.id ?? null);
  const list = books.meters.filter((one) => !one.retired || random.chance(5));
  const water = list.filter((one) => one.commodity === 'water');
  const meter = random.pick(water.length > 0 && random.chance(25) ? water : list);
  const wanted = wish(office);
  const quoted = reckonSale(books, { meter, wanted, date: today(office), ms: nowOf(office) });
  if (typeof quoted === 'string') {
    const refused = await seller.refused(quoteSale, { meterId: meter.id, ...wanted });
    note(office, `quote ${meter.no} ${JSON.stringify(wanted)}: ${refused.code}`);
    return same(office, `refusal of a quotation for ${meter.no}`, refused.code, quoted);
  }
  const quote = await seller.ask(quoteSale, { meterId: meter.id, ...wanted } as never);
  checkPriced(office, `quotation for ${meter.no} ${JSON.stringify(wanted)}`, quote.priced, quoted);
  same(office, 'version of the quotation', quote.priceVersionId, quoted.version.id);
  same(office, 'place on the ladder', quote.alreadyMilli, quoted.already);
  await offer(office, { login, meter, wanted, quoted, session });
}

function checkPriced(office: Office, what: string, priced: object, reckoned: Reckoned): void {
  const found = priced as Record<string, unknown> & { lines: { quantityMilli: number; amountFen: number }[] };
  const sums = found.lines.reduce((sum, line) => [sum[0]! + line.quantityMilli, sum[1]! + line.amountFen], [0, 0]);
  same(
    office,
    what,
    [
      found.quantityMilli,
      found.energyFen,
      found.netFen,
      found.taxFen,
      found.arrearsFen,
      found.residueUsedFen,
      found.residueKeptFen,
      found.totalFen,
    ],
    [
      reckoned.quantity,
      reckoned.energy,
      reckoned.net,
      reckoned.tax,
      reckoned.arrears,
      reckoned.used,
      reckoned.kept,
      reckoned.total,
    ],
  );
  must(office, sums[0] === reckoned.quantity, `${what}: the tiers hold ${sums[0]} of ${reckoned.quantity}`);
}

interface Offer {
  readonly login: string;
  readonly meter: Meter;
  readonly wanted: Wanted;
  readonly quoted: Reckoned;
  readonly session: Session | undefined;
}

async function offer(office: Office, made: Offer): Promise<void> {
  const { books, random, house } = office;
  const { login, meter, wanted, quoted, session } = made;
  const tenders = tendersFor(office, quoted.total);
  const way = random.weighted({
    plain: 62,
    twice: 8,
    together: 6,
    otherBody: 4,
    wrongTotal: 6,
    unconfirmed: 5,
    spoilt: 9,
  });
  const spoilt = way === 'spoilt' ? spoil(office, tenders) : null;
  const input = {
    meterId: meter.id,
    ...('moneyFen' in wanted ? { by: 'money', ...wanted } : { by: 'quantity', ...wanted }),
    tenders,
    expectedTotalFen: way === 'wrongTotal' ? quoted.total + random.pick([-1, 1]) : quoted.total,
    priceVersionId: quoted.version.id,
    ...(quoted.retype && way !== 'unconfirmed' ? { confirmFen: quoted.total } : {}),
  };
  // The customer looks for the purse: meanwhile a price may have come into force.
  const coming = books.versions.get(`${meter.commodity} ${quoted.account.category}`)?.at(-1)?.from ?? 0;
  const wait = coming - nowOf(office);
  if (wait > 0 && wait < 3 * 3_600_000 && random.chance(40)) house.clock.set(instant(coming + random.pick([0, 1_000])));
  else house.later(random.between(1, 40));
  await clerk(office, login).ask(myDrawer);
  const foretold = foretell(office, made, { input, spoilt, tenders });
  const step = foretold === null ? scriptNext(office, meter, true) : 'apply';
  const key = newId();
  const seller = clerk(office, login);
  const request = { input, key };
  const answers =
    way === 'together' && step !== 'crash'
      ? await Promise.all([
          send(office.house, seller, sellCredit, request),
          send(office.house, seller, sellCredit, request),
        ])
      : [await send(office.house, seller, sellCredit, request)];
  note(office, `sell ${meter.no} ${JSON.stringify(wanted)} ${way} ${step}: ${answers.map(refusalIn)}`);
  if (foretold !== null) {
    for (const answer of answers)
      must(office, foretold.includes(refusalIn(answer)), `a sale must be refused: ${foretold}`);
    return;
  }
  const expectedStatus = step === 'crash' ? 500 : 200;
  for (const answer of answers) same(office, 'answer of a sale', answer.status, expectedStatus);
  const sale = await record(office, { ...made, session: session!, tenders, step, answer: answers[0]!.body });
  for (const answer of answers.slice(1)) same(office, 'the same sale answered twice', answer.body, answers[0]!.body);
  if (way === 'twice' && step !== 'crash') {
    const again = await send(office.house, seller, sellCredit, request);
    same(office, 'the same key again', again.body, answers[0]!.body);
  }
  if (way === 'otherBody') {
    const other = await send(office.house, seller, sellCredit, {
      input: { ...input, expectedTotalFen: quoted.total + 7 },
      key,
    });
    same(office, 'the same key with another body', refusalIn(other), 'request.key_reused');
  }
  const references = usedReferences.get(office) ?? new Map<Tender, string>();
  for (const line of tenders) if (line.reference !== undefined) references.set(line.tender, line.reference);
  usedReferences.set(office, references);
  books.sales.push(sale);
}

function foretell(
  office: Office,
  { meter, wanted, quoted, session }: Offer,
  {
    input,
    spoilt,
    tenders,
  }: { input: { expectedTotalFen: number; confirmFen?: number }; spoilt: string | null; tenders: TenderInput[] },
): readonly string[] | null {
  const { books } = office;
  const drawer = drawerRefusal(office, session);
  if (drawer !== null) return drawer;
  const now = reckonSale(books, { meter, wanted, date: session!.date, ms: nowOf(office) });
  const version = versionAt(books, meter.commodity, meter.account!.category, nowOf(office));
  if (version !== quoted.version && !isStopped(books, meter)) return ['sale.price_changed'];
  if (typeof now === 'string') return [now];
  if (now.total !== input.expectedTotalFen) return ['sale.total_changed'];
  if (now.retype && input.confirmFen !== now.total) return ['sale.retype'];
  const cash = tenders.find((line) => line.tender === 'cash')?.amountFen ?? 0;
  const ceiling = session!.cash + cash > session!.drawer.ceiling && cash > 0;
  // Which of the two is said first is the product's affair.
  if (spoilt === 'payment.reference_used' && ceiling) return ['drawer.ceiling', spoilt];
  if (spoilt !== null) return [spoilt];
  return ceiling ? ['drawer.ceiling'] : null;
}

/** The sale is in the auditor's books from here on. */
async function record(
  office: Office,
  made: Offer & {
    readonly session: Session;
    readonly tenders: TenderInput[];
    readonly step: Step;
    readonly answer: unknown;
  },
): Promise<Sale> {
  const { meter, quoted, session, tenders, login } = made;
  const { state, attempt, arrived } = STEPS[made.step];
  session.slips += 1;
  const slipNo = `${session.drawer.code}-${session.number}-${session.slips}`;
  let saleId = (made.answer as { saleId?: string }).saleId;
  if (made.step === 'crash') {
    const { rows } = await clerk(office, login).ask(undeliveredSales);
    saleId = rows.find((row) => row.slipNo === slipNo)?.saleId;
  } else {
    const sold = made.answer as Record<string, unknown>;
    checkPriced(office, `sale ${slipNo}`, sold, quoted);
    const change = tenders.reduce((sum, line) => sum + (line.tenderedFen ?? line.amountFen) - line.amountFen, 0);
    same(
      office,
      `sale ${slipNo}`,
      [sold.slipNo, sold.state, sold.purchaseCount, sold.changeFen],
      [slipNo, state, meter.purchases + 1, change],
    );
  }
  must(office, saleId !== undefined, `sale ${slipNo} is nowhere`);
  const sale: Sale = {
    ...quoted,
    id: saleId,
    slipNo,
    date: session.date,
    session,
    login,
    meter,
    tenders: tenders.map(({ tender, amountFen }) => ({ tender, amount: amountFen })),
    paidAt: nowOf(office),
    state,
    deliveredOn: null,
    arrived: false,
    attempt,
    isCase: false,
    reversal: null,
  };
  bookPaid(office, sale);
  if (arrived) arrive(sale);
  if (state === 'delivered') bookDelivered(office, sale, session.date);
  return sale;
}

function bookPaid({ books }: Office, sale: Sale): void {
  const { session, account } = sale;
  const debits: [string, number][] = sale.tenders.map(({ tender, amount }) => [
    tender === 'cash' ? `1001.${session.drawer.code}` : `1015.${tender}`,
    amount,
  ]);
  book(books, sale.date, [
    ...debits,
    ['1122', -sale.arrears, account.id],
    ['2203', sale.arrears - sale.total, account.id],
  ]);
  for (const { tender, amount } of sale.tenders) {
    session.received.set(tender, (session.received.get(tender) ?? 0) + amount);
    if (tender === 'cash') moveCash(books, session, 'sale', amount);
  }
}

/** The credit is in the meter, or in the balance kept for it. */
export function arrive(sale: Sale): void {
  sale.arrived = true;
  sale.meter.credit += sale.credit;
}

/** The product knows that it arrived: the credit is issued, and counted. */
export function bookDelivered({ books }: Office, sale: Sale, date: string): void {
  sale.state = 'delivered';
  sale.attempt = 'APPLIED';
  sale.deliveredOn = date;
  sale.meter.purchases += 1;
  book(books, date, [
    ['2203', sale.energy, sale.account.id],
    [`6001.${sale.meter.commodity}`, -sale.net],
    ['2221.output', -sale.tax],
  ]);
}
