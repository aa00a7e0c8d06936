/** The drawer in one's own hands: how it stands, and what may be done with it. What should be in it is not shown. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { type Column, fullName, type OperationContract, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { closeDrawer } from '../../../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../../../shared/contracts/tills/drop-cash.ts';
import { handOverDrawer } from '../../../../shared/contracts/tills/hand-over-drawer.ts';
import type { myDrawer } from '../../../../shared/contracts/tills/my-drawer.ts';
import { payIn } from '../../../../shared/contracts/tills/pay-in.ts';
import { payOut } from '../../../../shared/contracts/tills/pay-out.ts';
import type { Text } from '../../../../shared/text.ts';
import { CASH_KEEPERS, CASH_OVERSEERS } from '../../../../shared/tills/drawer.ts';
import { useSay } from '../../../lib/say.ts';
import { Details } from '../../../ui/detail-drawer.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import type { SecondSigner } from '../../../ui/signature-dialog.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { CASH_LABELS, SESSION_STATES_SHOWN } from '../words.ts';
import { BlindCount, type Closed } from './blind-count.tsx';

const T = {
  acts: { zh: '钱箱业务', en: 'What to do with the drawer' },
  otherDay: {
    zh: '这个钱箱是 {date} 开的，今天只能先给它结班。',
    en: 'This drawer was opened on {date}; today it can only be closed.',
  },
  choose: {
    zh: '选择要办理的业务。收款请到售电台；下班前须在这里结班。',
    en: 'Choose what to do. Money is taken at the counter; close the drawer here at the end.',
  },
  giver: { zh: '交出人签字', en: 'The giver signs' },
  approver: { zh: '批准人签字（主管或经费管理员）', en: 'Supervisor or funds administrator signs' },
  receiver: { zh: '接收人签字', en: 'The receiver signs' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'drawerName', title: { zh: '钱箱', en: 'Drawer' } },
  { key: 'place', title: { zh: '窗口', en: 'Window' } },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'businessDate', title: { zh: '营业日', en: 'Business date' }, as: 'date' },
  { key: 'openedAt', title: { zh: '开箱时间', en: 'Opened' }, as: 'instant' },
  { key: 'openingFen', title: { zh: '开箱清点（元）', en: 'Opening count (yuan)' }, as: 'money' },
  { key: 'ceilingFen', title: { zh: '现金限额（元）', en: 'Ceiling (yuan)' }, as: 'money' },
];

const ACTS: readonly OperationContract[] = [closeDrawer, dropCash, payIn, payOut, handOverDrawer];

type Session = NonNullable<OutputOf<typeof myDrawer>['session']>;

const giver = (values: Readonly<Record<string, unknown>>): SecondSigner | null =>
  values.source === 'safe' ? { title: T.giver, posts: CASH_KEEPERS } : null;
const approver = (): SecondSigner => ({ title: T.approver, posts: CASH_OVERSEERS });
const receiver = (): SecondSigner => ({ title: T.receiver, posts: CASH_KEEPERS });

const told = ({ voucherNumber }: { readonly voucherNumber: string }): void =>
  notify({ zh: `已入账，凭证 ${voucherNumber}`, en: `Posted, voucher ${voucherNumber}` });

const LEDGER = ['ledger'];

interface HeldDrawerProps {
  readonly session: Session;
  readonly onClosed: (closed: Closed) => void;
}

function ActForm({ act, session, onClosed }: HeldDrawerProps & { readonly act: OperationContract }): ReactNode {
  const shared = { labels: CASH_LABELS, affects: LEDGER, onDone: told };
  if (act === payIn) return <OperationForm contract={payIn} {...shared} submit={payIn.title} second={giver} />;
  if (act === payOut) return <OperationForm contract={payOut} {...shared} submit={payOut.title} second={approver} />;
  if (act === dropCash)
    return <OperationForm contract={dropCash} {...shared} submit={dropCash.title} second={receiver} />;
  const ends = act === handOverDrawer ? handOverDrawer : closeDrawer;
  return <BlindCount contract={ends} second={session.state === 'closing'} onClosed={onClosed} />;
}

export function HeldDrawer({ session, onClosed }: HeldDrawerProps): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const now = ACTS.filter((act) => session.can.includes(fullName(act)));
  const act = now.find((one) => one.name === search.get('do')) ?? (now.length === 1 ? now[0] : undefined);
  const tabs = now.map((one) => ({ key: one.name, title: one.title, href: `?do=${one.name}` }));
  return (
    <div className="till-held">
      <div className="panel padded">
        <Details record={session} shows={SHOWS} states={SESSION_STATES_SHOWN} />
      </div>
      <div className="panel">
        {session.otherDay && <p className="refusal tone-soon">{say(T.otherDay, { date: session.businessDate })}</p>}
        <Tabs label={say(T.acts)} tabs={tabs} current={act?.name ?? ''} />
        <div className="padded">
          {act ? (
            <ActForm key={act.name} act={act} session={session} onClosed={onClosed} />
          ) : (
            <p className="muted">{say(T.choose)}</p>
          )}
        </div>
      </div>
    </div>
  );
}
