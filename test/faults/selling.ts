/**
 * Clients that sell while things die, and that keep their own record of it outside the server: every key they ever
 * used and the answer they got. A key without an answer is asked again, the same key, until there is one.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../bench/client.ts';
import type { BenchHouse } from '../../bench/house.ts';
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
  /** Lets every client finish the sale it is at, however long the server needs, and stops. */
  stop(): Promise<void>;
}

const MONEY = fen(2000);
export function startSelling(port: number, house: BenchHouse): Selling {
  const acknowledged: Acknowledged[] = [];
  const strange: string[] = [];
  let stopping = false;

  const sellOnce = async (client: number, turn: number): Promise<void> => {
    const clerk = house.clerks[client]!;
    const key = newId();
    const input = {
      by: 'money' as const,
      moneyFen: MONEY,
      meterId: clerk.meterIds[turn % clerk.meterIds.length]!,
      tenders: [{ tender: 'cash' as const, amountFen: MONEY }],
      expectedTotalFen: MONEY,
      priceVersionId: house.priceVersionId,
    };
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(port, sellCredit, input, { cookie: clerk.cookie, key }).catch(() => null);
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
    async stop() {
      stopping = true;
      await Promise.all(clients);
    },
  };
}
