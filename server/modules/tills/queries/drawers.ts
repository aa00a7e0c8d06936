import { drawers as contract } from '../../../../shared/contracts/tills/drawers.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { CASH_OVERSEERS, CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

interface Row {
  readonly drawer_id: string;
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly ceiling_fen: Money;
  readonly state: 'in-use' | 'withdrawn';
  readonly custodian_id: string | null;
  readonly custodian_post: PostKey | null;
  readonly opened_at: Instant | null;
}

const isIn = (posts: readonly string[], post: string): boolean => posts.includes(post);

function allowed(row: Row, post: string, holdsOne: boolean): string[] {
  if (row.state !== 'in-use') return [];
  const free = row.custodian_id === null;
  return [
    ...(isIn(CUSTODIAN_POSTS, post) && free && !holdsOne ? ['tills.open-drawer'] : []),
    ...(isIn(CASH_OVERSEERS, post) ? ['tills.set-ceiling'] : []),
    ...(isIn(CASH_OVERSEERS, post) && free ? ['tills.withdraw-drawer'] : []),
  ];
}

export const drawers = answer(contract, async (tx, actor) => {
  const rows = await tx.many(
    sql<Row>`select d.drawer_id, d.code, d.name, d.place, d.ceiling_fen, d.state, s.custodian_id, s.custodian_post,
        s.opened_at
      from drawer d left join drawer_session s on s.site_id = d.site_id and s.drawer_id = d.drawer_id
        and s.state in ('open', 'closing')
      where d.site_id = ${actor.siteId} order by d.state, d.code`,
  );
  const names = await personNames(
    tx,
    actor.siteId,
    rows.flatMap((row) => row.custodian_id ?? []),
  );
  const holdsOne = rows.some((row) => row.custodian_id === actor.personId);
  return {
    rows: rows.map((row) => ({
      drawerId: row.drawer_id,
      code: row.code,
      name: row.name,
      place: row.place,
      ceilingFen: row.ceiling_fen,
      state: row.state,
      custodianName: row.custodian_id === null ? null : (names.get(row.custodian_id) ?? ''),
      custodianPost: row.custodian_post,
      openedAt: row.opened_at,
      can: allowed(row, actor.post, holdsOne),
    })),
  };
});
