/** A new line with its lease, which nobody holds, and its health, of which nothing is known. */
import { addLine as contract } from '../../../../shared/contracts/network/add-line.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { placeFields, timingFields } from '../line-fields.ts';
import { requireFreeName } from '../store/lines.ts';

export const addLine = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const place = placeFields(input.transport, input);
    await requireFreeName(tx, siteId, input.name, null);
    const key = { site_id: siteId, line_id: newId() };
    await tx.keep(
      'meter_line',
      q
        .insertInto('meter_line')
        .values({
          ...key,
          name: input.name,
          transport: input.transport,
          ...place,
          ...timingFields(input),
          state: 'open',
        })
        .returningAll(),
    );
    await tx.run(q.insertInto('line_lease').values({ ...key, until: clock.now(), fence: 0 }));
    await tx.run(q.insertInto('line_health').values(key));
    tx.touch('network');
    return { lineId: key.line_id };
  },
});
