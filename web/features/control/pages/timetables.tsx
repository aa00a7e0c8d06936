/** Timetables by which buildings are cut off: proposed by one, approved by another. */
import { type ReactNode, useState } from 'react';
import { approveTimetable } from '../../../../shared/contracts/control/approve-timetable.ts';
import { endTimetable } from '../../../../shared/contracts/control/end-timetable.ts';
import { proposeTimetable } from '../../../../shared/contracts/control/propose-timetable.ts';
import { timetables } from '../../../../shared/contracts/control/timetables.ts';
import type { TimetableView } from '../../../../shared/control/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { TimetableForm } from '../components/timetable-form.tsx';
import { exceptionInWords, windowInWords } from '../components/week-words.ts';
import { C, CONTROL_LABELS, PLAN_STATES_SHOWN, TIMETABLE_TABS } from '../words.ts';
import '../control.css';

const T = {
  approve: { zh: '批准', en: 'Approve' },
  end: { zh: '停用', en: 'End' },
  reject: { zh: '退回', en: 'Reject' },
  empty: { zh: '没有作息断电计划', en: 'No timetable' },
  next: {
    zh: '拟定后由另一人批准，到时自动断电、自动恢复。',
    en: 'Plan one; when another person has approved it, it cuts off and restores by itself.',
  },
} as const satisfies Record<string, Text>;

const planOf = (row: Row): TimetableView => row as unknown as TimetableView;

function Windows({ plan }: { plan: TimetableView }): ReactNode {
  const say = useSay();
  return (
    <>
      {plan.windows.map((window) => (
        <div key={JSON.stringify(window)}>{windowInWords(window, say)}</div>
      ))}
      {plan.exceptions.map((one) => (
        <div key={JSON.stringify(one)} className="muted">
          {exceptionInWords(one, say)}
        </div>
      ))}
    </>
  );
}

function PlanActs({ plan }: { plan: TimetableView }): ReactNode {
  const given = { timetableId: plan.id };
  return (
    <Acts
      small
      can={plan.can}
      of={plan.title}
      acts={[
        {
          contract: approveTimetable,
          word: T.approve,
          given,
          hidden: ['timetableId'],
          primary: true,
          before: <Windows plan={plan} />,
        },
        {
          contract: endTimetable,
          word: plan.state === 'proposed' ? T.reject : T.end,
          given,
          hidden: ['timetableId'],
          danger: true,
        },
      ]}
    />
  );
}

export default function TimetablesPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [planning, setPlanning] = useState(false);
  return (
    <ListPage
      contract={timetables}
      labels={CONTROL_LABELS}
      states={PLAN_STATES_SHOWN}
      cells={{ windows: (row) => <Windows plan={planOf(row)} /> }}
      actions={(row) => <PlanActs plan={planOf(row)} />}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        mayCallNamed('control.propose-timetable', post) && (
          <Button type="primary" onClick={() => setPlanning(true)}>
            {say(proposeTimetable.title)}
          </Button>
        )
      }
    >
      <Tabs label={say(C.parts)} tabs={TIMETABLE_TABS} current="timetables" />
      {planning && (
        <Dialog title={say(proposeTimetable.title)} onClose={() => setPlanning(false)} wide>
          <TimetableForm close={() => setPlanning(false)} />
        </Dialog>
      )}
    </ListPage>
  );
}
