import { closeDown } from '../../../../shared/contracts/devices/close-down.ts';
import { CLOSING_STEPS } from '../../../../shared/devices/words.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { lastClosing } from '../checks.ts';
import { askCloseDownGuards } from '../close-down-guard.ts';
import { lockTerminal, meantTerminal, setChecked } from '../store.ts';

/** Nothing is left open behind: no card, no drawer, every point confirmed. Work begins again with a check. */
export const closeDownOperation = implement(closeDown, {
  async run(tx, actor, clock, { terminalId: meant, checklist, note }) {
    const { siteId } = actor;
    const now = clock.now();
    const { terminal_id: terminalId, card_atr } = await meantTerminal(tx, actor, meant);
    await lockTerminal(tx, siteId, terminalId);
    if (card_atr !== null) refuse('terminal.card_left');
    const left = CLOSING_STEPS.flatMap((step, index) => (checklist.includes(step) ? [] : [index + 1]));
    if (left.length > 0) refuse('terminal.steps_left', { steps: left.join(', ') });
    await askCloseDownGuards(tx, actor);
    await tx.keep(
      'closing_down',
      q
        .insertInto('closing_down')
        .values({
          site_id: siteId,
          closing_id: newId(),
          terminal_id: terminalId,
          business_date: await currentDay(tx, siteId, now),
          at: now,
          person_id: actor.personId,
          post: actor.post,
          checklist: [...CLOSING_STEPS],
          note,
        })
        .returningAll(),
    );
    await setChecked(tx, siteId, terminalId, null);
    const closing = await lastClosing(tx, siteId, terminalId);
    assert(closing !== null, 'the closing just made is not there');
    return closing;
  },
});
