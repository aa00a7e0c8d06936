import { proposeItem as contract } from '../../../../shared/contracts/upkeep/propose-item.ts';
import { TERM_DAYS } from '../../../../shared/upkeep/usual-plan.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { viewItems } from '../item-view.ts';
import { requireItemMove } from '../rules/item-states.ts';
import { insertItems, lockItem, requirePlace } from '../store/items.ts';

export const proposeItem = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    await requirePlace(tx, siteId, input.terminalId);
    if (input.replaces !== undefined) {
      const replaced = (await lockItem(tx, siteId, input.replaces)) ?? refuse('record.not_found');
      requireItemMove(replaced.state, 'ended');
    }
    const { titleZh, howZh } = input;
    const rows = await insertItems(tx, actor, clock.now(), [
      {
        target: input.target,
        terminalId: input.terminalId,
        title: { zh: titleZh, en: input.titleEn ?? titleZh },
        how: { zh: howZh, en: input.howEn ?? howZh },
        every: input.every,
        weekday: input.every === 'week' ? input.weekday : null,
        monthDay: input.every === 'month' ? input.monthDay : null,
        termDays: input.every === 'term' ? (input.termDays?.length ? input.termDays : TERM_DAYS) : null,
        dueTime: input.dueTime,
        post: input.post,
        replaces: input.replaces,
      },
    ]);
    const [view] = await viewItems(tx, actor, rows);
    return view!;
  },
});
