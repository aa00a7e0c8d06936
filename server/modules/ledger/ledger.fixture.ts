/** For the tests of this module: a transaction with its chain record, as the runner would write it, and a sale. */
import type pg from 'pg';
import { ACCOUNTS, drawerAccount, drawerAccountSpec, incomeAccount } from '../../../shared/ledger/chart.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import { appendRecord } from '../../platform/chain/append.ts';
import { currentDay, sha256 } from '../../platform/chain/day.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { ensureAccount, type PostedEntry, post } from './post.ts';
import { credit, debit } from './rules/entry.ts';

export interface Act {
  readonly pool: pg.Pool;
  readonly actor: Actor;
  readonly at: Instant;
}

export function recorded<T>(act: Act, run: (tx: Tx, day: BusinessDate) => Promise<T>): Promise<T> {
  const { actor, at } = act;
  return transaction(act.pool, async (tx) => {
    const result = await run(tx, await currentDay(tx, actor.siteId, at));
    const content = { operation: 'test.act', at, key: newId(), bodyHash: sha256(at), facts: tx.facts };
    await appendRecord(tx, actor, content);
    return result;
  });
}

export const DRAWER = drawerAccount('1');

export const ensureDrawer = (tx: Tx, siteId: string, now: Instant): Promise<void> =>
  ensureAccount(tx, siteId, drawerAccountSpec('1', { zh: '一号窗', en: 'window 1' }), now);

/** 50 yuan in cash from a customer, then delivered: `DR drawer-1 / CR credit-owed`, `DR credit-owed / CR income`. */
export function sellAndDeliver(act: Act, customer: string, amount = 5000): Promise<PostedEntry> {
  return recorded(act, async (tx, businessDate) => {
    const { actor, at: now } = act;
    await ensureDrawer(tx, actor.siteId, now);
    const document = { kind: 'sale', id: newId() };
    const paid = [debit(DRAWER, fen(amount)), credit(ACCOUNTS.creditOwed, fen(amount), customer)];
    const sold = await post(tx, actor, { businessDate, now, document, text: '售电; 3:201 | “甲”', lines: paid });
    const earned = [
      debit(ACCOUNTS.creditOwed, fen(amount), customer),
      credit(incomeAccount('electricity'), fen(amount - 100)),
      credit(ACCOUNTS.taxOutput, fen(100)),
    ];
    await post(tx, actor, { businessDate, now, document, text: '充值成功', lines: earned });
    return sold;
  });
}
