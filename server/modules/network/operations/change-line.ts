/** Name, place and times of a line. Connections with the old ones are closed when the line is next used. */
import { changeLine as contract } from '../../../../shared/contracts/network/change-line.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { placeFields, timingFields } from '../line-fields.ts';
import { lockOpenLine, requireFreeName } from '../store/lines.ts';

export const changeLine = implement(contract, {
  async run(tx, { siteId }, _clock, input) {
    const line = await lockOpenLine(tx, siteId, input.lineId);
    if (input.name !== undefined) await requireFreeName(tx, siteId, input.name, line.line_id);
    const place = placeFields(line.transport, {
      host: input.host ?? line.host ?? undefined,
      port: input.port ?? line.port ?? undefined,
      path: input.path ?? line.path ?? undefined,
      baud: input.baud ?? line.baud ?? undefined,
      parity: input.parity ?? line.parity ?? undefined,
    });
    const timing = timingFields({
      answerMs: input.answerMs ?? line.answer_ms,
      byteMs: input.byteMs ?? line.byte_ms,
      gapMs: input.gapMs ?? line.gap_ms,
      retries: input.retries ?? line.retries,
    });
    await tx.keep(
      'meter_line',
      q
        .updateTable('meter_line')
        .set({ name: input.name ?? line.name, ...place, ...timing })
        .where('site_id', '=', siteId)
        .where('line_id', '=', line.line_id)
        .returningAll(),
    );
    tx.touch('network');
    return { lineId: line.line_id };
  },
});
