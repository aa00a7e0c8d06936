/** When the meters of each building, or of the whole site, are read. */
import type { ReactNode } from 'react';
import { endCollectionSchedule } from '../../../../shared/contracts/collection/end-collection-schedule.ts';
import { schedules } from '../../../../shared/contracts/collection/schedules.ts';
import { setCollectionSchedule } from '../../../../shared/contracts/collection/set-collection-schedule.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { FormButton } from '../components/form-button.tsx';
import { buildingsProvider } from '../providers.ts';
import { C, COLLECTION_TABS } from '../words.ts';

const T = {
  all: { zh: '全部', en: 'All' },
  stop: { zh: '停止', en: 'End' },
  empty: { zh: '没有定时抄表', en: 'No schedule yet' },
  next: { zh: '设定时间后系统按时自动抄表。', en: 'Set times, and the meters are read by themselves.' },
} as const satisfies Record<string, Text>;

const buildingOf = (row: Row, all: string): string => (typeof row.buildingCode === 'string' ? row.buildingCode : all);

export default function SchedulesPage(): ReactNode {
  const say = useSay();
  const set = <FormButton contract={setCollectionSchedule} primary providers={{ buildingId: buildingsProvider }} />;
  return (
    <ListPage
      contract={schedules}
      cells={{ buildingCode: (row) => buildingOf(row, say(T.all)) }}
      empty={{ text: T.empty, next: T.next }}
      pageActions={set}
      actions={(row) => (
        <Acts
          small
          can={row.can as string[]}
          of={buildingOf(row, say(T.all))}
          acts={[
            {
              contract: endCollectionSchedule,
              word: T.stop,
              given: { scheduleId: row.scheduleId },
              hidden: ['scheduleId'],
            },
          ]}
        />
      )}
    >
      <Tabs label={say(C.parts)} tabs={COLLECTION_TABS} current="schedules" />
    </ListPage>
  );
}
