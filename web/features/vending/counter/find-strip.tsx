/** The first field: one text finds room, account, card, meter, name or the end of a phone. One hit is taken at once. */
import type { KeyboardEvent, ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { useSay } from '../../../lib/say.ts';
import { ReadToFind } from '../../cards/components/read-to-find.tsx';
import type { RoomFound } from './steps.ts';
import type { CounterDesk } from './use-counter.ts';

const T = {
  label: {
    zh: '房间、户号、卡号、表号、姓名或电话末四位',
    en: 'Room, account, card, meter, name or last 4 of the phone',
  },
  hits: { zh: '找到 {count} 处，按 ↑ ↓ 选择，Enter 确定', en: '{count} found: arrow keys, then Enter' },
  more: { zh: '至少 {count} 处，请再输入几位', en: '{count} or more: type a few more figures' },
  vacant: { zh: '未开户', en: 'no account' },
} as const satisfies Record<string, Text>;

const MOST_HITS = 12;

function Hit({ room, id, chosen, onChoose }: { room: RoomFound; id: string; chosen: boolean; onChoose: () => void }) {
  const say = useSay();
  const names = room.occupants.map(({ customer }) => customer.name).join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list act in the field above it, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: an option of a listbox whose field has the focus
    <div id={id} role="option" aria-selected={chosen} className="counter-hit" onClick={onChoose}>
      <strong>{room.roomCode}</strong>
      <span className="figure">{room.account?.accountNo ?? say(T.vacant)}</span>
      <span className="counter-clip">{names}</span>
      <span className="muted">{room.meters.map((meter) => say(COMMODITIES[meter.commodity].title)).join(' ')}</span>
    </div>
  );
}

export function FindStrip({ desk }: { desk: CounterDesk }): ReactNode {
  const say = useSay();
  const { counter, happen } = desk;
  const { rooms, place } = counter;
  const finding = counter.step === 'find';
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (!finding || event.nativeEvent.isComposing) return;
    if (desk.waiting !== null) {
      if (event.key.length === 1 && !event.ctrlKey) desk.typeAhead(event.key);
      event.preventDefault();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (step !== undefined && rooms.length > 0) {
      event.preventDefault();
      happen({ is: 'moved', by: step });
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (event.repeat) return;
    const chosen = rooms[place];
    if (chosen) happen({ is: 'chose', room: chosen, ahead: '' });
    else void desk.find();
  };
  return (
    <div className="counter-find">
      <label htmlFor="counter-find">{say(T.label)}</label>
      <input
        id="counter-find"
        data-step="find"
        className="counter-input"
        role="combobox"
        aria-expanded={rooms.length > 0}
        aria-controls="counter-hits"
        aria-activedescendant={rooms.length > 0 ? `counter-hit-${place}` : undefined}
        autoComplete="off"
        readOnly={!finding}
        value={counter.find}
        onChange={(event) => happen({ is: 'typed', field: 'find', text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <ReadToFind
        active={finding && desk.waiting === null && !desk.frozen}
        onFound={(meterNo) => {
          happen({ is: 'typed', field: 'find', text: meterNo });
          void desk.find(meterNo);
        }}
      />
      <div id="counter-hits" role="listbox" aria-label={say(T.label)} hidden={rooms.length === 0}>
        {rooms.map((room, index) => (
          <Hit
            key={room.roomId}
            id={`counter-hit-${index}`}
            room={room}
            chosen={index === place}
            onChoose={() => happen({ is: 'chose', room, ahead: '' })}
          />
        ))}
      </div>
      {rooms.length > 0 && (
        <p className="muted" role="status">
          {say(rooms.length < MOST_HITS ? T.hits : T.more, { count: rooms.length })}
        </p>
      )}
    </div>
  );
}
