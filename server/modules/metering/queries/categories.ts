import { categories as contract } from '../../../../shared/contracts/metering/categories.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { categoriesOf } from '../store/premises.ts';

export const categories = answer(contract, async (tx, actor) => ({
  rows: [...(await categoriesOf(tx, actor.siteId))].map(([categoryCode, title]) => ({ categoryCode, title })),
}));
