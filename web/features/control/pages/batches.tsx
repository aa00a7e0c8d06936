/** Operations on many meters, newest first. */
import type { ReactNode } from 'react';
import { batches } from '../../../../shared/contracts/control/batches.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { BATCH_STATES_SHOWN, C, CONTROL_TABS } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有整楼操作', en: 'No batch yet' },
  next: { zh: '在“房间”里选一栋楼，按“整楼通断”。', en: 'Choose a building under “Rooms” and switch its meters.' },
} as const satisfies Record<string, Text>;

export default function BatchesPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={batches}
      states={BATCH_STATES_SHOWN}
      href={(row) => `/control/batches/${String(row.id)}`}
      empty={EMPTY}
    >
      <Tabs label={say(C.parts)} tabs={CONTROL_TABS} current="batches" />
    </ListPage>
  );
}
