/** Somebody saw what is red and goes to work all the same. What stops selling, stops it until the technician is done. */
import { confirmCheck } from '../../../../shared/contracts/devices/confirm-check.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { healthChecksOf } from '../checks.ts';
import { lockTerminal, setChecked } from '../store.ts';

export const confirmCheckOperation = implement(confirmCheck, {
  async run(tx, actor, clock, { checkId, note }) {
    const { siteId } = actor;
    const now = clock.now();
    const [check] = await healthChecksOf(tx, actor, { checkId, limit: 1 });
    if (check === undefined) refuse('record.not_found');
    const { terminalId, businessDate } = check;
    await lockTerminal(tx, siteId, terminalId);
    const [latest] = await healthChecksOf(tx, actor, { terminalId, limit: 1 });
    if (latest?.checkId !== checkId || businessDate !== (await currentDay(tx, siteId, now))) refuse('check.not_latest');
    if (latest.result !== 'unfit' || latest.confirmed !== null) refuse('check.nothing_to_confirm');
    await tx.keep(
      'check_confirmation',
      q
        .insertInto('check_confirmation')
        .values({ site_id: siteId, check_id: checkId, at: now, person_id: actor.personId, post: actor.post, note })
        .returningAll(),
    );
    await setChecked(tx, siteId, terminalId, businessDate);
    const [confirmed] = await healthChecksOf(tx, actor, { checkId, limit: 1 });
    assert(confirmed !== undefined, 'the check just confirmed is not there');
    return confirmed;
  },
});
