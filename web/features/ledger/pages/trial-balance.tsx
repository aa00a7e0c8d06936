/** The trial balance: every figure leads to the lines it was summed from. */

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { trialBalance } from '../../../../shared/contracts/ledger/trial-balance.ts';
import { ACCOUNT_KIND_TITLES, ACCOUNT_KINDS } from '../../../../shared/ledger/chart.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped, type Money } from '../../../../shared/values/money.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RangeBar } from '../components/range-bar.tsx';
import { dayBefore, linesHref, type Range, useRange } from '../range.ts';
import '../ledger.css';

const T = {
  code: { zh: '科目', en: 'Account' },
  name: { zh: '名称', en: 'Name' },
  opening: { zh: '期初余额', en: 'Opening' },
  debit: { zh: '本期借方', en: 'Debits' },
  credit: { zh: '本期贷方', en: 'Credits' },
  closing: { zh: '期末余额', en: 'Closing' },
  balanced: { zh: '借贷相等', en: 'Debits equal credits' },
  unbalanced: { zh: '借贷不等，请立即核验账簿', en: 'Debits and credits differ: verify the books at once' },
  empty: { zh: '账上还没有科目', en: 'No account exists yet' },
  emptyNext: { zh: '第一笔钱款记账后，科目会出现在这里。', en: 'Accounts appear here with the first money posted.' },
  journal: { zh: '导出序时账（hledger）', en: 'Export the journal (hledger)' },
} as const satisfies Record<string, Text>;

type Balance = OutputOf<typeof trialBalance>;
type AccountRow = Balance['rows'][number];

function Figure({ value, href }: { value: Money; href: string }): ReactNode {
  return (
    <td className="right">
      {value === 0 ? <span className="muted">0.00</span> : <Link to={href}>{formatMoneyGrouped(value)}</Link>}
    </td>
  );
}

function Account({ row, range }: { row: AccountRow; range: Range }): ReactNode {
  const { language } = usePreferences();
  const code = row.accountCode;
  const within = linesHref(code, range);
  return (
    <tr>
      <td className="figure">
        <Link to={within}>{code}</Link>
      </td>
      <td>{language === 'zh' ? row.accountZh : row.accountEn}</td>
      <Figure value={row.openingFen} href={linesHref(code, { to: dayBefore(range.from) })} />
      <Figure value={row.debitFen} href={within} />
      <Figure value={row.creditFen} href={within} />
      <Figure value={row.closingFen} href={linesHref(code, { to: range.to })} />
    </tr>
  );
}

function BalanceTable({ balance, range }: { balance: Balance; range: Range }): ReactNode {
  const say = useSay();
  const equal = balance.debitFen === balance.creditFen;
  const kinds = ACCOUNT_KINDS.filter((kind) => balance.rows.some((row) => row.kind === kind));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={say(trialBalance.title)}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say(T.code)}</th>
            <th scope="col">{say(T.name)}</th>
            {[T.opening, T.debit, T.credit, T.closing].map((title) => (
              <th key={title.en} scope="col" className="right">
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        {kinds.map((kind) => (
          <tbody key={kind}>
            <tr className="kind">
              <th scope="rowgroup" colSpan={6}>
                {say(ACCOUNT_KIND_TITLES[kind])}
              </th>
            </tr>
            {balance.rows
              .filter((row) => row.kind === kind)
              .map((row) => (
                <Account key={row.accountCode} row={row} range={range} />
              ))}
          </tbody>
        ))}
        <tfoot>
          <tr className="sum">
            <th scope="row">{say(W.total)}</th>
            <td colSpan={2}>
              <span className={`state-tag tone-${equal ? 'right' : 'wrong'}`}>
                {say(equal ? T.balanced : T.unbalanced)}
              </span>
            </td>
            <td className="right">{formatMoneyGrouped(balance.debitFen)}</td>
            <td className="right">{formatMoneyGrouped(balance.creditFen)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

export default function TrialBalancePage(): ReactNode {
  const say = useSay();
  const range = useRange();
  const answer = useAsk(trialBalance, range, { keepPrevious: true });
  return (
    <div className="page">
      <PageHeader
        title={say(trialBalance.title)}
        help={say(trialBalance.help!)}
        actions={
          <a href={`/api/ledger/journal.hledger?from=${range.from}&to=${range.to}`} download>
            {say(T.journal)}
          </a>
        }
      />
      <div className="panel">
        <RangeBar range={range} />
        <AnswerState answer={answer} inPanel />
        {answer.data?.rows.length === 0 && <Empty text={T.empty} next={T.emptyNext} />}
        {answer.data && answer.data.rows.length > 0 && <BalanceTable balance={answer.data} range={range} />}
      </div>
    </div>
  );
}
