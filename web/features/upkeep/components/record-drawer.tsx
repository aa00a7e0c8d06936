/** One upkeep record with its pictures; what was damaged leads to its repair. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type Column, fullName } from '../../../../shared/contracts/contract.ts';
import { attachRecordPicture } from '../../../../shared/contracts/upkeep/attach-record-picture.ts';
import { record } from '../../../../shared/contracts/upkeep/record.ts';
import type { Text } from '../../../../shared/text.ts';
import type { RecordView } from '../../../../shared/upkeep/view.ts';
import { useSay } from '../../../lib/say.ts';
import { AddPicture } from '../../../ui/add-picture.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { PictureList } from '../../../ui/picture-list.tsx';
import { RECORD_STATES_SHOWN } from '../words.ts';

const REPAIR: Text = { zh: '报修单', en: 'Repair request' };

const SHOWS: readonly Column[] = [
  { key: 'title', title: { zh: '项目', en: 'Item' } },
  { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
  { key: 'terminalName', title: { zh: '终端', en: 'Counter' } },
  { key: 'result', title: { zh: '结果', en: 'Result' }, as: 'state' },
  { key: 'note', title: { zh: '说明', en: 'Note' } },
  { key: 'planned', title: { zh: '计划内', en: 'On the plan' }, as: 'yes-no' },
  { key: 'late', title: { zh: '逾期记录', en: 'Recorded late' }, as: 'yes-no' },
  { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
  { key: 'person', title: { zh: '记录人', en: 'By' } },
  { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
];

function Pictures({ found }: { found: RecordView }): ReactNode {
  const mayAdd = found.can.includes(fullName(attachRecordPicture));
  if (found.pictures.length === 0 && !mayAdd) return null;
  const hrefOf = (attachmentId: string): string =>
    `/api/upkeep/record-picture?${new URLSearchParams({ recordId: found.id, attachmentId })}`;
  return (
    <PictureList pictures={found.pictures.map((one) => ({ ...one, person: found.person }))} hrefOf={hrefOf}>
      {mayAdd && <AddPicture contract={attachRecordPicture} given={{ recordId: found.id }} />}
    </PictureList>
  );
}

export function RecordDrawer({ recordId, onClose }: { recordId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  return (
    <DetailDrawer contract={record} input={{ recordId }} shows={SHOWS} states={RECORD_STATES_SHOWN} onClose={onClose}>
      {(found) => (
        <>
          {found.repairId !== null && (
            <dl className="details">
              <dt>{say(REPAIR)}</dt>
              <dd>
                <Link to={`/upkeep/repairs?open=${found.repairId}`}>{found.repairNumber}</Link>
              </dd>
            </dl>
          )}
          <Pictures found={found} />
        </>
      )}
    </DetailDrawer>
  );
}
