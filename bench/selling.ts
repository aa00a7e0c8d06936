/** The sale that is measured: over HTTP, signed in, for cash, to a clerk's own rooms in turn. */
import type { InputOf } from '../shared/contracts/contract.ts';
import { sellCredit } from '../shared/contracts/vending/sell-credit.ts';
import { fen } from '../shared/values/money.ts';
import { send } from './client.ts';
import type { BenchHouse } from './house.ts';

/** One sale of the clerk of that number, at each call. */
export function seller(port: number, house: BenchHouse): (clerk: number) => Promise<void> {
  const turns = new Array<number>(house.clerks.length).fill(0);
  return async (index) => {
    const clerk = house.clerks[index]!;
    const turn = turns[index]!;
    turns[index] = turn + 1;
    const money = fen(2000);
    const input: InputOf<typeof sellCredit> = {
      by: 'money',
      moneyFen: money,
      meterId: clerk.meterIds[turn % clerk.meterIds.length]!,
      tenders: [{ tender: 'cash', amountFen: money }],
      expectedTotalFen: money,
      priceVersionId: house.priceVersionId,
    };
    await send(port, sellCredit, input, clerk.cookie);
  };
}

/** Sales before anything is measured: caches are warm, and there is one to take as a template. */
export async function sellMany(port: number, house: BenchHouse, count: number): Promise<void> {
  const sell = seller(port, house);
  let left = count;
  await Promise.all(
    Array.from({ length: Math.min(32, house.clerks.length) }, async (_, client) => {
      while (left > 0) {
        left -= 1;
        await sell(client);
      }
    }),
  );
}
