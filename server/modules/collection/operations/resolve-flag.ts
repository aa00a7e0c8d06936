import { resolveFlag as contract } from '../../../../shared/contracts/collection/resolve-flag.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireFlagMove } from '../rules/flag-states.ts';
import { flagViews } from '../store/flag-views.ts';
import { changeFlag, lockFlag } from '../store/flags.ts';

export const resolveFlag = implement(contract, {
  async run(tx, actor, clock, { flagId, state, note }) {
    const flag = (await lockFlag(tx, actor.siteId, flagId)) ?? refuse('record.not_found');
    requireFlagMove(flag.state, state);
    const at = clock.now();
    await changeFlag(tx, actor.siteId, flagId, {
      state,
      note,
      ...(state === 'seen'
        ? { seen_by: actor.personId, seen_at: at }
        : { resolved_by: actor.personId, resolved_at: at }),
    });
    const [view] = await flagViews(tx, actor, { flagId, limit: 1 });
    return view!;
  },
});
