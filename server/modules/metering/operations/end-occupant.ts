import { endOccupant as contract } from '../../../../shared/contracts/metering/end-occupant.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export const endOccupant = implement(contract, {
  async run(tx, actor, clock, { occupantId }) {
    const today = await currentDay(tx, actor.siteId, clock.now());
    const ended = await tx.run(
      q
        .updateTable('occupant')
        .set({ until_date: today })
        .where('site_id', '=', actor.siteId)
        .where('occupant_id', '=', occupantId)
        .where('until_date', 'is', null),
    );
    if (ended === 0) refuse('record.not_found');
    return { occupantId };
  },
});
