/**
 * `node bench/card.ts`: what a sale onto a user card costs in one transaction of the reader. The number of commands is
 * the figure that counts: a real reader takes some 10 to 40 ms for each; the card here is in memory and shows only
 * what our own code takes. Everything is read before and again after; never fewer reads for speed.
 */
import { fileURLToPath } from 'node:url';
import { simulatedSecurity } from '../agent/card/security.ts';
import { readCard, writeCard } from '../agent/card/session.ts';
import { openVirtualReader } from '../agent/devices/virtual-reader.ts';
import { blankCard } from '../agent/virtual/blank-card.ts';
import { type CardSale, planSaleWrite } from '../shared/card/sale-write.ts';
import { decodeCard } from '../shared/card/user-card.ts';
import { newId } from '../shared/values/ids.ts';
import { fen } from '../shared/values/money.ts';
import { unitPrice } from '../shared/values/price.ts';
import { ms, percentile, table } from './figures.ts';

const PROFILE = 'qgdw-electricity';

export interface CardFigures {
  readonly read: number;
  readonly sale: number;
  readonly saleWithPrices: number;
  /** Milliseconds of a sale, all samples. */
  readonly samples: readonly number[];
}

/** @throws Error when a write fails: a figure of something that does not work is none */
export async function cardFigures(sales = 500): Promise<CardFigures> {
  const reader = openVirtualReader();
  const security = simulatedSecurity();
  reader.place(blankCard(security));
  const sell = async (sale: Pick<CardSale, 'count' | 'backupPrices'>): Promise<{ read: number; written: number }> => {
    const read = await reader.withCard((channel) => readCard(channel, PROFILE));
    if ('failure' in read) throw new Error(read.failure);
    const plan = planSaleWrite(decodeCard(read.answer.image), {
      cardType: 'purchase',
      amount: fen(2_000),
      meterNo: '000003705981',
      customerNo: '000054586664',
      ...sale,
    });
    const body = { ...plan, write: [...plan.write], requestId: newId() };
    const written = await reader.withCard((channel) => writeCard(channel, security, body));
    if ('failure' in written) throw new Error(written.failure);
    return { read: read.answer.apdus, written: written.answer.apdus };
  };
  const prices = new Array(63).fill(unitPrice(5_283));
  const set = { form: 'flat' as const, prices, ladder: null };
  const withPrices = await sell({ count: 1, backupPrices: { set, switchTime: '2027-01-01T00:00' } });
  const samples: number[] = [];
  let last = withPrices;
  for (let count = 2; count <= sales; count++) {
    const began = performance.now();
    last = await sell({ count });
    samples.push(performance.now() - began);
  }
  return { read: last.read, sale: last.written, saleWithPrices: withPrices.written, samples };
}

export function cardTable({ read, sale, saleWithPrices, samples }: CardFigures): string {
  return table(
    ['User card', 'Commands', 'p50', 'p99'],
    [
      ['read', read, '', ''],
      [
        'sale, read before and after, one transaction',
        sale,
        ms(percentile(samples, 0.5)),
        ms(percentile(samples, 0.99)),
      ],
      ['the same with new backup prices', saleWithPrices, '', ''],
    ],
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(cardTable(await cardFigures()));
