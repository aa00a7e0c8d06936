/**
 * Every ten minutes: a row for each version and meter that has none yet, news of the cards that bring a price, and one
 * case for each version that meters have not taken over in time. What is not carried any more (a version that was
 * followed, a meter taken down) keeps its row and is asked no longer.
 */

import { tariffSpecSchema } from '../../../../shared/rating/tariff.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { openCase } from '../../cases/index.ts';
import { priceSetOf } from '../rules/price-set.ts';
import {
  cardNews,
  changeRow,
  insertRows,
  lateVersions,
  type Missing,
  missingRows,
  type RolloutRow,
} from '../store/rollout.ts';

export const planRows: Job = {
  name: 'rollout.plan-rows',
  cron: '*/10 * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const now = clock.now();
    const missing = await missingRows(tx, siteId, now);
    await insertRows(
      tx,
      missing.map((one) => rowOf(siteId, one, now)),
    );
    await followCards(tx, siteId, now);
    for (const late of await lateVersions(tx, siteId, now)) {
      const { title } = COMMODITIES[late.commodity];
      await openCase(tx, actor, clock, {
        subject: 'price.laggards',
        summary: {
          zh: `${title.zh}价格（${late.category_code} 第${late.number}版）已生效，${late.late} 块表还没有执行`,
          en: `${title.en} price (${late.category_code}, version ${late.number}): ${late.late} meters have not taken it over`,
        },
        document: { kind: 'tariff-version', id: late.version_id },
        parties: [],
      });
    }
    if (missing.length > 0) tx.touch('rollout');
  },
};

function rowOf(siteId: string, { version_id, meter_id, way, spec }: Missing, now: Instant): RolloutRow {
  const cannot = priceSetOf(tariffSpecSchema.parse(JSON.parse(spec))) === null;
  const start = cannot
    ? ({ state: 'refused', reason: 'ladder', next_try_at: null } as const)
    : way === 'card'
      ? ({ state: 'pending', reason: 'card-not-written', next_try_at: null } as const)
      : ({ state: 'pending', reason: null, next_try_at: now } as const);
  return {
    site_id: siteId,
    version_id,
    meter_id,
    way,
    ...start,
    attempts: 0,
    tried_at: null,
    switch_at: null,
    card_write_id: null,
    confirmed_at: null,
    created_at: now,
  };
}

/** A card that was written brings the price; one that came back with what the meter wrote on it has delivered it. */
async function followCards(tx: Tx, siteId: string, now: Instant): Promise<void> {
  for (const row of await cardNews(tx, siteId)) {
    const { written, came_back: cameBack } = row;
    if (written && cameBack && row.switch_at !== null && row.switch_at <= now)
      await changeRow(tx, row, { state: 'confirmed', reason: null, confirmed_at: now });
    else if (written && row.state === 'pending')
      await changeRow(tx, row, { state: 'sent', reason: 'card-not-inserted' });
  }
}
