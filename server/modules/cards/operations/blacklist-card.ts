import { blacklistCard as contract } from '../../../../shared/contracts/cards/blacklist-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { listedSerial, listSerial } from '../store/papers.ts';

/** Any serial, also of a card this house never issued. */
export const blacklistCard = implement(contract, {
  async run(tx, actor, clock, { serial, reason }) {
    if ((await listedSerial(tx, actor.siteId, serial)) !== undefined) refuse('card.listed_already', { serial });
    return { entryId: await listSerial(tx, actor, { serial, reason, dead: false, at: clock.now() }) };
  },
});
