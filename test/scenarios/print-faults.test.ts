/** FT-17: the printer is unplugged or out of paper at each of 30 sales. The sale is kept, the first print counts once, every later one says that it is one. */
import { expect, test } from 'vitest';
import { printAtCounter } from '../../shared/contracts/vending/print-at-counter.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { readSlip } from '../../shared/escpos/reader.ts';
import { noteResult } from '../results/note-result.ts';
import { sized } from '../results/size.ts';
import { openCounter } from '../support/counter.ts';
import type { Script } from '../support/scripted-agent.ts';
import { openTerminal } from '../support/terminal.ts';

const ROUNDS = sized({ smoke: 30, ci: 30, long: 300 });
const FAILURES = ['no-printer', 'paper-out'] as const;

type Outcome = ReturnType<NonNullable<Script['answer']>>;
const PRINTED: Outcome = { answer: { printed: true } };
let outcome: Outcome = PRINTED;

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const terminal = await openTerminal(counter, {
  expects: ['printer'],
  slipPaper: '58mm',
  answer: ({ name }) => (name === 'print' ? outcome : null),
});
await terminal.seat(clerk);

/** What the printer was last asked to print. */
function lastSlip(): string {
  const job = terminal.agent.heard.findLast(({ name }) => name === 'print')?.body as { bytes: string };
  return readSlip(Buffer.from(job.bytes, 'base64'), 32).text;
}

test.each(Array.from({ length: ROUNDS }, (_, round) => [round + 1, FAILURES[round % FAILURES.length]!] as const))(
  'sale %i with the printer %s',
  async (_round, failure) => {
    const { saleId, slipNo } = await counter.sell(counter.room.electricity, { moneyFen: 1000 });
    outcome = { failure, detail: 'as the test wants it' };
    expect(await clerk.call(printAtCounter, { saleId })).toMatchObject({
      printNo: 1,
      end: { result: 'failed', failure },
    });
    expect(lastSlip()).not.toContain('补打');
    expect((await clerk.refused(printAtCounter, { saleId })).code).toBe('slip.reason_needed');

    outcome = PRINTED;
    expect(await clerk.call(printAtCounter, { saleId, reason: '打印机故障' })).toMatchObject({
      printNo: 2,
      end: { result: 'answered' },
    });
    expect(lastSlip()).toContain('补打');
    expect(lastSlip()).toContain(slipNo);
    const kept = await clerk.ask(saleQuery, { saleId });
    expect(kept).toMatchObject({ slipNo });
    expect(kept.prints.map(({ printNo }) => printNo)).toEqual([1, 2]);
  },
);

test('each of them was kept, and every print counted', async () => {
  const { rows } = await counter.database.app.query(
    `select count(*) filter (where n = 2) as twice, count(*) as sales from (select count(*) as n from sale_print group by sale_id) p`,
  );
  expect(rows).toEqual([{ twice: ROUNDS, sales: ROUNDS }]);
  noteResult({ list: 'faults', id: 'FT-17', found: `${ROUNDS} sales kept, ${ROUNDS} reprints marked` });
});
