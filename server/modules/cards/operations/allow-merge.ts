import { allowMerge as contract } from '../../../../shared/contracts/cards/allow-merge.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireKnownCard, requireReading } from '../at-desk.ts';
import { sellOn } from '../card-view.ts';
import { mergeAllowed } from '../store/readings.ts';

/** Holds for this reading alone: what is read anew is asked anew. */
export const allowMerge = implement(contract, {
  async run(tx, actor, clock, { readingId, reason }) {
    const now = clock.now();
    const reading = await requireReading(tx, actor, readingId, now);
    const card = await requireKnownCard(tx, actor.siteId, reading.serial);
    if (sellOn(card, reading)?.may !== 'merge') refuse('card.no_merge');
    if (await mergeAllowed(tx, actor.siteId, readingId)) return { readingId };
    const row = {
      site_id: actor.siteId,
      reading_id: readingId,
      reason,
      at: now,
      person_id: actor.personId,
      post: actor.post,
    };
    await tx.keep('card_merge', q.insertInto('card_merge').values(row).returningAll());
    return { readingId };
  },
});
