import { discardImport as contract } from '../../../../shared/contracts/metering/discard-import.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { endBatch, lockBatch } from '../import/batch.ts';

export const discardImport = implement(contract, {
  async run(tx, actor, clock, { batchId }) {
    await lockBatch(tx, actor.siteId, batchId);
    await endBatch(tx, actor, { batchId, state: 'discarded', at: clock.now(), result: null });
    return { batchId };
  },
});
