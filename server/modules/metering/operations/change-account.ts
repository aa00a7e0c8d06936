import { changeAccount as contract } from '../../../../shared/contracts/metering/change-account.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { ensureCategory, lockAccount } from '../store/premises.ts';

/** The reason is in the chain record's input digest and on the form; the row that is kept shows the change itself. */
export const changeAccount = implement(contract, {
  async run(tx, actor, _clock, { accountId, categoryCode }) {
    const account = await lockAccount(tx, actor.siteId, accountId);
    if (account === undefined) refuse('record.not_found');
    if (account.state !== 'open') refuse('account.not_open');
    if (!(await ensureCategory(tx, actor.siteId, categoryCode))) refuse('category.unknown', { category: categoryCode });
    await tx.keep(
      'customer_account',
      q
        .updateTable('customer_account')
        .set({ category_code: categoryCode })
        .where('site_id', '=', actor.siteId)
        .where('account_id', '=', accountId)
        .returningAll(),
    );
    return { accountId };
  },
});
