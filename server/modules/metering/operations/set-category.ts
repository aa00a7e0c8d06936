import { setCategory as contract } from '../../../../shared/contracts/metering/set-category.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';

export const setCategory = implement(contract, {
  async run(tx, actor, _clock, { categoryCode, zh, en }) {
    await tx.run(
      q
        .insertInto('user_category')
        .values({ site_id: actor.siteId, category_code: categoryCode, title_zh: zh, title_en: en })
        .onConflict((conflict) =>
          conflict.columns(['site_id', 'category_code']).doUpdateSet({ title_zh: zh, title_en: en }),
        ),
    );
    return { categoryCode };
  },
});
