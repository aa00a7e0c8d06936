/** One duty beside the register: when it is due, what proves it, its tasks and the work that kept it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { duty } from '../../../../shared/contracts/duties/duty.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { pageOfWork } from '../page-of-work.ts';
import { TaskTable } from './task-table.tsx';

type Duty = OutputOf<typeof duty>;

const T = {
  proofs: { zh: '由什么证明', en: 'What proves it' },
  noProof: { zh: '还没有测试证明这一条。', en: 'No test proves it yet.' },
  refused: { zh: '违反时被拒绝：{text}', en: 'The contrary is refused: {text}' },
  tasks: { zh: '到期与履行', en: 'Due and kept' },
  noTasks: { zh: '还没有到期记录。', en: 'Nothing has fallen due yet.' },
  work: { zh: '业务留痕', en: 'Work that kept it' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'id', title: { zh: '编号', en: 'No.' }, as: 'code' },
  { key: 'title', title: { zh: '职责', en: 'Duty' } },
  { key: 'chapterTitle', title: { zh: '篇章', en: 'Chapter' } },
  { key: 'posts', title: { zh: '岗位', en: 'Posts' } },
  { key: 'holders', title: { zh: '担任人', en: 'Holders' } },
  { key: 'kinds', title: { zh: '类别', en: 'Kinds' } },
  { key: 'schedule', title: { zh: '时限', en: 'When' } },
];

const WORK_COLUMNS: readonly Column[] = [
  { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
  { key: 'what', title: { zh: '业务', en: 'Work' } },
  { key: 'person', title: { zh: '办理人', en: 'Person' } },
  { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
];

function Proof({ proof }: { proof: Duty['proofs'][number] }): ReactNode {
  const say = useSay();
  const page = pageOfWork(proof.operation, useSession()?.post ?? null);
  return (
    <li>
      {page ? <Link to={page.path}>{say(proof.title)}</Link> : say(proof.title)}{' '}
      <code className="muted">{proof.operation}</code>
      {proof.refusal && <div>{say(T.refused, { text: say(proof.refusal.text) })}</div>}
      <small className="muted">{proof.by}</small>
    </li>
  );
}

function History({ record }: { record: Duty }): ReactNode {
  const say = useSay();
  return (
    <div className="stack duty-history">
      <section className="stack">
        <h3>{say(T.proofs)}</h3>
        {record.proofs.length === 0 && <p className="muted">{say(T.noProof)}</p>}
        <ul className="stack">
          {record.proofs.map((proof) => (
            <Proof key={proof.operation + (proof.refusal?.code ?? '')} proof={proof} />
          ))}
        </ul>
      </section>
      <section className="stack day">
        <h3>{say(T.tasks)}</h3>
        {record.tasks.length === 0 ? (
          <p className="muted">{say(T.noTasks)}</p>
        ) : (
          <TaskTable caption={say(T.tasks)} tasks={record.tasks} today="" withPost />
        )}
      </section>
      {record.work.length > 0 && (
        <section className="stack">
          <h3>{say(T.work)}</h3>
          <DataTable caption={say(T.work)} columns={WORK_COLUMNS} rows={record.work as unknown as readonly Row[]} />
        </section>
      )}
    </div>
  );
}

export function DutyDrawer({ dutyId, onClose }: { dutyId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={duty} input={{ dutyId }} shows={SHOWS} onClose={onClose}>
      {(record) => <History record={record} />}
    </DetailDrawer>
  );
}
