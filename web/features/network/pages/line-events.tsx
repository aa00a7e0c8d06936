/** What happened on the lines and to the meters on them, newest first. */
import type { ReactNode } from 'react';
import { lineEvents } from '../../../../shared/contracts/network/line-events.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { EVENT_STATES_SHOWN, NETWORK_LABELS } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有事件', en: 'No events yet' },
  next: {
    zh: '线路中断、校时、时钟偏差、购买次数不符等会记在这里。',
    en: 'Lines that go down, broadcasts, clock errors and counts that differ are noted here.',
  },
};

export default function LineEventsPage(): ReactNode {
  return <ListPage contract={lineEvents} labels={NETWORK_LABELS} states={EVENT_STATES_SHOWN} empty={EMPTY} />;
}
