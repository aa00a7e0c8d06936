import { addPremise as contract } from '../../../../shared/contracts/metering/add-premise.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { fullCodeOf, PARENT_KIND } from '../rules/full-code.ts';
import { premiseById } from '../store/premises.ts';

export const addPremise = implement(contract, {
  async run(tx, actor, _clock, { kind, parentId, code, name, capacity }) {
    const { siteId } = actor;
    const parent = parentId === undefined ? null : await premiseById(tx, siteId, parentId);
    if (parent === undefined) refuse('record.not_found');
    if ((parent?.kind ?? null) !== PARENT_KIND[kind]) refuse('premise.wrong_parent');
    const building = parent === null ? code : parent.full_code.split('/')[0]!;
    const fullCode = fullCodeOf(kind, building, code);
    const premiseId = newId();
    const added = await tx.keep(
      'premise',
      q
        .insertInto('premise')
        .values({
          site_id: siteId,
          premise_id: premiseId,
          parent_id: parentId ?? null,
          kind,
          code,
          full_code: fullCode,
          name,
          capacity: kind === 'room' ? (capacity ?? null) : null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll(),
    );
    if (added.length === 0) refuse('premise.code_taken', { code: fullCode });
    return { premiseId, fullCode };
  },
});
