/** Recharges over lines: the open ones with their age, what the meter held before and after, and what may be done. */
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { decideRecharge } from '../../../../shared/contracts/network/decide-recharge.ts';
import { recharges } from '../../../../shared/contracts/network/recharges.ts';
import { recordDisplay } from '../../../../shared/contracts/network/record-display.ts';
import { requestSupply } from '../../../../shared/contracts/network/request-supply.ts';
import type { RechargeView } from '../../../../shared/network/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { Age, CreditAmount } from '../components/amounts.tsx';
import { NETWORK_LABELS, RECHARGE_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '没有结果不明的充值', en: 'No recharge is waiting to be known' },
  next: {
    zh: '已发送而结果不明的充值会出现在这里；系统只会再读表，不会再次发送。',
    en: 'What was sent and is not known appears here; meters are only read again, never sent it twice.',
  },
};

const T = {
  sale: { zh: '查看未到账销售', en: 'Undelivered sales' },
  parts: { zh: '范围', en: 'Which' },
  count: { zh: '购买次数', en: 'Purchase count' },
  before: { zh: '充值前表内', en: 'In the meter before' },
  sent: { zh: '充值', en: 'Recharge' },
  after: { zh: '最近读到', en: 'Last read' },
} as const satisfies Record<string, Text>;

const PARTS = [
  { key: 'open', title: { zh: '未决', en: 'Open' }, href: '/recharges' },
  { key: 'all', title: { zh: '全部', en: 'All' }, href: '/recharges?part=all' },
] as const;

const asRecharge = (row: Row): RechargeView => row as unknown as RechargeView;

function Figures({ of }: { readonly of: RechargeView }): ReactNode {
  const say = useSay();
  const line = (title: Text, count: number | null, amount: ReactNode): ReactNode =>
    count === null ? null : (
      <>
        <dt>{say(title)}</dt>
        <dd>
          {amount} · {say(T.count)} {count}
        </dd>
      </>
    );
  return (
    <dl className="details">
      {line(T.before, of.beforeCount, <CreditAmount fen={of.beforeFen} milli={of.beforeMilli} />)}
      {line(T.sent, of.purchaseCount, <CreditAmount fen={of.amountFen} milli={of.amountMilli} />)}
      {line(T.after, of.afterCount, <CreditAmount fen={of.afterFen} milli={of.afterMilli} />)}
    </dl>
  );
}

function actsOf(recharge: RechargeView): readonly Act[] {
  const { meterId, requestId, unit } = recharge;
  const before = <Figures of={recharge} />;
  const other = unit === 'money' ? 'shownMilli' : 'shownFen';
  return [
    { contract: recordDisplay, given: { meterId }, hidden: ['meterId', other], before },
    { contract: decideRecharge, given: { requestId }, hidden: ['requestId', 'signatures'], before },
    { contract: requestSupply, given: { meterId }, hidden: ['meterId'] },
  ];
}

export default function RechargesPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const show = search.get('part') === 'all' ? 'all' : 'open';
  return (
    <ListPage
      contract={recharges}
      input={{ show }}
      labels={NETWORK_LABELS}
      states={RECHARGE_STATES_SHOWN}
      empty={EMPTY}
      cells={{
        amount: (row) => <CreditAmount fen={asRecharge(row).amountFen} milli={asRecharge(row).amountMilli} />,
        ageMinutes: (row) => <Age minutes={asRecharge(row).ageMinutes} />,
      }}
      actions={(row) => (
        <div className="row">
          <Acts can={asRecharge(row).can} acts={actsOf(asRecharge(row))} of={asRecharge(row).meterNo} small />
        </div>
      )}
      pageActions={<Link to="/sales/undelivered">{say(T.sale)}</Link>}
    >
      <Tabs label={say(T.parts)} tabs={PARTS} current={show} />
    </ListPage>
  );
}
