/** The place chosen in the tree: a building with its floors, a floor with its rooms, a room with its household. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fullName, mayCall, type OperationContract } from '../../../../shared/contracts/contract.ts';
import { addMeter } from '../../../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../../../shared/contracts/metering/add-premise.ts';
import { changePremise } from '../../../../shared/contracts/metering/change-premise.ts';
import { openAccount } from '../../../../shared/contracts/metering/open-account.ts';
import { premises } from '../../../../shared/contracts/metering/premises.ts';
import { rooms } from '../../../../shared/contracts/metering/rooms.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { customersProvider } from '../../customers/customers-provider.ts';
import { categoriesProvider } from '../providers.ts';
import { METERING_LABELS } from '../words.ts';
import { Household } from './household.tsx';
import { MeterTable } from './meter-table.tsx';
import type { Premise } from './premise-tree.tsx';
import { RoomTable } from './room-table.tsx';

const T = {
  addBuilding: { zh: '添加楼栋', en: 'Add a building' },
  addFloor: { zh: '添加楼层', en: 'Add a floor' },
  addRoom: { zh: '添加房间', en: 'Add a room' },
  change: { zh: '更改名称', en: 'Change the name' },
  beds: { zh: '床位 {count}', en: 'beds: {count}' },
  floorsOf: { zh: '楼层', en: 'Floors' },
  noFloors: { zh: '这栋楼还没有楼层', en: 'This building has no floors yet' },
  noFloorsNext: { zh: '按“添加楼层”，或导入房间表。', en: 'Add a floor, or import a room list.' },
  rooms: { zh: '{count} 间', en: 'rooms: {count}' },
  roomsOf: { zh: '{place} 的房间', en: 'Rooms of {place}' },
  vacant: { zh: '这间房没有在用户', en: 'This room has no open account' },
  vacantNext: {
    zh: '有人入住时按“开户”；装表、换表可以先办。',
    en: 'Open an account when somebody moves in; meters may be installed before.',
  },
  gone: { zh: '没有这个位置', en: 'There is no such place' },
  goneNext: { zh: '请在左边重新选择。', en: 'Choose again on the left.' },
  alone: { zh: '单独打开这一户', en: 'Open this account by itself' },
  meters: { zh: '房间里的表', en: 'Meters in the room' },
} as const satisfies Record<string, Text>;

/** The acts of these contracts that the acting post may call; places carry no `can` of their own. */
function useMay(): (acts: readonly OperationContract[]) => string[] {
  const post = useSession()?.post ?? null;
  return (acts) => acts.filter((contract) => mayCall(contract, post)).map((contract) => fullName(contract));
}

const addAct = (kind: Premise['kind'], parentId: string | undefined, word: Text): Act => ({
  contract: addPremise,
  word,
  given: { kind, ...(parentId === undefined ? {} : { parentId }) },
  hidden: kind === 'room' ? ['kind', 'parentId'] : ['kind', 'parentId', 'capacity'],
});

export function AddBuilding(): ReactNode {
  const can = useMay()([addPremise]);
  return <Acts can={can} acts={[addAct('building', undefined, T.addBuilding)]} />;
}

function actsOf(place: Premise): readonly Act[] {
  const { premiseId, kind, name, capacity } = place;
  const change: Act = {
    contract: changePremise,
    ...(kind === 'room' ? {} : { word: T.change }),
    given: { premiseId, ...(name === '' ? {} : { name }), ...(capacity === null ? {} : { capacity }) },
    hidden: kind === 'room' ? ['premiseId'] : ['premiseId', 'capacity'],
  };
  if (kind === 'building') return [addAct('floor', premiseId, T.addFloor), change];
  if (kind === 'floor') return [addAct('room', premiseId, T.addRoom), change];
  const install: Act = {
    contract: addMeter,
    given: { premiseId },
    hidden: ['premiseId'],
    labels: METERING_LABELS,
  };
  if (place.accountId !== null) return [install, change];
  const open: Act = {
    contract: openAccount,
    primary: true,
    given: { roomId: premiseId },
    hidden: ['roomId'],
    providers: { categoryCode: categoriesProvider, customerIds: customersProvider },
    affects: ['customers'],
  };
  return [open, install, change];
}

function Floors({ place }: { place: Premise }): ReactNode {
  const say = useSay();
  const { data } = useAsk(premises, { parentId: place.premiseId });
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  if (data.rows.length === 0) return <Empty text={T.noFloors} next={T.noFloorsNext} />;
  return (
    <ul className="figures" aria-label={say(T.floorsOf)}>
      {data.rows.map((floor) => (
        <li key={floor.premiseId}>
          <Link className="figure-card" to={`/rooms?place=${floor.premiseId}`}>
            <strong>{`${floor.code} ${floor.name}`.trim()}</strong>
            <span className="muted">{say(T.rooms, { count: floor.children })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Room({ place }: { place: Premise }): ReactNode {
  const say = useSay();
  const { data } = useAsk(rooms, { roomId: place.premiseId }, { enabled: place.accountId === null });
  if (place.accountId !== null) {
    return (
      <>
        <div>
          <Link to={`/accounts/${place.accountId}`}>{say(T.alone)}</Link>
        </div>
        <Household accountId={place.accountId} />
      </>
    );
  }
  const meters = data?.rows[0]?.meters ?? [];
  return (
    <div className="household">
      <Empty text={T.vacant} next={T.vacantNext} />
      {meters.length > 0 && (
        <section>
          <h2>{say(T.meters)}</h2>
          <MeterTable meters={meters} caption={say(T.meters)} />
        </section>
      )}
    </div>
  );
}

function Inside({ place }: { place: Premise }): ReactNode {
  const say = useSay();
  if (place.kind === 'building') return <Floors place={place} />;
  if (place.kind === 'room') return <Room place={place} />;
  return <RoomTable floorId={place.premiseId} caption={say(T.roomsOf, { place: place.fullCode })} />;
}

function Way({ way }: { way: readonly Premise[] }): ReactNode {
  const say = useSay();
  if (way.length === 0) return null;
  return (
    <nav className="place-way" aria-label={say(premises.title)}>
      {way.map((place) => (
        <span key={place.premiseId}>
          <Link to={`/rooms?place=${place.premiseId}`}>{`${place.code} ${place.name}`.trim()}</Link> ›
        </span>
      ))}
    </nav>
  );
}

export function PlacePanel({ premiseId }: { premiseId: string }): ReactNode {
  const say = useSay();
  const may = useMay();
  const { data, isError, error } = useAsk(premises, { premiseId }, { keepPrevious: true });
  if (isError) return <RefusalAlert error={error} />;
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  const place = data.rows.at(-1);
  if (place === undefined) return <Empty text={T.gone} next={T.goneNext} />;
  const acts = actsOf(place);
  return (
    <div className="place">
      <div>
        <Way way={data.rows.slice(0, -1)} />
        <div className="place-head">
          <h2>{`${place.kind === 'room' ? place.fullCode : place.code} ${place.name}`.trim()}</h2>
          {place.capacity !== null && <span className="muted">{say(T.beds, { count: place.capacity })}</span>}
          <div className="row">
            <Acts key={place.premiseId} can={may(acts.map((act) => act.contract))} acts={acts} />
          </div>
        </div>
      </div>
      <Inside key={place.premiseId} place={place} />
    </div>
  );
}
