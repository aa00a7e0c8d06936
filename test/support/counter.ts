/**
 * A house that sells: a room with its household, a price in force, an empty drawer open. Built through the product's own
 * operations; what a scenario adds is its own.
 *
 *   const counter = await openCounter();
 *   const sale = await counter.sell(counter.room.electricity, { moneyFen: 5000 });
 */
import type { AppParts } from '../../server/app.ts';
import type { InputOf, OutputOf } from '../../shared/contracts/contract.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { aliasOf } from '../../shared/ledger/chart.ts';
import { DENOMINATIONS, type DenominationKey } from '../../shared/values/denominations.ts';
import { fen, type Money } from '../../shared/values/money.ts';
import { type Milli, milli } from '../../shared/values/quantity.ts';
import { openHouse, type TestHouse } from './house.ts';

type Quote = OutputOf<typeof quoteSale>;
type Sell = InputOf<typeof sellCredit>;
export type Wanted = { readonly moneyFen: number } | { readonly quantityMilli: number };

export interface Room {
  readonly roomId: string;
  readonly roomCode: string;
  readonly accountId: string;
  readonly electricity: string;
}

export interface Counter extends TestHouse {
  readonly drawerId: string;
  readonly room: Room;
  /** '3-412': building 3, which must be new, door 412; with a household and an electricity meter. */
  addRoom(code: string): Promise<Room>;
  addMeter(room: Pick<Room, 'roomId'>, wanted: Partial<InputOf<typeof addMeter>>): Promise<string>;
  /** Proposed by the supervisor, approved by the approver, in force at once. */
  setPrice(spec: InputOf<typeof proposeTariff>['spec'], categoryCode?: string): Promise<void>;
  quote(meterId: string, wanted: Wanted): Promise<Quote>;
  /** Quotes, then takes exactly that in cash, or as the test says. */
  sell(meterId: string, wanted: Wanted, otherwise?: Partial<Sell>): Promise<OutputOf<typeof sellCredit>>;
  saleInput(meterId: string, wanted: Wanted, quote: Quote): Sell;
  /** The entries of a document, as text, in the order they were posted. */
  entries(documentId: string): Promise<string[]>;
  creditOf(meterId: string): Promise<number>;
  /** The cash that lies in the drawer by the books, counted by denomination. */
  cashCount(): Promise<Partial<Record<DenominationKey, number>>>;
}

/** 0.50 yuan to 100 kWh a month, 0.80 above; tax of 13 % in it. */
export const LADDER = {
  commodity: 'electricity' as const,
  period: 'month' as const,
  basis: 'purchased' as const,
  taxRateBasisPoints: 1300,
  tiers: [
    { upTo: 100_000, price: 5000 },
    { upTo: null, price: 8000 },
  ],
};

/** The sum in as few pieces as it takes. */
export function countOf(sumFen: number): Partial<Record<DenominationKey, number>> {
  let left = sumFen;
  const count: Partial<Record<DenominationKey, number>> = {};
  for (const { key, value } of DENOMINATIONS) {
    count[key] = Math.trunc(left / value);
    left %= value;
  }
  return count;
}

const booksOf = (house: TestHouse): Pick<Counter, 'entries' | 'creditOf' | 'cashCount'> => ({
  async entries(documentId) {
    const { rows } = await house.database.app.query<{ lines: { account: string; amount: Money }[] }>(
      `select json_agg(json_build_object('account', l.account_code, 'amount', l.amount_fen) order by l.line_no) as lines
       from ledger_entry e join ledger_line l using (site_id, entry_id)
       where e.document_id = $1 group by e.posted_at, e.entry_id order by e.posted_at, e.entry_id`,
      [documentId],
    );
    return rows.map(({ lines }) =>
      [...lines.filter(({ amount }) => amount > 0), ...lines.filter(({ amount }) => amount < 0)]
        .map(({ account, amount }) => `${amount > 0 ? 'DR' : 'CR'} ${aliasOf(account)} ${Math.abs(amount)}`)
        .join(' / '),
    );
  },
  async creditOf(meterId) {
    const { rows } = await house.database.app.query<{ balance: number }>(
      'select balance from meter_credit where meter_id = $1',
      [meterId],
    );
    return rows[0]!.balance;
  },
  async cashCount() {
    const { rows } = await house.database.app.query<{ cash: number }>(
      `select cash_after_fen as cash from drawer_movement m join drawer_session s using (site_id, drawer_session_id)
       order by s.opened_at desc, s.number desc, m.seq desc limit 1`,
    );
    return countOf(rows[0]?.cash ?? 0);
  },
});

const pricing = (house: TestHouse): Pick<Counter, 'setPrice'> => ({
  async setPrice(spec, categoryCode = 'dormitory') {
    house.later(1);
    const words = { categoryCode, spec, reason: '按批文执行' };
    const { proposalId, specHash } = await house.as('vending-supervisor').signed(proposeTariff, words);
    await house.as('price-approver').signed(approveTariff, { proposalId, specHash });
  },
});

let meters = 0;

function places(house: TestHouse): Pick<Counter, 'addRoom' | 'addMeter'> {
  const supervisor = house.as('vending-supervisor');
  const installMeter: Counter['addMeter'] = async ({ roomId }, wanted) => {
    meters += 1;
    const plain = { commodity: 'electricity', creditUnit: 'energy', initialMilli: milli(0) } as const;
    const input = { premiseId: roomId, meterNo: `0000${meters}`, ...plain, ...wanted };
    return (await supervisor.call(addMeter, input)).meterId;
  };
  return {
    addMeter: installMeter,
    async addRoom(code) {
      const [building = '', door = ''] = code.split('-');
      const { premiseId } = await supervisor.call(addPremise, { kind: 'building', code: building });
      const floor = await supervisor.call(addPremise, { kind: 'floor', parentId: premiseId, code: '1' });
      const room = await supervisor.call(addPremise, { kind: 'room', parentId: floor.premiseId, code: door });
      const roomId = room.premiseId;
      const { accountId } = await supervisor.call(openAccount, { roomId, categoryCode: 'dormitory' });
      return { roomId, roomCode: room.fullCode, accountId, electricity: await installMeter({ roomId }, {}) };
    },
  };
}

const saleInput: Counter['saleInput'] = (meterId, wanted, { priced, priceVersionId }) => ({
  meterId,
  ...('moneyFen' in wanted
    ? { by: 'money' as const, moneyFen: wanted.moneyFen as Money }
    : { by: 'quantity' as const, quantityMilli: wanted.quantityMilli as Milli }),
  tenders: [{ tender: 'cash', amountFen: priced.totalFen }],
  expectedTotalFen: priced.totalFen,
  priceVersionId,
});

export async function openCounter(
  outside: AppParts['outside'] = {},
  people?: NonNullable<Parameters<typeof openHouse>[0]>['people'],
): Promise<Counter> {
  const house = await openHouse({ outside, ...(people !== undefined && { people }) });
  const clerk = house.as('vending-clerk');
  const quote: Counter['quote'] = (meterId, wanted) => clerk.ask(quoteSale, { meterId, ...wanted } as never);
  const { setPrice } = pricing(house);
  const { addRoom, addMeter: installMeter } = places(house);
  const window = { code: 'D1', name: '一号窗口', place: '一楼大厅', ceilingFen: fen(1_000_000) };
  const { drawerId } = await house.as('vending-supervisor').call(registerDrawer, window);
  await setPrice(LADDER);
  const room = await addRoom('3-412');
  await clerk.call(openDrawer, { drawerId, count: {} });
  return {
    ...house,
    ...booksOf(house),
    drawerId,
    room,
    addRoom,
    addMeter: installMeter,
    setPrice,
    quote,
    saleInput,
    async sell(meterId, wanted, otherwise = {}) {
      const input = saleInput(meterId, wanted, await quote(meterId, wanted));
      return clerk.call(sellCredit, { ...input, ...otherwise } as Sell);
    },
  };
}
