/** The ledger of one account (明细账), line by line with its running balance; the entry opens beside it. */
import { type ReactNode, useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { InputOf, OutputOf } from '../../../../shared/contracts/contract.ts';
import { accountLines } from '../../../../shared/contracts/ledger/account-lines.ts';
import { trialBalance } from '../../../../shared/contracts/ledger/trial-balance.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped, type Money } from '../../../../shared/values/money.ts';
import { InstantText } from '../../../lib/format.tsx';
import { usePreferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { openHref } from '../../../ui/list-page.tsx';
import { withField } from '../../../ui/list-state.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { EntryDrawer } from '../components/entry-drawer.tsx';
import { RangeBar } from '../components/range-bar.tsx';
import { type Range, useRange } from '../range.ts';
import '../ledger.css';

const T = {
  account: { zh: '科目', en: 'Account' },
  date: { zh: '业务日期', en: 'Business date' },
  posted: { zh: '记账时间', en: 'Posted' },
  text: { zh: '摘要', en: 'Text' },
  debit: { zh: '借方', en: 'Debit' },
  credit: { zh: '贷方', en: 'Credit' },
  balance: { zh: '余额', en: 'Balance' },
  opening: { zh: '本页之前的余额', en: 'Balance before this page' },
  choose: { zh: '选择科目', en: 'Choose an account' },
  chooseNext: { zh: '选择科目和日期后显示逐笔明细。', en: 'Choose an account and days to see its lines.' },
  empty: { zh: '这段时间没有记账', en: 'Nothing was posted in these days' },
  emptyNext: { zh: '放宽日期再查。', en: 'Widen the days.' },
  next: { zh: '下一页', en: 'Next page' },
  first: { zh: '回到第一页', en: 'First page' },
  back: { zh: '科目余额表', en: 'Trial balance' },
} as const satisfies Record<string, Text>;

type Lines = OutputOf<typeof accountLines>;
const side = (amount: Money): string => (amount === 0 ? '' : formatMoneyGrouped(amount));

function LinesTable({ lines, caption }: { lines: Lines; caption: string }): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const heads = [T.date, T.posted, T.text];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={caption}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((title) => (
              <th key={title.en} scope="col">
                {say(title)}
              </th>
            ))}
            {[T.debit, T.credit, T.balance].map((title) => (
              <th key={title.en} scope="col" className="right">
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td colSpan={5} className="muted">
              {say(T.opening)}
            </td>
            <td className="right">{formatMoneyGrouped(lines.openingFen)}</td>
          </tr>
          {lines.rows.map((row) => (
            <tr key={`${row.entryId} ${row.lineNo}`} aria-selected={search.get('open') === row.entryId || undefined}>
              <td className="figure">
                <Link to={openHref(search, row.entryId)}>{row.businessDate}</Link>
              </td>
              <td>
                <InstantText value={row.postedAt} />
              </td>
              <td>{row.text}</td>
              <td className="right">{side(row.debitFen)}</td>
              <td className="right">{side(row.creditFen)}</td>
              <td className="right">{formatMoneyGrouped(row.balanceFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Foot({ next }: { next: string | null }): ReactNode {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const go = (after: string | null): void => {
    const following = new URLSearchParams(search);
    if (after === null) following.delete('after');
    else following.set('after', after);
    setSearch(following);
  };
  return (
    <div className="table-foot">
      {search.has('after') && (
        <Button size="small" onClick={() => go(null)}>
          {say(T.first)}
        </Button>
      )}
      {next && (
        <Button size="small" onClick={() => go(next)}>
          {say(T.next)}
        </Button>
      )}
    </div>
  );
}

function AccountChoice({ range, account }: { range: Range; account: string | null }): ReactNode {
  const say = useSay();
  const id = useId();
  const { language } = usePreferences();
  const [search, setSearch] = useSearchParams();
  const known = useAsk(trialBalance, range, { keepPrevious: true }).data?.rows ?? [];
  return (
    <div className="field">
      <label htmlFor={id}>{say(T.account)}</label>
      <select
        id={id}
        className="native-select"
        value={account ?? ''}
        onChange={(event) => setSearch(withField(search, 'account', event.target.value))}
      >
        <option value="">{say(T.choose)}</option>
        {known.map((row) => (
          <option key={row.accountCode} value={row.accountCode}>
            {row.accountCode} {language === 'zh' ? row.accountZh : row.accountEn}
          </option>
        ))}
      </select>
    </div>
  );
}

function AccountLines({ input }: { input: InputOf<typeof accountLines> }): ReactNode {
  const say = useSay();
  const answer = useAsk(accountLines, input, { keepPrevious: true });
  if (answer.isPending || answer.isError) return <AnswerState answer={answer} inPanel />;
  if (answer.data.rows.length === 0) return <Empty text={T.empty} next={T.emptyNext} />;
  return (
    <>
      <LinesTable lines={answer.data} caption={say(accountLines.title)} />
      <Foot next={answer.data.next} />
    </>
  );
}

export default function AccountPage(): ReactNode {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const range = useRange();
  const account = search.get('account');
  const after = search.get('after');
  const open = search.get('open');
  // Since the first entry: the lines behind a balance, not behind a period.
  const from = search.has('whole') ? {} : { from: range.from };
  const close = (): void => {
    const closed = new URLSearchParams(search);
    closed.delete('open');
    setSearch(closed);
  };
  return (
    <div className="page">
      <PageHeader
        title={say(accountLines.title)}
        help={say(accountLines.help!)}
        actions={<Link to={`/ledger/trial-balance?from=${range.from}&to=${range.to}`}>{say(T.back)}</Link>}
      />
      <div className="panel">
        <RangeBar range={range}>
          <AccountChoice range={range} account={account} />
        </RangeBar>
        {account ? (
          <AccountLines input={{ account, ...from, to: range.to, ...(after ? { after } : {}) }} />
        ) : (
          <Empty text={T.choose} next={T.chooseNext} />
        )}
      </div>
      {open && <EntryDrawer entryId={open} onClose={close} />}
    </div>
  );
}
