import { handLog as contract } from '../../../../shared/contracts/reconciliation/hand-log.ts';
import { LOG_WRITERS } from '../../../../shared/reconciliation/hand-log.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { logEntries, logPeople, ownSales } from '../store/hand-log.ts';

const writes = (post: string): boolean => LOG_WRITERS.some((one) => one === post);

export const handLog = answer(contract, async (tx, actor, clock, input) => {
  const { siteId, personId } = actor;
  const keeps = writes(actor.post);
  const rows = await logEntries(tx, siteId, { ...input, personId: keeps ? personId : input.personId });
  const last = rows.at(-1);
  const date = await currentDay(tx, siteId, clock.now());
  return {
    rows,
    own: keeps ? (await ownSales(tx, siteId, { personId, date })).own : null,
    people: keeps ? [] : await logPeople(tx, siteId),
    ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}),
  };
});
