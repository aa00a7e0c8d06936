import { makeStatement as contract } from '../../../../shared/contracts/reconciliation/make-statement.ts';
import { statementNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { daysOfMonth } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay, sha256 } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { differing, monthContent } from '../month-content.ts';
import { daysOf, dayWithoutSheet } from '../store/month.ts';
import { statementOfMonth, statementView } from '../store/statements.ts';

export const makeStatement = implement(contract, {
  async run(tx, actor, clock, { month }) {
    const { siteId } = actor;
    const now = clock.now();
    const { from, to } = daysOfMonth(month);
    if ((await currentDay(tx, siteId, now)) <= to) refuse('statement.month_not_over', { month });
    const number = await nextNumber(tx, siteId, 'monthly-statement');
    const before = await statementOfMonth(tx, siteId, month);
    if (before !== undefined) refuse('statement.already', { month, number: statementNumberOf(before.number) });
    const open = await dayWithoutSheet(tx, { siteId, from, to });
    if (open !== null) refuse('statement.day_open', { date: open });
    if ((await daysOf(tx, { siteId, from, to })).length === 0) refuse('statement.nothing', { month });

    const content = await monthContent(tx, { siteId, from, to, number });
    const wrong = differing(content.comparisons);
    const statementId = newId();
    const title = statementNumberOf(number);
    const named = content.recomputed.differing.slice(0, 20).join('、');
    const opened =
      wrong.length === 0
        ? null
        : await openCase(tx, actor, clock, {
            subject: 'books.differ',
            summary: {
              zh: `月对账单 ${title}（${month}）不符：${wrong.map((line) => line.title.zh).join('、')}${named === '' ? '' : `；凭证 ${named}`}`,
              en: `Monthly statement ${title} (${month}) differs: ${wrong.map((line) => line.title.en).join(', ')}${named === '' ? '' : `; slips ${named}`}`,
            },
            document: { kind: 'monthly-statement', id: statementId },
            parties: [{ personId: actor.personId, post: actor.post }],
          });
    const text = canonicalJson(content);
    await tx.keep(
      'monthly_statement',
      q
        .insertInto('monthly_statement')
        .values({
          site_id: siteId,
          statement_id: statementId,
          number,
          month,
          content: text,
          content_digest: sha256(text),
          agrees: opened === null,
          case_id: opened?.caseId ?? null,
          state: 'made',
          made_by: actor.personId,
          made_post: actor.post,
          made_at: now,
        })
        .returningAll(),
    );
    tx.touch('reconciliation');
    return statementView(tx, actor, statementId);
  },
});
