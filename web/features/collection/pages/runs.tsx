/** Runs, newest first; one under way counts up while it is looked at. */
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { runCollectionNow } from '../../../../shared/contracts/collection/run-collection-now.ts';
import { runs } from '../../../../shared/contracts/collection/runs.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { FormButton } from '../components/form-button.tsx';
import { buildingsProvider } from '../providers.ts';
import { C, COLLECTION_TABS, RUN_STATES_SHOWN } from '../words.ts';

const T = {
  all: { zh: '全部', en: 'All' },
  meter: { zh: '表 {meterNo}', en: 'Meter {meterNo}' },
  schedule: { zh: '定时', en: 'Schedule' },
  empty: { zh: '还没有抄过表', en: 'No meter has been read yet' },
  next: {
    zh: '按“立即抄表”，或在“定时抄表”里设定时间。',
    en: 'Press “Read the meters now”, or set times under “Schedules”.',
  },
} as const satisfies Record<string, Text>;

function useCells() {
  const say = useSay();
  return {
    buildingCode: (row: Row) => {
      if (typeof row.meterNo === 'string') return say(T.meter, { meterNo: row.meterNo });
      return typeof row.buildingCode === 'string' ? row.buildingCode : say(T.all);
    },
    startedBy: (row: Row) => (row.bySchedule === true ? say(T.schedule) : String(row.startedBy)),
  };
}

export default function RunsPage(): ReactNode {
  const say = useSay();
  const go = useNavigate();
  const cells = useCells();
  return (
    <ListPage
      contract={runs}
      states={RUN_STATES_SHOWN}
      cells={cells}
      href={(row) => `/collection/runs/${String(row.id)}`}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        <FormButton
          contract={runCollectionNow}
          primary
          hidden={['meterId']}
          providers={{ buildingId: buildingsProvider }}
          onDone={(run) => void go(`/collection/runs/${run.id}`)}
        />
      }
    >
      <Tabs label={say(C.parts)} tabs={COLLECTION_TABS} current="runs" />
    </ListPage>
  );
}
