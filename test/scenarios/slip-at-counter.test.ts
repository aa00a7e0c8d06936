/** The slip on the counter's own printer: once, whatever becomes of the answer; and by the browser when it fails. */
import { expect, test } from 'vitest';
import { forgetPrints } from '../../server/modules/devices/jobs/forget-prints.ts';
import { runJob } from '../../server/platform/jobs.ts';
import { printAtCounter } from '../../shared/contracts/vending/print-at-counter.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { readSlip } from '../../shared/escpos/reader.ts';
import { openCounter } from '../support/counter.ts';
import type { Script } from '../support/scripted-agent.ts';
import { openTerminal } from '../support/terminal.ts';

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
const sold = await counter.sell(counter.room.electricity, { moneyFen: 5000 });
const { saleId } = sold;

const jobs = () =>
  terminal.agent.heard
    .filter(({ name }) => name === 'print')
    .map(({ body }) => body as { jobId: string; bytes: string });

test('only at a terminal that has one', async () => {
  expect((await clerk.refused(printAtCounter, { saleId })).code).toBe('terminal.none');
  const without = await openTerminal(counter);
  await without.seat(clerk);
  expect((await clerk.refused(printAtCounter, { saleId })).code).toBe('terminal.no_printer');
  expect((await counter.as('auditor').refused(printAtCounter, { saleId })).code).toBe('post.not_allowed');
  expect((await clerk.ask(saleQuery, { saleId })).prints).toEqual([]);
});

test('it comes out as the sale was made, under the number of its print', async () => {
  await terminal.seat(clerk);
  const print = await clerk.call(printAtCounter, { saleId });
  expect(print).toMatchObject({ printNo: 1, end: { result: 'answered', failure: null } });
  const [job] = jobs();
  expect(job?.jobId).toBe(print.printId);
  const text = readSlip(Buffer.from(job!.bytes, 'base64'), 32).text;
  for (const said of ['购电凭证', sold.slipNo, '50.00']) expect(text).toContain(said);
  expect(text).not.toContain('补打');
});

test('again it needs a reason, and says so', async () => {
  expect((await clerk.refused(printAtCounter, { saleId })).code).toBe('slip.reason_needed');
  const print = await clerk.call(printAtCounter, { saleId, reason: '用户遗失' });
  expect(print.printNo).toBe(2);
  expect(readSlip(Buffer.from(jobs()[1]!.bytes, 'base64'), 32).text).toContain('补打');
});

test('what the printer did not take is there as the PDF of the same print', async () => {
  outcome = { failure: 'paper-out', detail: 'the roll is empty' };
  const print = await clerk.call(printAtCounter, { saleId, reason: '没有打出来' });
  expect(print.end).toEqual({ result: 'failed', failure: 'paper-out', detail: 'the roll is empty' });
  await clerk.ask(saleQuery, { saleId });
  const pdf = await counter.app.http.inject({
    url: print.url,
    headers: { 'x-zhishou': '1', cookie: `zhishou=${clerk.browser.cookie()}` },
  });
  expect(pdf.headers['content-type']).toBe('application/pdf');
  outcome = PRINTED;
});

test('what was printed is forgotten after two days, that it was printed is not', async () => {
  const kept = async () => {
    const { rows } = await counter.database.owner.query<{ bytes: boolean; state: string }>(
      "select body ? 'bytes' as bytes, state from agent_command where name = 'print'",
    );
    return rows.map(({ bytes, state }) => `${state} ${bytes}`);
  };
  await runJob(counter.app.jobs, forgetPrints, counter.siteId);
  expect(await kept()).toEqual(['answered true', 'answered true', 'answered true']);
  counter.later(2 * 86_400 + 1);
  await runJob(counter.app.jobs, forgetPrints, counter.siteId);
  expect(await kept()).toEqual(['answered false', 'answered false', 'answered false']);
});
