import { account as contract } from '../../../../shared/contracts/metering/account.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { accountViews, meterViews, occupantViews } from '../store/views.ts';

export const account = answer(contract, async (tx, actor, _clock, { accountId }) => {
  const [found] = await accountViews(tx, actor, [accountId]);
  if (found === undefined) return refuse('record.not_found');
  const occupants = await occupantViews(tx, actor, [accountId], false);
  const meters = await tx.many(
    q.selectFrom('meter').select('meter_id').where('site_id', '=', actor.siteId).where('account_id', '=', accountId),
  );
  return {
    account: found,
    occupants: occupants.get(accountId) ?? [],
    meters: await meterViews(
      tx,
      actor,
      meters.map((row) => row.meter_id),
    ),
  };
});
