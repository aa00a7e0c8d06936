/** Imports: begin one, and the list of those made, with what became of them. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { importBatches } from '../../../../shared/contracts/metering/import-batches.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { ImportStart } from '../components/import-start.tsx';
import { BATCH_STATES } from '../words.ts';
import '../metering.css';

const T = {
  title: { zh: '导入', en: 'Import' },
  what: { zh: '导入什么', en: 'What to import' },
  rooms: { zh: '房间表', en: 'Room list' },
  readings: { zh: '抄表数据', en: 'Readings' },
  empty: { zh: '还没有导入过', en: 'Nothing has been imported yet' },
  emptyNext: { zh: '在上面选择文件开始。', en: 'Begin above by choosing a file.' },
} as const satisfies Record<string, Text>;

const TABS = [
  { key: 'rooms', title: T.rooms, href: '/import' },
  { key: 'readings', title: T.readings, href: '/import?kind=readings' },
] as const;

export default function ImportPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const kind = search.get('kind') === 'readings' ? 'readings' : 'rooms';
  return (
    <ListPage
      contract={importBatches}
      title={T.title}
      states={BATCH_STATES}
      empty={{ text: T.empty, next: T.emptyNext }}
      href={(row) => `/import/${String(row.batchId)}`}
    >
      <Tabs label={say(T.what)} tabs={TABS} current={kind} />
      <ImportStart key={kind} kind={kind} />
    </ListPage>
  );
}
