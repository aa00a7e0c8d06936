import { liftBlacklist as contract } from '../../../../shared/contracts/cards/lift-blacklist.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export const liftBlacklist = implement(contract, {
  async run(tx, actor, clock, { entryId, reason }) {
    const entry = await tx.maybe(
      q
        .selectFrom('card_blacklist')
        .selectAll()
        .where('site_id', '=', actor.siteId)
        .where('entry_id', '=', entryId)
        .forUpdate(),
    );
    if (entry === undefined) return refuse('record.not_found');
    if (entry.lifted_at !== null) refuse('state.illegal_move', { from: 'lifted', to: 'lifted' });
    if (entry.dead) refuse('card.dead', { serial: entry.serial });
    await tx.keep(
      'card_blacklist',
      q
        .updateTable('card_blacklist')
        .set({ lifted_at: clock.now(), lifted_by: actor.personId, lift_reason: reason })
        .where('site_id', '=', actor.siteId)
        .where('entry_id', '=', entryId)
        .returningAll(),
    );
    return { entryId };
  },
});
