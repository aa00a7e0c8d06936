import { liftProtection as contract } from '../../../../shared/contracts/control/lift-protection.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export const liftProtection = implement(contract, {
  async run(tx, actor, clock, { protectionId, note }) {
    const [protection] = await tx.prepared<{ lifted_at: string | null }>(
      'control.lock-protection',
      'select lifted_at from room_protection where site_id = $1 and protection_id = $2 for update',
      [actor.siteId, protectionId],
    );
    if (protection === undefined) return refuse('record.not_found');
    if (protection.lifted_at !== null) refuse('control.not_protected');
    await tx.keep(
      'room_protection',
      q
        .updateTable('room_protection')
        .set({ lifted_by: actor.personId, lifted_at: clock.now(), lift_note: note })
        .where('site_id', '=', actor.siteId)
        .where('protection_id', '=', protectionId)
        .returningAll(),
    );
    return { protectionId };
  },
});
