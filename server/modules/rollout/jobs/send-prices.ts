/**
 * Every minute: each meter on a line whose time has come is given its backup set, or, after the switch, asked which
 * price is in force. A piece is counted as tried when it is taken, so that one that dies in the middle waits its turn.
 */
import { tariffSpecSchema } from '../../../../shared/rating/tariff.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { outsideJob } from '../../../platform/operations/implement.ts';
import type { LinkAnswer } from '../../network/index.ts';
import { priceSetOf } from '../rules/price-set.ts';
import { nextTryAt, settleChecked, settleWritten, switchAtOf } from '../rules/settle.ts';
import { changeRow, dueRows, lockRow } from '../store/rollout.ts';

interface Piece {
  readonly siteId: string;
  readonly versionId: string;
  readonly meterId: string;
  readonly attempts: number;
  readonly prices: readonly number[];
  /** To be written, with this switch time; null: only asked which price is in force. */
  readonly switchAt: Instant | null;
}

type Outcome =
  | { readonly did: 'write'; readonly answer: LinkAnswer<null> }
  | { readonly did: 'check'; readonly answer: LinkAnswer<number> };

const BATCH = 40;

export const sendPrices = outsideJob<Piece, Outcome>({
  name: 'rollout.send-prices',
  cron: '* * * * *',
  atOnce: 8,
  async take(tx, { siteId }, clock) {
    const now = clock.now();
    const pieces: Piece[] = [];
    for (const row of await dueRows(tx, siteId, now, BATCH)) {
      const prices = priceSetOf(tariffSpecSchema.parse(JSON.parse(row.spec)));
      if (prices === null) continue;
      const attempts = row.attempts + 1;
      await changeRow(tx, row, { attempts, tried_at: now, next_try_at: nextTryAt(now, attempts) });
      const switchAt = row.state === 'sent' ? null : switchAtOf(row.effective_from, now);
      pieces.push({ siteId, versionId: row.version_id, meterId: row.meter_id, attempts, prices, switchAt });
    }
    return pieces;
  },
  async call({ siteId, meterId, prices, switchAt }, { meters }) {
    if (switchAt !== null)
      return { did: 'write', answer: await meters.writePrices({ siteId, meterId }, { prices, switchAt }) };
    const { currentPrice } = await meters.read({ siteId, meterId }, ['currentPrice']);
    return { did: 'check', answer: currentPrice };
  },
  async settle(tx, { siteId }, clock, { piece, outcome }) {
    const row = await lockRow(tx, siteId, { version_id: piece.versionId, meter_id: piece.meterId });
    // Somebody else has tried since: what comes now is old.
    if (row === undefined || row.state === 'confirmed' || row.attempts !== piece.attempts) return;
    const tried = { now: clock.now(), attempts: piece.attempts, prices: piece.prices };
    const end =
      outcome.did === 'write'
        ? settleWritten(outcome.answer, { ...tried, switchAt: piece.switchAt! })
        : settleChecked(outcome.answer, tried);
    await changeRow(tx, row, end);
    tx.touch('rollout');
  },
});
