import { founding } from '../../../../shared/contracts/posts/founding.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import type { FoundingDocument } from '../set-up.ts';
import { theHouse } from '../store.ts';

export const foundingQuery = answer(founding, async (tx, actor) => {
  const house = await theHouse(tx);
  const nothing = { youAre: null, document: null, digest: null };
  if (house === null) return { state: 'none' as const, ...nothing };
  const isOne = actor.sessionId !== null && [house.first_founder, house.second_founder].includes(actor.personId);
  if (!isOne) return { state: house.state, ...nothing };
  const row = await tx.one(
    q.selectFrom('house').select(['document', 'document_digest']).where('site_id', '=', house.site_id),
  );
  const document = JSON.parse(row.document) as FoundingDocument;
  const youAre = actor.personId === house.first_founder ? ('first' as const) : ('second' as const);
  return { state: house.state, youAre, document: document as never, digest: row.document_digest };
});
