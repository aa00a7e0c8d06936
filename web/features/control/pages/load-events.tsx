/** Rooms found with a malicious load: what was measured, what was done, when they get their power again. */
import type { ReactNode } from 'react';
import { loadEvents } from '../../../../shared/contracts/control/load-events.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { C, CONTROL_LABELS, EVENT_STATES_SHOWN, LOAD_TABS } from '../words.ts';

const T = {
  title: { zh: '恶性负载', en: 'Malicious load' },
  empty: { zh: '没有恶性负载记录', en: 'No malicious load' },
  next: { zh: '在“规则”里为楼栋拟定规则。', en: 'Plan a policy for a building under “Policies”.' },
} as const satisfies Record<string, Text>;

export default function LoadEventsPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={loadEvents}
      title={T.title}
      labels={CONTROL_LABELS}
      states={EVENT_STATES_SHOWN}
      href={(row) => `/control/commands?originId=${String(row.eventId)}`}
      empty={{ text: T.empty, next: T.next }}
    >
      <Tabs label={say(C.parts)} tabs={LOAD_TABS} current="events" />
    </ListPage>
  );
}
