/** 系统维护: what is to be looked after, each recorded with its result; what is damaged is reported in the same act. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { noteUpkeep } from '../../../../shared/contracts/upkeep/note-upkeep.ts';
import { recordUpkeep } from '../../../../shared/contracts/upkeep/record-upkeep.ts';
import { tasks } from '../../../../shared/contracts/upkeep/tasks.ts';
import type { Text } from '../../../../shared/text.ts';
import type { UpkeepTaskView } from '../../../../shared/upkeep/view.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { placesProvider } from '../providers.ts';
import { TASK_STATES_SHOWN, U, UPKEEP_LABELS, UPKEEP_TABS } from '../words.ts';

const T = {
  record: { zh: '记录', en: 'Record' },
  empty: { zh: '没有待办的维护', en: 'Nothing is to be looked after' },
  next: {
    zh: '计划批准后，到日子自动列在这里；计划外做的可以直接记。',
    en: 'When the plan is approved, its items appear here on their days; anything else can be recorded as well.',
  },
} as const satisfies Record<string, Text>;

const LABELS = { ...UPKEEP_LABELS, own: U.own };
const AFFECTS = ['cases', 'duties', 'posts'];
const taskOf = (row: Row): UpkeepTaskView => row as unknown as UpkeepTaskView;

function Item({ task }: { task: UpkeepTaskView }): ReactNode {
  const say = useSay();
  return (
    <>
      <strong>{say(task.title)}</strong>
      {task.terminalName && ` · ${task.terminalName}`}
      <br />
      <small className="muted">{say(task.how)}</small>
    </>
  );
}

function Record({ task }: { task: UpkeepTaskView }): ReactNode {
  const say = useSay();
  const act = {
    contract: recordUpkeep,
    word: T.record,
    given: { taskId: task.id, result: 'in-order' },
    hidden: ['taskId'],
    labels: LABELS,
    affects: AFFECTS,
    before: <p>{say(task.how)}</p>,
  };
  return <Acts small can={task.can} of={say(task.title)} acts={[act]} />;
}

export default function UpkeepTasksPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [search] = useSearchParams();
  const [noting, setNoting] = useState(false);
  const close = (): void => setNoting(false);
  return (
    <ListPage
      key={search.get('own') ?? ''}
      contract={tasks}
      labels={LABELS}
      states={TASK_STATES_SHOWN}
      cells={{ title: (row) => <Item task={taskOf(row)} /> }}
      actions={(row) => <Record task={taskOf(row)} />}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        mayCallNamed('upkeep.note-upkeep', post) && (
          <Button onClick={() => setNoting(true)}>{say(noteUpkeep.title)}</Button>
        )
      }
    >
      <Tabs label={say(U.parts)} tabs={UPKEEP_TABS} current="tasks" />
      {noting && (
        <Dialog title={say(noteUpkeep.title)} onClose={close}>
          <OperationForm
            contract={noteUpkeep}
            given={{ result: 'in-order' }}
            labels={LABELS}
            providers={{ terminalId: placesProvider }}
            affects={AFFECTS}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </ListPage>
  );
}
