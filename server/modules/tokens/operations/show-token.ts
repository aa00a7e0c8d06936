import { showToken as contract } from '../../../../shared/contracts/tokens/show-token.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity } from '../../posts/index.ts';
import { findToken } from '../store.ts';

export const showToken = implement(contract, {
  async run(tx, actor, clock, { tokenId, reason }) {
    const token = (await findToken(tx, actor.siteId, tokenId)) ?? refuse('record.not_found');
    if (token.digits === null) return refuse('token.not_issued');
    await tx.keep(
      'token_sight',
      q
        .insertInto('token_sight')
        .values({
          site_id: actor.siteId,
          sight_id: newId(),
          token_id: tokenId,
          reason,
          at: clock.now(),
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'reprinted', { document: 'token', id: tokenId, reason }));
    return { tokenId, digits: token.digits, section: token.section };
  },
});
