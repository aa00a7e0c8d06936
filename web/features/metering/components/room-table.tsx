/** The rooms of a floor with their household and meters at a glance. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { rooms } from '../../../../shared/contracts/metering/rooms.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { METER_STATES } from '../words.ts';
import { CreditText } from './credit.tsx';

type Room = OutputOf<typeof rooms>['rows'][number];

const T = {
  vacant: { zh: '未开户', en: 'No account' },
  noMeter: { zh: '无表', en: 'No meter' },
  empty: { zh: '这一层还没有房间', en: 'There is no room on this floor yet' },
  emptyNext: { zh: '按“添加房间”逐间添加，或导入房间表。', en: 'Add rooms one by one, or import a room list.' },
} as const satisfies Record<string, Text>;

const asRoom = (row: Row): Room => row as unknown as Room;

function Glance({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  return (
    <span className="glance">
      <span className="muted">{say(COMMODITIES[meter.commodity].title)}</span>
      <CreditText meter={meter} />
      {meter.state !== 'active' && <StateTag state={meter.state} states={METER_STATES} />}
    </span>
  );
}

function MetersCell({ room }: { room: Room }): ReactNode {
  const say = useSay();
  if (room.meters.length === 0) return <span className="muted">{say(T.noMeter)}</span>;
  return (
    <div className="glances">
      {room.meters.map((meter) => (
        <Glance key={meter.meterId} meter={meter} />
      ))}
    </div>
  );
}

function PeopleCell({ room }: { room: Room }): ReactNode {
  const { account, occupants } = room;
  if (account === null) return null;
  const beds = account.capacity;
  return <span className="figure">{beds === null ? occupants.length : `${occupants.length} / ${beds}`}</span>;
}

function AccountCell({ room }: { room: Room }): ReactNode {
  const say = useSay();
  if (room.account === null) return <span className="muted">{say(T.vacant)}</span>;
  return (
    <Link className="figure" to={`/accounts/${room.account.accountId}`}>
      {room.account.accountNo}
    </Link>
  );
}

export function RoomTable({ floorId, caption }: { floorId: string; caption: string }): ReactNode {
  const say = useSay();
  const { data, isError, error } = useAsk(rooms, { floorId, limit: 200 });
  if (isError) return <RefusalAlert error={error} />;
  if (data === undefined) return <p className="empty muted">{say(W.loading)}</p>;
  if (data.rows.length === 0) return <Empty text={T.empty} next={T.emptyNext} />;
  return (
    <DataTable
      caption={caption}
      columns={rooms.columns ?? []}
      rows={data.rows as unknown as readonly Row[]}
      rowKey={(row) => asRoom(row).roomId}
      href={(row) => `/rooms?place=${asRoom(row).roomId}`}
      cells={{
        account: (row) => <AccountCell room={asRoom(row)} />,
        category: (row) => {
          const category = asRoom(row).account?.category;
          return category ? say(category) : null;
        },
        occupants: (row) => <PeopleCell room={asRoom(row)} />,
        meters: (row) => <MetersCell room={asRoom(row)} />,
      }}
    />
  );
}
