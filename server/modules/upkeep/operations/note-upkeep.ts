import { noteUpkeep as contract } from '../../../../shared/contracts/upkeep/note-upkeep.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepRecord } from '../keep-record.ts';
import { requirePlace } from '../store/items.ts';

export const noteUpkeep = implement(contract, {
  async run(tx, actor, clock, { what, terminalId, ...noted }) {
    await requirePlace(tx, actor.siteId, terminalId);
    const where = { task: null, terminalId: terminalId ?? null, titleZh: what, titleEn: what };
    return keepRecord(tx, actor, clock, { ...noted, ...where });
  },
});
