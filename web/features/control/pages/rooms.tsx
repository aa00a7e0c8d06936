/** Rooms of a building with their relays: read now, switch one, some, or all. */
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { rooms } from '../../../../shared/contracts/control/rooms.ts';
import { startBatch } from '../../../../shared/contracts/control/start-batch.ts';
import { switchMeter } from '../../../../shared/contracts/control/switch-meter.ts';
import { COMMAND_STATES, RELAYS } from '../../../../shared/control/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { notify } from '../../../ui/notices.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { FormButton } from '../../collection/components/form-button.tsx';
import { BuildingChoice } from '../components/building-choice.tsx';
import { ReadRelays } from '../components/read-relays.tsx';
import { C, COMMAND_STATES_SHOWN, CONTROL_LABELS, CONTROL_TABS } from '../words.ts';
import '../control.css';

const T = {
  title: { zh: '远程通断', en: 'Remote control' },
  switch: { zh: '通断', en: 'Switch' },
  which: { zh: '房间 {room}，表 {meter}，目前：{relay}', en: 'Room {room}, meter {meter}, at present: {relay}' },
  unknown: { zh: '未读取', en: 'not read' },
  chosen: { zh: '通断所选房间', en: 'Switch the rooms chosen' },
  some: { zh: '已选 {count} 间', en: '{count} rooms chosen' },
  choose: { zh: '选择 {room}', en: 'Choose {room}' },
  empty: { zh: '没有可远程操作的电表', en: 'No electricity meter is on a line' },
  next: { zh: '先把表接入线路。', en: 'Put the meters on a line first.' },
} as const satisfies Record<string, Text>;

type Chosen = ReadonlySet<string>;

function toggled(chosen: Chosen, roomId: string): Chosen {
  const next = new Set(chosen);
  if (!next.delete(roomId)) next.add(roomId);
  return next;
}

function SwitchOne({ row }: { row: Row }): ReactNode {
  const say = useSay();
  const relay = say(typeof row.relay === 'string' ? RELAYS[row.relay as keyof typeof RELAYS] : T.unknown);
  return (
    <Acts
      small
      can={row.can as string[]}
      of={String(row.roomCode)}
      acts={[
        {
          contract: switchMeter,
          word: T.switch,
          given: { meterId: row.meterId },
          hidden: ['meterId'],
          labels: CONTROL_LABELS,
          before: <p>{say(T.which, { room: String(row.roomCode), meter: String(row.meterNo), relay })}</p>,
          affects: ['collection'],
          onDone: (output) => {
            const { state } = output as { readonly state: keyof typeof COMMAND_STATES };
            notify(COMMAND_STATES[state], state === 'confirmed' ? 'right' : 'soon');
          },
        },
      ]}
    />
  );
}

/** All of the building, or the rooms chosen. */
function SwitchMany({ buildingId, chosen }: { buildingId: string | null; chosen: Chosen }): ReactNode {
  const say = useSay();
  const go = useNavigate();
  if (buildingId === null && chosen.size === 0) return null;
  return (
    <>
      {chosen.size > 0 && <span className="muted">{say(T.some, { count: chosen.size })}</span>}
      <FormButton
        key={[...chosen].join()}
        contract={startBatch}
        {...(chosen.size > 0 ? { word: T.chosen } : {})}
        given={chosen.size > 0 ? { roomIds: [...chosen] } : { buildingId: buildingId! }}
        hidden={['roomIds', 'buildingId']}
        labels={CONTROL_LABELS}
        onDone={(batch) => void go(`/control/batches/${batch.batchId}`)}
      />
    </>
  );
}

export default function ControlRoomsPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const buildingId = search.get('buildingId');
  const [chosen, setChosen] = useState<Chosen>(new Set());
  const pick = (row: Row): ReactNode => (
    <label className="room-pick">
      <input
        type="checkbox"
        checked={chosen.has(String(row.roomId))}
        onChange={() => setChosen(toggled(chosen, String(row.roomId)))}
        aria-label={say(T.choose, { room: String(row.roomCode) })}
      />
      {String(row.roomCode)}
    </label>
  );
  const input = buildingId === null ? {} : { buildingId };
  return (
    <ListPage
      contract={rooms}
      title={T.title}
      input={input}
      labels={CONTROL_LABELS}
      states={COMMAND_STATES_SHOWN}
      cells={{ roomCode: pick }}
      actions={(row) => <SwitchOne row={row} />}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        <>
          <ReadRelays shown={input} />
          <SwitchMany buildingId={buildingId} chosen={chosen} />
        </>
      }
    >
      <Tabs label={say(C.parts)} tabs={CONTROL_TABS} current="rooms" />
      <BuildingChoice />
    </ListPage>
  );
}
