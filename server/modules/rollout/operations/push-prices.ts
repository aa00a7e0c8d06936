import { pushPrices as contract } from '../../../../shared/contracts/rollout/push-prices.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { versionById } from '../../prices/index.ts';
import { changeRow, sendableRows } from '../store/rollout.ts';

export const pushPrices = implement(contract, {
  async run(tx, { siteId }, clock, { versionId, meterId }) {
    if ((await versionById(tx, siteId, versionId)) === undefined) refuse('record.not_found');
    const rows = await sendableRows(tx, siteId, { versionId, meterId: meterId ?? null });
    if (rows.length === 0) refuse('rollout.nothing_to_send');
    const now = clock.now();
    for (const row of rows) await changeRow(tx, row, { next_try_at: now });
    return { meters: rows.length };
  },
});
