/** One household by itself: where links from sales, cases and search lead. */
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { account } from '../../../../shared/contracts/metering/account.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { Household } from '../components/household.tsx';
import { ACCOUNT_STATES } from '../words.ts';
import '../metering.css';

const T = {
  title: { zh: '户 {accountNo}（{roomCode}）', en: 'Account {accountNo} ({roomCode})' },
  plain: { zh: '户', en: 'Account' },
  room: { zh: '看房间', en: 'Show the room' },
} as const satisfies Record<string, Text>;

export default function AccountPage(): ReactNode {
  const say = useSay();
  const { accountId = '' } = useParams();
  const { data } = useAsk(account, { accountId });
  const shown = data?.account;
  return (
    <div className="page">
      <PageHeader
        title={shown ? say(T.title, { accountNo: shown.accountNo, roomCode: shown.roomCode }) : say(T.plain)}
        tag={shown && <StateTag state={shown.state} states={ACCOUNT_STATES} />}
        actions={shown && <Link to={`/rooms?place=${shown.roomId}`}>{say(T.room)}</Link>}
      />
      <div className="panel batch">
        <Household accountId={accountId} />
      </div>
    </div>
  );
}
