import { closeLine as contract } from '../../../../shared/contracts/network/close-line.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockOpenLine, metersOfLine } from '../store/lines.ts';

export const closeLine = implement(contract, {
  async run(tx, { siteId }, _clock, { lineId }) {
    await lockOpenLine(tx, siteId, lineId);
    const left = await metersOfLine(tx, siteId, lineId);
    if (left.length > 0) refuse('line.has_meters', { count: left.length });
    await tx.keep(
      'meter_line',
      q
        .updateTable('meter_line')
        .set({ state: 'closed' })
        .where('site_id', '=', siteId)
        .where('line_id', '=', lineId)
        .returningAll(),
    );
    tx.touch('network');
    return { lineId };
  },
});
