/** One ledger entry with its lines, the document it came from, and the entry that reverses it. */
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { entry } from '../../../../shared/contracts/ledger/entry.ts';
import type { Text } from '../../../../shared/text.ts';
import { businessDate } from '../../../../shared/values/calendar.ts';
import { formatMoneyGrouped, type Money } from '../../../../shared/values/money.ts';
import { documentTitle, useDocumentHref } from '../../../app/documents.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { openHref } from '../../../ui/list-page.tsx';
import { linesHref } from '../range.ts';
import '../ledger.css';

const T = {
  lines: { zh: '分录', en: 'Lines' },
  account: { zh: '科目', en: 'Account' },
  debit: { zh: '借方', en: 'Debit' },
  credit: { zh: '贷方', en: 'Credit' },
  document: { zh: '来源单据', en: 'Document' },
  reverses: { zh: '冲销的原凭证', en: 'Reverses' },
  reversedBy: { zh: '已被冲销', en: 'Reversed by' },
  openEntry: { zh: '打开凭证', en: 'open the entry' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'businessDate', title: { zh: '业务日期', en: 'Business date' }, as: 'date' },
  { key: 'postedAt', title: { zh: '记账时间', en: 'Posted' }, as: 'instant' },
  { key: 'postedBy', title: { zh: '记账人', en: 'Posted by' } },
  { key: 'text', title: { zh: '摘要', en: 'Text' } },
];

type Entry = OutputOf<typeof entry>;

/** An empty cell says more than 0.00 in a debit and credit pair. */
const side = (amount: Money): string => (amount === 0 ? '' : formatMoneyGrouped(amount));

function Lines({ shown }: { shown: Entry }): ReactNode {
  const say = useSay();
  const { language } = usePreferences();
  const day = businessDate(shown.businessDate);
  return (
    <table className="table">
      <caption className="visually-hidden">{say(T.lines)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(T.account)}</th>
          <th scope="col" className="right">
            {say(T.debit)}
          </th>
          <th scope="col" className="right">
            {say(T.credit)}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.lines.map((line) => (
          <tr key={line.lineNo}>
            <td>
              <Link to={linesHref(line.accountCode, { from: day, to: day })}>
                {line.accountCode} {language === 'zh' ? line.accountZh : line.accountEn}
              </Link>
            </td>
            <td className="right">{side(line.debitFen)}</td>
            <td className="right">{side(line.creditFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Links({ shown }: { shown: Entry }): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const href = useDocumentHref()(shown.documentKind, shown.documentId);
  const name = say(documentTitle(shown.documentKind));
  const others = [
    [T.reverses, shown.reversesEntryId],
    [T.reversedBy, shown.reversedByEntryId],
  ] as const;
  return (
    <dl className="details">
      <dt>{say(T.document)}</dt>
      <dd>{href ? <Link to={href}>{name}</Link> : name}</dd>
      {others.map(([title, id]) =>
        id === null
          ? null
          : [
              <dt key={title.en}>{say(title)}</dt>,
              <dd key={`${title.en}=`}>
                <Link to={openHref(search, id)}>{say(T.openEntry)}</Link>
              </dd>,
            ],
      )}
    </dl>
  );
}

export function EntryDrawer({ entryId, onClose }: { entryId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={entry} input={{ entryId }} shows={SHOWS} onClose={onClose}>
      {(shown) => (
        <>
          <Links shown={shown} />
          <Lines shown={shown} />
        </>
      )}
    </DetailDrawer>
  );
}
