import { premises as contract } from '../../../../shared/contracts/metering/premises.ts';
import type { PremiseKind } from '../../../../shared/metering/words.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly premise_id: string;
  readonly parent_id: string | null;
  readonly kind: PremiseKind;
  readonly code: string;
  readonly full_code: string;
  readonly name: string;
  readonly capacity: number | null;
  readonly account_id: string | null;
  readonly account_no: string | null;
  readonly children: number;
}

/** One level of the tree at a time, by code. */
export const premises = answer(contract, async (tx, actor, _clock, { parentId, premiseId, after, limit }) => {
  const rows = await tx.prepared<Row>(
    'metering.premises',
    `with recursive up as (
       select premise_id, parent_id from premise where site_id = $1 and premise_id = $5
       union all
       select p.premise_id, p.parent_id from up join premise p on p.site_id = $1 and p.premise_id = up.parent_id
     )
     select p.premise_id, p.parent_id, p.kind, p.code, p.full_code, p.name, p.capacity, a.account_id, a.account_no,
       (select count(*) from premise c where c.site_id = p.site_id and c.parent_id = p.premise_id) as children
     from premise p
     left join customer_account a on a.site_id = p.site_id and a.room_id = p.premise_id and a.state = 'open'
     where p.site_id = $1 and (case when $5::uuid is null then p.parent_id is not distinct from $2::uuid
       else p.premise_id in (select premise_id from up) end) and ($3::text is null or p.code > $3)
     order by case when $5::uuid is not null then p.kind end, p.code limit $4`,
    [actor.siteId, parentId ?? null, after ?? null, limit, premiseId ?? null],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      premiseId: row.premise_id,
      parentId: row.parent_id,
      kind: row.kind,
      code: row.code,
      fullCode: row.full_code,
      name: row.name,
      capacity: row.capacity,
      accountId: row.account_id,
      accountNo: row.account_no,
      children: row.children,
    })),
    ...(rows.length === limit && last !== undefined ? { next: last.code } : {}),
  };
});
