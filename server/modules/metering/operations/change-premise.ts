import { changePremise as contract } from '../../../../shared/contracts/metering/change-premise.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockRoom } from '../store/premises.ts';

export const changePremise = implement(contract, {
  async run(tx, actor, _clock, { premiseId, name, capacity }) {
    const premise = await lockRoom(tx, actor.siteId, premiseId);
    if (premise === undefined) refuse('record.not_found');
    if (capacity !== undefined && premise.kind !== 'room') refuse('premise.not_room');
    await tx.keep(
      'premise',
      q
        .updateTable('premise')
        .set({ name: name ?? premise.name, capacity: capacity ?? premise.capacity })
        .where('site_id', '=', actor.siteId)
        .where('premise_id', '=', premiseId)
        .returningAll(),
    );
    return { premiseId };
  },
});
