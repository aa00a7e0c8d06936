import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACCOUNTS,
  clearingAccount,
  drawerAccount,
  drawerAccountSpec,
  incomeAccount,
} from '../../../shared/ledger/chart.ts';
import { businessDate, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import { type Actor, systemActor } from '../../platform/operations/actor.ts';
import { entriesOf } from './entries.ts';
import { accountBalance, ensureAccount, partyBalance, post, reverse } from './post.ts';
import { credit, debit, type NewEntry, renderEntry } from './rules/entry.ts';

let db: TestDatabase;
let actor: Actor;
const now = instant('2026-03-02T01:00:00.000Z');
const day = businessDate('2026-03-02');
const customer = newId();
const drawer = drawerAccount('1');

beforeAll(async () => {
  db = await createTestDatabase();
  const siteId = newId();
  actor = systemActor(siteId, 'test');
  await db.owner.query(`insert into site (site_id, name, time_zone) values ($1, '测试', 'Asia/Shanghai')`, [siteId]);
  await work((tx) => ensureAccount(tx, siteId, drawerAccountSpec('1', { zh: '一号窗', en: 'window 1' }), now));
});
afterAll(() => db.drop());

const work = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => transaction(db.app, run);
const sale = (amount: number, more: Partial<NewEntry> = {}): NewEntry => ({
  businessDate: day,
  now,
  document: { kind: 'sale', id: newId() },
  text: '售电',
  lines: [debit(drawer, fen(amount)), credit(ACCOUNTS.creditOwed, fen(amount), customer)],
  ...more,
});

describe('posting', () => {
  test('writes entry, lines and party balance, and keeps every row for the chain', async () => {
    const { posted, facts } = await work(async (tx) => ({
      posted: await post(tx, actor, sale(5000)),
      facts: tx.facts,
    }));
    expect(renderEntry(posted.lines)).toBe('DR drawer-1 5000 / CR credit-owed 5000');
    expect(facts.map((fact) => fact.table)).toEqual([
      'ledger_period',
      'ledger_account',
      'ledger_entry',
      'ledger_line',
      'ledger_line',
    ]);
    const kept = (table: string) => facts.filter((fact) => fact.table === table).map((fact) => fact.row);
    const entries = await db.app.query('select * from ledger_entry where entry_id = $1', [posted.entryId]);
    const lines = await db.app.query('select * from ledger_line where entry_id = $1 order by line_no', [
      posted.entryId,
    ]);
    expect(kept('ledger_entry')).toEqual(entries.rows);
    expect(kept('ledger_line')).toEqual(lines.rows);
    const again = await work(async (tx) => {
      await post(tx, actor, sale(200));
      return tx.facts.length;
    });
    expect(again).toBe(3);
    const balances = await work(async (tx) => [
      await partyBalance(tx, actor.siteId, { account: ACCOUNTS.creditOwed, party: customer }, { lock: true }),
      await accountBalance(tx, actor.siteId, drawer),
      await accountBalance(tx, actor.siteId, drawer, businessDate('2026-03-01')),
      await partyBalance(tx, actor.siteId, { account: ACCOUNTS.creditOwed, party: newId() }),
    ]);
    expect(balances).toEqual([-5200, 5200, 0, 0]);
  });

  test('several lines, one of them of nothing', async () => {
    const posted = await work((tx) =>
      post(
        tx,
        actor,
        sale(0, {
          lines: [
            debit(ACCOUNTS.creditOwed, fen(1130), customer),
            credit(incomeAccount('electricity'), fen(1000)),
            credit(ACCOUNTS.taxOutput, fen(130)),
            credit(ACCOUNTS.subsidy, fen(0)),
          ],
        }),
      ),
    );
    expect(renderEntry(posted.lines)).toBe('DR credit-owed 1130 / CR income-electricity 1000 / CR tax-output 130');
  });

  test('an entry out of balance, of one line, without its party or on an unknown account is a bug', async () => {
    const wrong = (lines: NewEntry['lines']) => work((tx) => post(tx, actor, sale(0, { lines })));
    await expect(wrong([debit(drawer, fen(2)), credit(ACCOUNTS.bank, fen(1))])).rejects.toThrow(
      'out of balance by 1 fen',
    );
    await expect(wrong([debit(drawer, fen(0)), credit(ACCOUNTS.bank, fen(0))])).rejects.toThrow('an entry of 0 lines');
    await expect(wrong([debit(drawer, fen(1)), credit(ACCOUNTS.creditOwed, fen(1))])).rejects.toThrow(
      'lacks its party',
    );
    await expect(wrong([debit(drawer, fen(1)), credit(ACCOUNTS.bank, fen(1), customer)])).rejects.toThrow(
      'must not name a party',
    );
    await expect(wrong([debit('1001.nobody', fen(1)), credit(ACCOUNTS.bank, fen(1))])).rejects.toThrow(
      'is an account missing',
    );
  });

  test('a sealed day takes nothing', async () => {
    await db.owner.query(
      `insert into site_day (site_id, business_date, opened_at, sealed_at, digest, manifest)
       values ($1, '2026-03-01', $2, $2, repeat('0', 64), '{}')`,
      [actor.siteId, now],
    );
    const late = work((tx) => post(tx, actor, sale(1, { businessDate: businessDate('2026-03-01') })));
    await expect(late).rejects.toMatchObject({ code: 'ledger.day_sealed', facts: { date: '2026-03-01' } });
  });

  test('a closed month takes nothing, also when it is being closed meanwhile', async () => {
    const may = sale(1, { businessDate: businessDate('2026-05-02') });
    await work((tx) => post(tx, actor, may));
    const closer = await db.app.connect();
    await closer.query('begin');
    await closer.query(
      `update ledger_period set closed_at = $2, closed_by = $3 where month = '2026-05' and site_id = $1`,
      [actor.siteId, now, actor.personId],
    );
    const late = work((tx) => post(tx, actor, { ...may, document: { kind: 'sale', id: newId() } }));
    const refused = expect(late).rejects.toMatchObject({ code: 'ledger.period_closed', facts: { month: '2026-05' } });
    await closer.query('select pg_sleep(0.2)');
    await closer.query('commit');
    closer.release();
    await refused;
    await expect(
      db.owner.query(`update ledger_period set closed_at = null, closed_by = null where month = '2026-05'`),
    ).rejects.toThrow('posted is final');
  });
});

describe('reversing', () => {
  const words = { businessDate: day, now, text: '红冲' };

  test('posts the linked mirror, once', async () => {
    const first = await work((tx) => post(tx, actor, sale(700)));
    const counter = await work((tx) => reverse(tx, actor, first.entryId, words));
    expect(renderEntry(counter.lines)).toBe('DR credit-owed 700 / CR drawer-1 700');
    expect(counter.reversesEntryId).toBe(first.entryId);
    const refusedWith = (entryId: string) => expect(work((tx) => reverse(tx, actor, entryId, words))).rejects;
    await refusedWith(first.entryId).toMatchObject({ code: 'ledger.already_reversed' });
    await refusedWith(counter.entryId).toMatchObject({ code: 'ledger.entry_is_reversal' });
    await refusedWith(newId()).toMatchObject({ code: 'record.not_found' });
  });

  test('a document shows both of its entries', async () => {
    const document = { kind: 'sale', id: newId() };
    const first = await work((tx) => post(tx, actor, sale(300, { document })));
    const counter = await work((tx) =>
      reverse(tx, actor, first.entryId, { ...words, now: instant('2026-03-02T02:00:00.000Z') }),
    );
    const entries = await work((tx) => entriesOf(tx, actor.siteId, [document.id, newId()]));
    expect(entries.map(({ entryId, text, lines }) => [entryId, text, lines[0]])).toEqual([
      [first.entryId, '售电', { account: drawer, amountFen: 300 }],
      [counter.entryId, '红冲', { account: drawer, amountFen: -300 }],
    ]);
  });

  test('of two at the same time one is refused', async () => {
    const first = await work((tx) => post(tx, actor, sale(800)));
    const both = await Promise.allSettled([1, 2].map(() => work((tx) => reverse(tx, actor, first.entryId, words))));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'ledger.already_reversed' },
    });
  });

  test('two transfers between the same parties in opposite directions both end', async () => {
    const [a, b] = [newId(), newId()];
    const transfer = (from: string, to: string) =>
      work((tx) =>
        post(
          tx,
          actor,
          sale(0, { lines: [debit(ACCOUNTS.creditOwed, fen(5), from), credit(ACCOUNTS.creditOwed, fen(5), to)] }),
        ),
      );
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? transfer(a, b) : transfer(b, a))));
    const left = await work((tx) => partyBalance(tx, actor.siteId, { account: ACCOUNTS.creditOwed, party: a }));
    expect(left).toBe(0);
  });
});

describe('the database says the same again, to whoever writes', () => {
  const entry = async (client: TestDatabase['app'], lines: string, date = '2026-03-02') => {
    const id = newId();
    await client.query(
      `with e as (insert into ledger_entry (site_id, entry_id, business_date, posted_at, posted_by, document_kind, document_id, text)
         values ($1, $2, $3, $4, $5, 'sale', $2, '直接写入') returning *)
       insert into ledger_line (site_id, entry_id, line_no, business_date, account_code, party_id, amount_fen)
       select e.site_id, e.entry_id, l.no, e.business_date, l.account, l.party::uuid, l.amount from e,
         (values ${lines}) as l(no, account, party, amount)`,
      [actor.siteId, id, date, now, actor.personId],
    );
    return id;
  };

  test('entries that do not balance, lack lines, or get a line later', async () => {
    const bank = [debit(ACCOUNTS.bank, fen(1)), credit(clearingAccount('qr'), fen(1))];
    await work((tx) => post(tx, actor, sale(0, { lines: bank })));
    await expect(entry(db.owner, `(1, '1002', null, 5), (2, '1001.1', null, -4)`)).rejects.toThrow('does not balance');
    await expect(entry(db.owner, `(1, '1002', null, 5)`)).rejects.toThrow('does not balance');
    const bare = db.owner.query(
      `insert into ledger_entry (site_id, entry_id, business_date, posted_at, posted_by, document_kind, document_id, text)
       values ($1, $2, '2026-03-02', $3, $4, 'sale', $2, '没有行')`,
      [actor.siteId, newId(), now, actor.personId],
    );
    await expect(bare).rejects.toThrow('has no lines');
    const good = await entry(db.owner, `(1, '1002', null, 5), (2, '1001.1', null, -5)`);
    const later = db.owner.query(
      `insert into ledger_line (site_id, entry_id, line_no, business_date, account_code, amount_fen)
       values ($1, $2, 3, '2026-03-02', '1002', 5), ($1, $2, 4, '2026-03-02', '1001.1', -5)`,
      [actor.siteId, good],
    );
    await expect(later).rejects.toThrow('does not balance');
  });

  test('a party where none belongs, a missing one, a closed month, a sealed day', async () => {
    await expect(entry(db.owner, `(1, '1002', '${customer}', 5), (2, '1001.1', null, -5)`)).rejects.toThrow(
      'has a party',
    );
    await expect(entry(db.owner, `(1, '1002', null, 5), (2, '2203', null, -5)`)).rejects.toThrow('has a party');
    const two = `(1, '1002', null, 5), (2, '1001.1', null, -5)`;
    await expect(entry(db.owner, two, '2026-05-03')).rejects.toThrow('month is closed');
    await expect(entry(db.owner, two, '2026-03-01')).rejects.toThrow('is sealed');
  });

  test('no change and no removal, by either role', async () => {
    await expect(db.app.query('update ledger_line set amount_fen = 1')).rejects.toThrow('permission denied');
    await expect(db.app.query('delete from ledger_entry')).rejects.toThrow('permission denied');
    await expect(db.owner.query('update ledger_line set amount_fen = 1')).rejects.toThrow('posted is final');
    await expect(db.owner.query('delete from ledger_entry')).rejects.toThrow('posted is final');
    await expect(db.owner.query('truncate ledger_line')).rejects.toThrow('posted is final');
  });
});
