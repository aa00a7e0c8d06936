/**
 * A drawer, its sales and their reversals as plain figures, and what can be done to them as commands for random runs:
 * each says what the house must answer, does it over HTTP, and holds the house's figures against the model's.
 */
import type fc from 'fast-check';
import { expect } from 'vitest';
import type { OperationContract, OutputOf } from '../../shared/contracts/contract.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { refuseReversal } from '../../shared/contracts/vending/refuse-reversal.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { type Counter, countOf } from '../support/counter.ts';
import type { Holder } from '../support/house.ts';
import { type Answer, refusalIn, send } from '../support/request.ts';
import { figure } from './whole-books.ts';

type ReversalState = 'none' | 'requested' | 'approved' | 'refused' | 'paid-back';

interface Sold {
  readonly saleId: string;
  readonly totalFen: number;
  readonly credit: number;
  readonly request: { readonly input: object; readonly key: string };
  readonly answer: unknown;
  reversal: ReversalState;
  reversalId: string | null;
}

export interface Model {
  drawer: 'shut' | 'open' | 'closing';
  cash: number;
  credit: number;
  readonly sales: Sold[];
}

export interface House {
  readonly counter: Counter;
  readonly priceVersionId: string;
  /** How often each command was carried out, and with which answer. */
  readonly done: Map<string, number>;
}

/** Of the drawer of a counter in tests. */
const CEILING_FEN = 1_000_000;

type Command = fc.AsyncCommand<Model, House, true>;

const clerk = ({ counter }: House): Holder => counter.as('vending-clerk');
const supervisor = ({ counter }: House): Holder => counter.as('vending-supervisor');

/** The clerk comes back to the screen where an approval took its time. */
async function sends(
  house: House,
  holder: Holder,
  contract: OperationContract,
  request: { readonly input: object; readonly key?: string },
): Promise<Answer> {
  await holder.ask(session);
  const answer = await send(house.counter, holder, contract, request);
  const named = `${contract.name} ${refusalIn(answer)}`;
  house.done.set(named, (house.done.get(named) ?? 0) + 1);
  return answer;
}

/** What a drawer that is not open answers to whoever would move money. */
const notOpen = ({ drawer }: Model): readonly string[] | null =>
  drawer === 'open' ? null : drawer === 'closing' ? ['drawer.closing'] : ['drawer.none', 'drawer.closed'];

const must = (answer: Answer, due: readonly string[]): void =>
  expect(due, `answered ${JSON.stringify(answer.body).slice(0, 300)}`).toContain(refusalIn(answer));

async function agree(model: Model, { counter }: House): Promise<void> {
  expect(await figure(counter, 'select count(*) from sale where paid_at >= $1', [dayStart(counter)])).toBe(
    model.sales.length,
  );
  expect(await counter.creditOf(counter.room.electricity)).toBe(model.credit);
  if (model.drawer === 'shut') return;
  const cash = `select cash_after_fen from drawer_movement m join drawer_session s using (site_id, drawer_session_id)
    where s.closed_at is null order by m.seq desc limit 1`;
  expect(await figure(counter, cash)).toBe(model.cash);
}

/** Each run has a day of its own. */
const dayStart = ({ clock }: Counter): string => `${clock.now().slice(0, 10)}T00:00:00.000Z`;

/** Carried out where `fits` says so; afterwards house and model must hold the same. */
const command = (
  name: string,
  act: (model: Model, house: House) => Promise<void>,
  fits: (model: Readonly<Model>) => boolean = () => true,
): Command => ({
  check: async (model) => fits(model),
  async run(model, house) {
    await act(model, house);
    await agree(model, house);
  },
  toString: () => name,
});

export const open = (offFen: number): Command =>
  command(`open(${offFen})`, async (model, house) => {
    const due = model.drawer !== 'shut' ? 'drawer.already_open' : offFen === 0 ? 'done' : 'drawer.opening_differs';
    const input = { drawerId: house.counter.drawerId, count: countOf(model.cash + offFen) };
    must(await sends(house, clerk(house), openDrawer, { input }), [due]);
    if (due === 'done') model.drawer = 'open';
  });

export const sell = (moneyFen: number): Command =>
  command(`sell(${moneyFen})`, async (model, house) => {
    const meterId = house.counter.room.electricity;
    const agreed = { expectedTotalFen: moneyFen, confirmFen: moneyFen, priceVersionId: house.priceVersionId };
    const tenders = [{ tender: 'cash', amountFen: moneyFen }];
    const request = { key: newId(), input: { by: 'money', moneyFen, meterId, tenders, ...agreed } };
    const answer = await sends(house, clerk(house), sellCredit, request);
    const refused = notOpen(model) ?? (model.cash + moneyFen > CEILING_FEN ? ['drawer.ceiling'] : null);
    must(answer, refused ?? ['done']);
    if (refused !== null) return;
    const { saleId, totalFen, quantityMilli } = answer.body as OutputOf<typeof sellCredit>;
    expect(totalFen).toBe(moneyFen);
    const sold = { saleId, totalFen, credit: quantityMilli!, request, answer: answer.body };
    model.sales.push({ ...sold, reversal: 'none', reversalId: null });
    model.cash += moneyFen;
    model.credit += quantityMilli!;
  });

type About = (sold: Sold, model: Model, house: House) => Promise<void>;

/** Something about one of the sales so far; `which` chooses it. */
const aboutSale =
  (name: string, about: About, among: (sold: Sold) => boolean = () => true) =>
  (which: number): Command =>
    command(
      `${name}(${which})`,
      (model, house) => {
        const sales = model.sales.filter(among);
        return about(sales[which % sales.length]!, model, house);
      },
      (model) => model.sales.some(among),
    );

export const sendAgain = aboutSale('sendAgain', async ({ request, answer }, _model, house) => {
  const again = await sends(house, clerk(house), sellCredit, request);
  expect(again.body).toEqual(answer);
  const other = { key: request.key, input: { ...request.input, confirmFen: 1 } };
  must(await sends(house, clerk(house), sellCredit, other), ['request.key_reused']);
});

const ASKED_AGAIN: Readonly<Record<ReversalState, readonly string[]>> = {
  none: ['done'],
  refused: ['done'],
  requested: ['reversal.present'],
  approved: ['reversal.present', 'state.illegal_move'],
  'paid-back': ['reversal.present', 'state.illegal_move'],
};

export const request = aboutSale('request', async (sold, model, house) => {
  const input = { saleId: sold.saleId, reason: '买错了房间' };
  const asked = await sends(house, clerk(house), requestReversal, { input });
  must(asked, notOpen(model) ?? ASKED_AGAIN[sold.reversal]);
  if (refusalIn(asked) !== 'done') return;
  sold.reversal = 'requested';
  const { rows } = await house.counter.database.owner.query<{ id: string }>(
    'select reversal_id as id from sale_reversal where sale_id = $1 order by reversal_no desc limit 1',
    [sold.saleId],
  );
  sold.reversalId = rows[0]!.id;
});

const wasAsked = ({ reversalId }: Sold): boolean => reversalId !== null;

export const approve = aboutSale(
  'approve',
  async (sold, model, house) => {
    const content = { reversalId: sold.reversalId! };
    const signatures = await supervisor(house).sign(approveReversal, content);
    const answer = await sends(house, supervisor(house), approveReversal, { input: { ...content, signatures } });
    must(answer, [sold.reversal === 'requested' ? 'done' : 'state.illegal_move']);
    if (sold.reversal !== 'requested') return;
    sold.reversal = 'approved';
    model.credit -= sold.credit;
  },
  wasAsked,
);

export const refuse = aboutSale(
  'refuse',
  async (sold, _model, house) => {
    const input = { reversalId: sold.reversalId!, reason: '依据不足' };
    const answer = await sends(house, supervisor(house), refuseReversal, { input });
    must(answer, [sold.reversal === 'requested' ? 'done' : 'state.illegal_move']);
    if (sold.reversal === 'requested') sold.reversal = 'refused';
  },
  wasAsked,
);

export const giveBack = aboutSale(
  'giveBack',
  async (sold, model, house) => {
    const answer = await sends(house, clerk(house), payBack, { input: { reversalId: sold.reversalId! } });
    const enough = model.cash >= sold.totalFen ? 'done' : 'drawer.not_enough_cash';
    must(answer, notOpen(model) ?? [sold.reversal === 'approved' ? enough : 'state.illegal_move']);
    if (refusalIn(answer) !== 'done') return;
    sold.reversal = 'paid-back';
    model.cash -= sold.totalFen;
  },
  wasAsked,
);

export const close = (offFen: number): Command =>
  command(`close(${offFen})`, async (model, house) => {
    const counted = Math.max(0, model.cash + offFen);
    const content = { count: countOf(counted), ...(model.drawer === 'closing' && { reason: '复点' }) };
    const signatures = await clerk(house).sign(closeDrawer, content);
    const answer = await sends(house, clerk(house), closeDrawer, { input: { ...content, signatures } });
    must(answer, model.drawer === 'shut' ? ['drawer.none', 'drawer.closed'] : ['done']);
    if (model.drawer === 'shut') return;
    const { outcome } = answer.body as OutputOf<typeof closeDrawer>;
    expect(outcome).toBe(counted === model.cash || model.drawer === 'closing' ? 'closed' : 'count-again');
    model.drawer = outcome === 'closed' ? 'shut' : 'closing';
    if (outcome === 'closed') model.cash = counted;
  });
