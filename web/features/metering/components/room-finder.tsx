/** One field that finds a room, an account, a meter or an occupant; the arrows go into the hits, Enter opens one. */
import { Input } from 'antd';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useRef, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { search } from '../../../../shared/contracts/metering/search.ts';
import type { Text } from '../../../../shared/text.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

type Hit = OutputOf<typeof search>['rows'][number];

const T = {
  label: { zh: '查找（F2）', en: 'Find (F2)' },
  placeholder: { zh: '房号、户号、表号、姓名、电话末四位', en: 'Room, account, meter, name, end of phone' },
  none: { zh: '没有找到“{text}”', en: 'Nothing found for "{text}"' },
  noneNext: {
    zh: '房号、户号、表号从头输入；姓名从姓开始；电话输末四位。',
    en: 'Type numbers and names from their beginning, of a phone the last four figures.',
  },
  hits: { zh: '找到 {count} 间', en: '{count} rooms found' },
  find: { zh: '到查找框', en: 'To the find box' },
} as const satisfies Record<string, Text>;

interface RoomFinderProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onOpen: (roomId: string) => void;
}

function HitLine({ hit }: { hit: Hit }): ReactNode {
  const people = hit.occupants.map((one) => one.customer.name).join(' ');
  return (
    <>
      <strong className="figure">{hit.roomCode}</strong>
      <span className="muted figure">{hit.account?.accountNo}</span>
      <span className="muted hit-people">{people}</span>
    </>
  );
}

export function RoomFinder({ text, onText, onOpen }: RoomFinderProps): ReactNode {
  const say = useSay();
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const find = useDeferredValue(text.trim());
  const { data, isError, error } = useAsk(search, { find }, { enabled: find !== '', keepPrevious: true });
  const hits = find === '' || data === undefined ? [] : data.rows;
  const focus = (): void => field.current?.querySelector('input')?.focus();
  useHotkeys([{ keys: 'F2', says: T.find, active: true, act: focus }]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const hit = hits[Math.min(at, hits.length - 1)];
    if (step !== undefined && hits.length > 0) setAt((at + step + hits.length) % hits.length);
    else if (event.key === 'Enter' && hit && text.trim() === find) onOpen(hit.roomId);
    else if (event.key === 'Escape' && text !== '') onText('');
    else return;
    event.preventDefault();
  };
  const active = hits.length > 0 ? `${id}-${Math.min(at, hits.length - 1)}` : undefined;
  return (
    <div className="finder" ref={field}>
      <label htmlFor={id}>{say(T.label)}</label>
      <Input
        id={id}
        allowClear
        autoComplete="off"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={active}
        placeholder={say(T.placeholder)}
        value={text}
        onChange={(event) => {
          setAt(0);
          onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" role="status">
        {find !== '' && say(T.hits, { count: hits.length })}
      </p>
      {isError && <RefusalAlert error={error} />}
      <div id={`${id}-hits`} role="listbox" aria-label={say(search.title)} className="hits" hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
          <div
            key={hit.roomId}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={`${id}-${index}` === active}
            onClick={() => onOpen(hit.roomId)}
          >
            <HitLine hit={hit} />
          </div>
        ))}
      </div>
      {find !== '' && data === undefined && !isError && <p className="muted">{say(W.loading)}</p>}
      {find !== '' && data?.rows.length === 0 && (
        <div>
          <p>{say(T.none, { text: find })}</p>
          <p className="muted">{say(T.noneNext)}</p>
        </div>
      )}
    </div>
  );
}
