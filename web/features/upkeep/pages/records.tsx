/** 维护记录: what was looked after and found; each is final. The month is printed for the binder. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { records } from '../../../../shared/contracts/upkeep/records.ts';
import type { Text } from '../../../../shared/text.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { RecordDrawer } from '../components/record-drawer.tsx';
import { RECORD_STATES_SHOWN, U, UPKEEP_LABELS, UPKEEP_TABS } from '../words.ts';

const T = {
  empty: { zh: '还没有维护记录', en: 'Nothing was recorded yet' },
  next: { zh: '在“待办”里逐项记录，或记计划外维护。', en: 'Record what is to do, or upkeep off the plan.' },
  print: { zh: '打印 {month} 月表', en: 'Print the sheet of {month}' },
} as const satisfies Record<string, Text>;

const LABELS = { ...UPKEEP_LABELS, from: U.from, to: U.to };

export default function UpkeepRecordsPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const session = useSession();
  const day = search.get('from') ?? session?.businessDate ?? null;
  const month = day?.slice(0, 7);
  return (
    <ListPage
      contract={records}
      labels={LABELS}
      states={RECORD_STATES_SHOWN}
      empty={{ text: T.empty, next: T.next }}
      files={[
        { title: 'CSV', href: '/api/upkeep/records.csv' },
        { title: 'XLSX', href: '/api/upkeep/records.xlsx' },
      ]}
      pageActions={
        month !== undefined && (
          <Button onClick={() => void printPdf(`/api/upkeep/month-sheet.pdf?month=${month}`)}>
            {say(T.print, { month })}
          </Button>
        )
      }
      detail={(recordId, close) => <RecordDrawer recordId={recordId} onClose={close} />}
    >
      <Tabs label={say(U.parts)} tabs={UPKEEP_TABS} current="records" />
    </ListPage>
  );
}
