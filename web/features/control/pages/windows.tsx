/** Windows as they were carried out; one that was missed says so. */
import type { ReactNode } from 'react';
import { cutWindows } from '../../../../shared/contracts/control/cut-windows.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { C, CONTROL_LABELS, TIMETABLE_TABS, WINDOW_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有执行过断电时段', en: 'No window has been carried out' },
  next: { zh: '计划批准后，每个时段的结果列在这里。', en: 'When a plan is approved, each window is listed here.' },
} as const satisfies Record<string, Text>;

export default function WindowsPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={cutWindows}
      labels={CONTROL_LABELS}
      states={WINDOW_STATES_SHOWN}
      href={(row) => `/control/commands?originId=${String(row.windowId)}`}
      empty={EMPTY}
    >
      <Tabs label={say(C.parts)} tabs={TIMETABLE_TABS} current="windows" />
    </ListPage>
  );
}
