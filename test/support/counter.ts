/**
 * A house that sells: two rooms, prices in force, a drawer open with change in it. Built through the product's own
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

let rooms = 0;

export async function openCounter(outside?: AppParts['outside']): Promise<Counter> {
  const house = await openHouse(outside === undefined ? {} : { outside });
  const supervisor = house.as('vending-supervisor');
  const clerk = house.as('vending-clerk');

  const setPrice: Counter['setPrice'] = async (spec, categoryCode = 'dormitory') => {
    house.later(1);
    const proposal = await supervisor.signed(proposeTariff, { categoryCode, spec, reason: '按批文执行' });
    const { proposalId, specHash } = proposal;
    await house.as('price-approver').signed(approveTariff, { proposalId, specHash });
  };
  const installMeter: Counter['addMeter'] = async (room, wanted) => {
    rooms += 1;
    const { meterId } = await supervisor.call(addMeter, {
      premiseId: room.roomId,
      meterNo: `0000${rooms}`,
      commodity: 'electricity',
      creditUnit: 'energy',
      initialMilli: milli(0),
      ...wanted,
    });
    return meterId;
  };
  const addRoom = async (code: string): Promise<Room> => {
    const building = await supervisor.call(addPremise, { kind: 'building', code: code.split('-')[0]! });
    const floor = await supervisor.call(addPremise, { kind: 'floor', parentId: building.premiseId, code: '1' });
    const room = await supervisor.call(addPremise, {
      kind: 'room',
      parentId: floor.premiseId,
      code: code.split('-')[1]!,
    });
    const { accountId } = await supervisor.call(openAccount, { roomId: room.premiseId, categoryCode: 'dormitory' });
    const electricity = await installMeter({ roomId: room.premiseId }, {});
    return { roomId: room.premiseId, roomCode: room.fullCode, accountId, electricity };
  };
  const quote: Counter['quote'] = (meterId, wanted) => clerk.ask(quoteSale, { meterId, ...wanted } as never);
  const saleInput: Counter['saleInput'] = (meterId, wanted, { priced, priceVersionId }) => ({
    meterId,
    ...('moneyFen' in wanted
      ? { by: 'money' as const, moneyFen: wanted.moneyFen as Money }
      : { by: 'quantity' as const, quantityMilli: wanted.quantityMilli as Milli }),
    tenders: [{ tender: 'cash', amountFen: priced.totalFen }],
    expectedTotalFen: priced.totalFen,
    priceVersionId,
  });

  const { drawerId } = await supervisor.call(registerDrawer, {
    code: 'D1',
    name: '一号窗口',
    place: '一楼大厅',
    ceilingFen: fen(1_000_000),
  });
  await setPrice(LADDER);
  const room = await addRoom('3-412');
  await clerk.call(openDrawer, { drawerId, count: {} });

  return {
    ...house,
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
         order by s.opened_at desc, m.seq desc limit 1`,
      );
      let left: number = rows[0]?.cash ?? 0;
      const count: Partial<Record<DenominationKey, number>> = {};
      for (const { key, value } of DENOMINATIONS) {
        count[key] = Math.trunc(left / value);
        left %= value;
      }
      return count;
    },
  };
}
