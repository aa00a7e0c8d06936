import { unblockMeter as contract } from '../../../../shared/contracts/metering/unblock-meter.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { liftBlocks } from '../store/blocks.ts';

export const unblockMeter = implement(contract, {
  async run(tx, actor, clock, { blockId, note }) {
    const block = await tx.maybe(
      q
        .selectFrom('meter_block')
        .selectAll()
        .where('site_id', '=', actor.siteId)
        .where('block_id', '=', blockId)
        .forUpdate(),
    );
    if (block === undefined || block.lifted_at !== null) refuse('meter.not_blocked');
    const byItsDocument = block.reason === 'unknown-delivery' || block.reason === 'carry-waiting';
    if (byItsDocument && block.document_id !== null) refuse('meter.block_not_yours');
    await liftBlocks(tx, actor, { blockId, note, at: clock.now() });
    return { blockId };
  },
});
