import { trialBalance } from '../../../../shared/contracts/ledger/trial-balance.ts';
import type { AccountKind } from '../../../../shared/ledger/chart.ts';
import { addMoney, type Money } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly accountCode: string;
  readonly accountZh: string;
  readonly accountEn: string;
  readonly kind: AccountKind;
  readonly openingFen: Money;
  readonly debitFen: Money;
  readonly creditFen: Money;
  readonly closingFen: Money;
}

/** From the lines themselves: no stored balance that somebody could have turned. */
export const trialBalanceQuery = answer(trialBalance, async (tx, actor, _clock, { from, to }) => {
  const rows = await tx.many(
    sql<Row>`select a.account_code as "accountCode", a.name_zh as "accountZh", a.name_en as "accountEn", a.kind,
        coalesce(sum(l.amount_fen) filter (where l.business_date < ${from}), 0)::bigint as "openingFen",
        coalesce(sum(l.amount_fen) filter (where l.business_date >= ${from} and l.amount_fen > 0), 0)::bigint as "debitFen",
        coalesce(-sum(l.amount_fen) filter (where l.business_date >= ${from} and l.amount_fen < 0), 0)::bigint as "creditFen",
        coalesce(sum(l.amount_fen), 0)::bigint as "closingFen"
      from ledger_account a
      left join ledger_line l on l.site_id = a.site_id and l.account_code = a.account_code and l.business_date <= ${to}
      where a.site_id = ${actor.siteId}
      group by a.account_code, a.name_zh, a.name_en, a.kind order by a.account_code`,
  );
  return {
    rows,
    debitFen: addMoney(...rows.map((row) => row.debitFen)),
    creditFen: addMoney(...rows.map((row) => row.creditFen)),
  };
});
