/** A repair request with its cost and history; what the viewer may do with it now comes with the record. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { repair } from '../../../../shared/contracts/upkeep/repair.ts';
import type { Text } from '../../../../shared/text.ts';
import type { RepairFile } from '../../../../shared/upkeep/view.ts';
import { REPAIR_EVENTS } from '../../../../shared/upkeep/words.ts';
import { durationText } from '../../../lib/age.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { REPAIR_STATES_SHOWN } from '../words.ts';
import { RepairActs } from './repair-acts.tsx';
import { RepairLines } from './repair-lines.tsx';

const T = {
  incident: { zh: '对应异常', en: 'Incident' },
  until: { zh: '限时', en: 'Due' },
  overdue: { zh: '已超时', en: 'Overdue' },
  response: { zh: '响应', en: 'Response' },
  repair: { zh: '修复', en: 'Repair' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'number', title: { zh: '单号', en: 'No.' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
  { key: 'which', title: { zh: '编号或名称', en: 'Which' } },
  { key: 'seen', title: { zh: '现象', en: 'What is seen' } },
  { key: 'urgency', title: { zh: '影响', en: 'Urgency' }, as: 'state' },
  { key: 'reportedBy', title: { zh: '报修人', en: 'Reported by' } },
  { key: 'reportedAt', title: { zh: '报修时间', en: 'Reported' }, as: 'instant' },
  { key: 'takenBy', title: { zh: '接修人', en: 'Taken by' } },
  { key: 'work', title: { zh: '原因与处理', en: 'Cause and what was done' } },
  { key: 'acceptedBy', title: { zh: '验收人', en: 'Accepted by' } },
  { key: 'ownerPost', title: { zh: '责任岗位', en: 'Lies with' }, as: 'post' },
];

function Times({ file }: { file: RepairFile }): ReactNode {
  const say = useSay();
  return (
    <dl className="details">
      <dt>{say(T.incident)}</dt>
      <dd>
        <Link to={`/cases/incidents?open=${file.incidentId}`}>{file.incidentNumber}</Link>
      </dd>
      {file.endedAt === null && file.repairedAt === null && (
        <>
          <dt>{say(T.until)}</dt>
          <dd>
            <InstantText value={file.dueAt} />{' '}
            {file.overdue && <span className="state-tag tone-wrong">{say(T.overdue)}</span>}
          </dd>
        </>
      )}
      {file.responseSeconds !== null && (
        <>
          <dt>{say(T.response)}</dt>
          <dd>{say(durationText(file.responseSeconds))}</dd>
        </>
      )}
      {file.repairSeconds !== null && (
        <>
          <dt>{say(T.repair)}</dt>
          <dd>{say(durationText(file.repairSeconds))}</dd>
        </>
      )}
    </dl>
  );
}

export function RepairDrawer({ repairId, onClose }: { repairId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={repair} input={{ repairId }} shows={SHOWS} states={REPAIR_STATES_SHOWN} onClose={onClose}>
      {(file) => (
        <>
          <Times file={file} />
          <RepairActs repair={file} />
          <RepairLines file={file} />
          <Timeline happenings={file.events.map((event) => ({ ...event, title: REPAIR_EVENTS[event.kind] }))} />
        </>
      )}
    </DetailDrawer>
  );
}
