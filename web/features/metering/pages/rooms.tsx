/** Rooms: the tree and the find box on the left, the place chosen on the right. The place is in the address. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { premises } from '../../../../shared/contracts/metering/premises.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { AddBuilding, PlacePanel } from '../components/place-panel.tsx';
import { PremiseTree } from '../components/premise-tree.tsx';
import { RoomFinder } from '../components/room-finder.tsx';
import '../metering.css';

const T = {
  title: { zh: '房间', en: 'Rooms' },
  help: {
    zh: '↑ ↓ 移动，→ 展开，← 收起，Enter 打开；直接键入编号可跳到该处。',
    en: '↑ ↓ move, → opens a level, ← closes it, Enter shows the place; typing a code goes to it.',
  },
  choose: { zh: '请在左边选择楼栋、楼层或房间', en: 'Choose a building, a floor or a room on the left' },
  chooseNext: { zh: '也可以按 F2，输入房号、户号或姓名查找。', en: 'Or press F2 and find by room, account or name.' },
  empty: { zh: '还没有房间', en: 'There are no rooms yet' },
  emptyNext: {
    zh: '先导入房间表：一行一间，连同户、住户和表一次登记好。也可以逐个添加楼栋。',
    en: 'Import the room list first: one line is one room with its household and meters. Or add buildings one by one.',
  },
  import: { zh: '导入房间表', en: 'Import a room list' },
} as const satisfies Record<string, Text>;

function NoRooms(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  return (
    <div className="panel">
      <Empty text={T.empty} next={T.emptyNext}>
        {mayCallNamed('metering.stage-room-import', post) && <Link to="/import">{say(T.import)}</Link>}
      </Empty>
    </div>
  );
}

function Rooms(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const place = search.get('place');
  const way = useAsk(premises, { premiseId: place ?? '' }, { enabled: place !== null, keepPrevious: true });
  const open = (premiseId: string): void => {
    setText(''); // the hits make room for the tree, which shows where the room lies
    setSearch({ place: premiseId });
  };
  const above = place === null ? [] : (way.data?.rows.slice(0, -1) ?? []);
  return (
    <div className="rooms">
      <div className="panel rooms-tree">
        <RoomFinder text={text} onText={setText} onOpen={open} />
        <PremiseTree chosen={place} onChoose={open} way={above.map((one) => one.premiseId)} />
      </div>
      <div className="panel">
        {place === null ? <Empty text={T.choose} next={T.chooseNext} /> : <PlacePanel premiseId={place} />}
      </div>
    </div>
  );
}

export default function RoomsPage(): ReactNode {
  const say = useSay();
  const buildings = useAsk(premises, {});
  return (
    <div className="page">
      <PageHeader title={say(T.title)} help={say(T.help)} actions={<AddBuilding />} />
      {buildings.isError && <RefusalAlert error={buildings.error} />}
      {buildings.data?.rows.length === 0 ? <NoRooms /> : <Rooms />}
    </div>
  );
}
