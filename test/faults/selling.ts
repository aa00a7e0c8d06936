/**
 * Clients that sell while things die, and that keep their own record of it outside the server: every key they ever
 * used and the answer they got. A key without an answer is asked again, the same key, until there is one.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../bench/client.ts';
import type { BenchHouse } from '../../bench/house.ts';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';

export interface Acknowledged {
  readonly key: string;
  readonly saleId: string;
  readonly slipNo: string;
  /** How often the key was sent before an answer came. */
  readonly tries: number;
}

export interface Selling {
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that were neither success nor "try again": there must be none. */
  readonly strange: readonly string[];
  /** How often each kind of answer came: '200', '503 with Retry-After', 'no answer'. */
  readonly seen: ReadonlyMap<string, number>;
  /** Lets every client finish the sale it is at, however long the server needs, and stops. */
  stop(): Promise<void>;
}

export const MONEY = fen(2000);

export const saleOf = (house: BenchHouse, meterId: string): InputOf<typeof sellCredit> => ({
  by: 'money',
  moneyFen: MONEY,
  meterId,
  tenders: [{ tender: 'cash', amountFen: MONEY }],
  expectedTotalFen: MONEY,
  priceVersionId: house.priceVersionId,
});

export function startSelling(port: number, house: BenchHouse): Selling {
  const acknowledged: Acknowledged[] = [];
  const strange: string[] = [];
  const seen = new Map<string, number>();
  const count = (answer: Awaited<ReturnType<typeof ask>> | null): void => {
    const later = answer?.headers['retry-after'] === undefined ? '' : ' with Retry-After';
    const kind = answer === null ? 'no answer' : `${answer.status}${later}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  };
  let stopping = false;

  const sellOnce = async (client: number, turn: number): Promise<void> => {
    const clerk = house.clerks[client]!;
    const key = newId();
    const input = saleOf(house, clerk.meterIds[turn % clerk.meterIds.length]!);
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(port, sellCredit, input, { cookie: clerk.cookie, key }).catch(() => null);
      count(answer);
      if (answer?.status === 200) {
        const { saleId, slipNo } = JSON.parse(answer.text);
        acknowledged.push({ key, saleId, slipNo, tries });
        return;
      }
      if (answer !== null && answer.status !== 503 && answer.status !== 500) {
        strange.push(`${answer.status} ${answer.text}`);
        return;
      }
      await pause(50);
    }
  };

  const clients = house.clerks.map(async (_, client) => {
    for (let turn = 0; !stopping; turn += 1) await sellOnce(client, turn);
  });
  return {
    acknowledged,
    strange,
    seen,
    async stop() {
      stopping = true;
      await Promise.all(clients);
    },
  };
}
