/** The queue before the cash window. One field takes the number; without one, Enter takes the ticket the arrows stand on. */
import type { KeyboardEvent, ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Empty } from '../../../ui/empty.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { WindowDesk } from './use-window.ts';

const T = {
  label: { zh: '交款号（或用 ↑ ↓ 选择，Enter 打开）', en: 'Ticket (or ↑ ↓, then Enter)' },
  list: { zh: '待收款的备单', en: 'Prepared sales waiting for their money' },
  none: { zh: '没有等待收款的备单', en: 'Nothing waits for its money' },
  next: {
    zh: '售电员备好的单会自动出现在这里。',
    en: 'What the clerks prepare appears here by itself.',
  },
  unknown: {
    zh: '没有这个号在等待收款：可能已收、已过期或已撤回，见备单清单。',
    en: 'No such ticket waits: it may be paid, expired or withdrawn; see the list of prepared sales.',
  },
  ticket: { zh: '{ticket} 号', en: 'No. {ticket}' },
  until: { zh: '至', en: 'until' },
} as const satisfies Record<string, Text>;

const idOf = (row: PreparedRowView): string => `window-${row.preparedId}`;

function Waiting({ row, chosen, onChoose }: { row: PreparedRowView; chosen: boolean; onChoose: () => void }) {
  const say = useSay();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list act in the field above it, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: an option of a listbox whose field has the focus
    <div id={idOf(row)} role="option" aria-selected={chosen} className="counter-hit window-hit" onClick={onChoose}>
      <strong>{say(T.ticket, { ticket: row.ticketNo })}</strong>
      <span className="counter-clip">{row.roomCode}</span>
      <span className="muted">{say(COMMODITIES[row.commodity].title)}</span>
      <span className="counter-clip muted">{row.preparedByName}</span>
      <span className="muted">
        {say(T.until)} <InstantText value={row.expiresAt} />
      </span>
      <MoneyText value={row.totalFen} strong />
    </div>
  );
}

export function Queue({ desk }: { desk: WindowDesk }): ReactNode {
  const say = useSay();
  const { queue, place, typed, ticket, failure } = desk;
  const rows = queue ?? [];
  const chosen = rows[place];
  const active = ticket === null;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (!active || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (step !== undefined) {
      event.preventDefault();
      desk.move(step);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) desk.enter();
  };
  return (
    <div className="counter-find">
      <label htmlFor="window-ticket">{say(T.label)}</label>
      <input
        id="window-ticket"
        data-step="find"
        className="counter-input no-ime"
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls="window-queue"
        aria-activedescendant={chosen === undefined ? undefined : idOf(chosen)}
        inputMode="numeric"
        autoComplete="off"
        readOnly={!active}
        value={active ? typed : String(ticket.ticketNo)}
        onChange={(event) => desk.type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {failure === 'none' && (
        <p className="refusal tone-soon" role="alert">
          {say(T.unknown)}
        </p>
      )}
      {failure !== null && failure !== 'none' && <RefusalAlert error={failure} />}
      {queue?.length === 0 && active && desk.sold === null && <Empty text={T.none} next={T.next} />}
      <div id="window-queue" role="listbox" aria-label={say(T.list)} hidden={rows.length === 0 || !active}>
        {rows.map((row, index) => (
          <Waiting
            key={row.preparedId}
            row={row}
            chosen={index === place && typed.trim() === ''}
            onChoose={() => desk.choose(row.preparedId)}
          />
        ))}
      </div>
    </div>
  );
}
