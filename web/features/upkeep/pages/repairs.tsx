/** 报修单: what is broken, how long it has been, with whom it lies, what it cost. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { repairs } from '../../../../shared/contracts/upkeep/repairs.ts';
import type { Text } from '../../../../shared/text.ts';
import type { RepairView } from '../../../../shared/upkeep/view.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { ageText } from '../../../lib/age.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useNow } from '../../../lib/use-now.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { RepairDrawer } from '../components/repair-drawer.tsx';
import { REPAIR_STATES_SHOWN, REPAIR_TABS, U, UPKEEP_LABELS } from '../words.ts';

const T = {
  empty: { zh: '没有未了的报修单', en: 'No repair is open' },
  next: {
    zh: '设备或软件不正常时点“报修”，写下看到的现象；已了结的选状态或月份查看。',
    en: 'Request a repair when a device or the software misbehaves; choose a state or a month to see those ended.',
  },
  overdue: { zh: '已超时', en: 'Overdue' },
} as const satisfies Record<string, Text>;

const LABELS = { ...UPKEEP_LABELS, own: U.own, month: U.month };
const repairOf = (row: Row): RepairView => row as unknown as RepairView;

/** When it was reported and, while it is not repaired, how long ago that is. */
function Age({ repair }: { repair: RepairView }): ReactNode {
  const say = useSay();
  const now = useNow();
  return (
    <>
      <InstantText value={repair.reportedAt} />
      {repair.repairedAt === null && repair.endedAt === null && (
        <>
          <br />
          <small className="muted">{say(ageText(repair.reportedAt, now))}</small>{' '}
          {repair.overdue && <span className="state-tag tone-wrong">{say(T.overdue)}</span>}
        </>
      )}
    </>
  );
}

export default function RepairsPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const reckons = mayCallNamed('upkeep.repair-figures', post);
  return (
    <ListPage
      contract={repairs}
      labels={LABELS}
      states={REPAIR_STATES_SHOWN}
      cells={{ reportedAt: (row) => <Age repair={repairOf(row)} /> }}
      empty={{ text: T.empty, next: T.next }}
      files={reckons ? [{ title: 'CSV', href: '/api/upkeep/repairs.csv' }] : []}
      pageActions={<Link to="/upkeep/report">{say(U.report)}</Link>}
      detail={(repairId, close) => <RepairDrawer repairId={repairId} onClose={close} />}
    >
      {reckons && <Tabs label={say(U.parts)} tabs={REPAIR_TABS} current="repairs" />}
    </ListPage>
  );
}
