/**
 * A house where clerk and cashier are apart: clerks prepare, the cashier holds the drawer at the cash window.
 *
 *   const house = await setApart(await openCounter());
 *   const ticket = await house.prepare(house.room.electricity, { moneyFen: 5000 });
 *   const sold = await house.receive(ticket.preparedId);
 */
import type { InputOf, OutputOf } from '../../shared/contracts/contract.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { prepareSale } from '../../shared/contracts/vending/prepare-sale.ts';
import { preparedSale } from '../../shared/contracts/vending/prepared-sale.ts';
import { receivePrepared } from '../../shared/contracts/vending/receive-prepared.ts';
import { setSalePosts } from '../../shared/contracts/vending/set-sale-posts.ts';
import { fen } from '../../shared/values/money.ts';
import type { Counter, Wanted } from './counter.ts';

type Prepare = InputOf<typeof prepareSale>;
type Receive = InputOf<typeof receivePrepared>;

export interface CashWindow {
  readonly windowDrawerId: string;
  prepareInput(meterId: string, wanted: Wanted): Promise<Prepare>;
  /** Quotes and prepares at the counter. */
  prepare(meterId: string, wanted: Wanted): Promise<OutputOf<typeof prepareSale>>;
  /** What the window's screen shows and would send: all of it in cash. */
  receiveInput(preparedId: string): Promise<Receive>;
  /** Takes exactly what is due now, in cash, or as the test says. */
  receive(preparedId: string, otherwise?: Partial<Receive>): Promise<OutputOf<typeof receivePrepared>>;
}

export async function setApart<C extends Counter>(counter: C): Promise<C & CashWindow> {
  const rule = { twoPosts: true, waitMinutes: 30, reason: '售电收费分岗' };
  await counter.as('vending-supervisor').signed(setSalePosts, rule, ['funds-administrator']);
  const window = { code: 'D2', name: '收费窗口', place: '一楼大厅', ceilingFen: fen(1_000_000) };
  const { drawerId } = await counter.as('vending-supervisor').call(registerDrawer, window);
  const [clerk, cashier] = [counter.as('vending-clerk'), counter.as('cashier')];
  await cashier.call(openDrawer, { drawerId, count: {} });
  const prepareInput: CashWindow['prepareInput'] = async (meterId, wanted) => {
    const { tenders: _, ...input } = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
    return input as Prepare;
  };
  const receiveInput: CashWindow['receiveInput'] = async (preparedId) => {
    const { quote } = await cashier.ask(preparedSale, { preparedId });
    const { totalFen } = quote.priced;
    return {
      preparedId,
      tenders: [{ tender: 'cash', amountFen: totalFen }],
      expectedTotalFen: totalFen,
      priceVersionId: quote.priceVersionId,
    };
  };
  return {
    ...counter,
    windowDrawerId: drawerId,
    prepareInput,
    prepare: async (meterId, wanted) => clerk.call(prepareSale, await prepareInput(meterId, wanted)),
    receiveInput,
    receive: async (preparedId, otherwise = {}) =>
      cashier.call(receivePrepared, { ...(await receiveInput(preparedId)), ...otherwise }),
  };
}
