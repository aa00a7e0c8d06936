import type { TipState } from '../../../../shared/cases/tip.ts';
import { answerTip } from '../../../../shared/contracts/cases/answer-tip.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { requireTipMove } from '../rules/tip-states.ts';
import { addMessage, lockTip, setTipState, tipRows } from '../tip-rows.ts';

export const answerTipOperation = implement(answerTip, {
  async run(tx, actor, clock, { tipId, text, state }) {
    const { siteId, personId, post } = actor;
    const tip = await lockTip(tx, siteId, tipId);
    if (tip === undefined) refuse('record.not_found');
    requireTipMove(tip.state as TipState, state);
    await addMessage(tx, { siteId, tipId, text, at: clock.now(), by: { personId, post } });
    await setTipState(tx, siteId, tipId, state);
    const [row] = await tipRows(tx, actor, { tipId, limit: 1 });
    assert(row !== undefined, 'the tip just answered is not there');
    return row;
  },
});
