/** 额度发放总表: everything ever issued; each row opens its document, and the proof says that none is missing. */
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { colleagues } from '../../../../shared/contracts/posts/colleagues.ts';
import { creditIssued } from '../../../../shared/contracts/reconciliation/credit-issued.ts';
import { ISSUED_KIND_TITLES, ISSUED_KINDS } from '../../../../shared/reconciliation/credit-issued.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { withField } from '../../../ui/list-state.ts';
import { CreditProof } from '../components/credit-proof.tsx';
import { ISSUED_KINDS_SHOWN } from '../states.ts';
import '../reconciliation.css';

const T = {
  empty: { zh: '还没有发放过额度', en: 'Nothing was issued yet' },
  next: {
    zh: '售电、免费额度、应急、补卡和测试都会列在这里。',
    en: 'Sales, grants, emergency, cards and tests appear here.',
  },
  from: { zh: '日期从', en: 'From day' },
  to: { zh: '到', en: 'To day' },
  person: { zh: '经手人', en: 'By' },
} as const satisfies Record<string, Text>;

const LABELS = {
  from: T.from,
  to: T.to,
  ...Object.fromEntries(ISSUED_KINDS.map((kind) => [`kind.${kind}`, ISSUED_KIND_TITLES[kind]])),
};

/** Where the row's document is read; for documents without a page of their own, the meter's list. */
const PAGE_OF: Readonly<Record<string, string>> = {
  sale: '/sales',
  'sale-reversal': '/sales/reversals',
  token: '/tokens',
  'card-document': '/cards/all',
};
const LIST_OF: Readonly<Record<string, string>> = {
  'carried-credit': '/carried',
  'emergency-supply': '/emergency-supply',
};

function hrefOf(row: Readonly<Record<string, unknown>>): string {
  const kind = String(row.documentKind);
  const page = PAGE_OF[kind];
  if (page !== undefined) return `${page}?open=${String(row.openId)}`;
  return LIST_OF[kind] ?? `/meters?find=${encodeURIComponent(String(row.meterNo ?? ''))}`;
}

function ByWhom(): ReactNode {
  const say = useSay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const people = useAsk(colleagues, {}).data?.rows ?? [];
  return (
    <div className="panel">
      <div className="filters">
        <div className="field">
          <label htmlFor={id}>{say(T.person)}</label>
          <select
            id={id}
            className="native-select"
            value={search.get('personId') ?? ''}
            onChange={(event) => setSearch(withField(search, 'personId', event.target.value))}
          >
            <option value="">{say(W.all)}</option>
            {people.map((one) => (
              <option key={one.personId} value={one.personId}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </div>
  );
}

export default function CreditIssuedPage(): ReactNode {
  return (
    <ListPage
      contract={creditIssued}
      labels={LABELS}
      states={ISSUED_KINDS_SHOWN}
      empty={{ text: T.empty, next: T.next }}
      href={hrefOf}
      files={[
        { title: 'CSV', href: '/api/reconciliation/credit-issued.csv' },
        { title: 'XLSX', href: '/api/reconciliation/credit-issued.xlsx' },
      ]}
    >
      <CreditProof />
      <ByWhom />
    </ListPage>
  );
}
