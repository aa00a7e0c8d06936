/** Planning a timetable: first the windows of the week and the days of exception, then where and why, signed. */
import { type ReactNode, useId, useState } from 'react';
import { proposeTimetable } from '../../../../shared/contracts/control/propose-timetable.ts';
import type { WeekWindow } from '../../../../shared/control/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { buildingsProvider, roomsProvider } from '../../collection/providers.ts';
import { CONTROL_LABELS } from '../words.ts';
import { WEEKDAYS, windowInWords } from './week-words.ts';

const T = {
  days: { zh: '星期', en: 'Days' },
  from: { zh: '断电', en: 'Off from' },
  to: { zh: '恢复', en: 'On again' },
  next: { zh: '下一步', en: 'Next' },
  change: { zh: '修改时段', en: 'Change the windows' },
  none: { zh: '请选星期，并填不同的起止时间。', en: 'Choose the days, and two different times.' },
  exceptions: { zh: '不断电的日期（节假日）', en: 'Days without cut-off (holidays)' },
} as const satisfies Record<string, Text>;

const LABELS = {
  ...CONTROL_LABELS,
  exceptions: T.exceptions,
  'exceptions.from': { zh: '从', en: 'From' },
  'exceptions.to': { zh: '到', en: 'Until' },
  'exceptions.note': { zh: '说明', en: 'Note' },
  reason: { zh: '依据', en: 'Reason' },
} as const satisfies Record<string, Text>;

const FRESH: WeekWindow = { weekdays: [7, 1, 2, 3, 4], from: '23:00', to: '06:00' };
const isWhole = ({ weekdays, from, to }: WeekWindow): boolean =>
  weekdays.length > 0 && from !== '' && to !== '' && from !== to;

interface WindowRowProps {
  readonly window: WeekWindow;
  readonly onChange: (window: WeekWindow) => void;
  readonly onRemove: (() => void) | null;
}

function WindowRow({ window, onChange, onRemove }: WindowRowProps): ReactNode {
  const say = useSay();
  const id = useId();
  const toggle = (day: number): void => {
    const has = window.weekdays.includes(day);
    onChange({ ...window, weekdays: has ? window.weekdays.filter((one) => one !== day) : [...window.weekdays, day] });
  };
  return (
    <div className="week-window">
      <fieldset>
        <legend className="visually-hidden">{say(T.days)}</legend>
        {WEEKDAYS.map((title, index) => (
          <label key={title.en}>
            <input type="checkbox" checked={window.weekdays.includes(index + 1)} onChange={() => toggle(index + 1)} />
            {say(title)}
          </label>
        ))}
      </fieldset>
      <label htmlFor={`${id}-from`}>{say(T.from)}</label>
      <input
        id={`${id}-from`}
        className="native-select"
        type="time"
        value={window.from}
        onChange={(event) => onChange({ ...window, from: event.target.value })}
      />
      <label htmlFor={`${id}-to`}>{say(T.to)}</label>
      <input
        id={`${id}-to`}
        className="native-select"
        type="time"
        value={window.to}
        onChange={(event) => onChange({ ...window, to: event.target.value })}
      />
      {onRemove && (
        <Button size="small" onClick={onRemove}>
          {say(W.remove)}
        </Button>
      )}
    </div>
  );
}

interface WindowsStepProps {
  readonly windows: readonly WeekWindow[];
  readonly onChange: (windows: readonly WeekWindow[]) => void;
  readonly onNext: () => void;
}

function WindowsStep({ windows, onChange, onNext }: WindowsStepProps): ReactNode {
  const say = useSay();
  const whole = windows.every(isWhole);
  return (
    <div className="stack">
      {windows.map((window, index) => (
        <WindowRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a window has no name but its place
          key={index}
          window={window}
          onChange={(changed) => onChange(windows.map((one, at) => (at === index ? changed : one)))}
          onRemove={windows.length > 1 ? () => onChange(windows.filter((_one, at) => at !== index)) : null}
        />
      ))}
      {!whole && <p role="alert">{say(T.none)}</p>}
      <div className="row">
        <Button onClick={() => onChange([...windows, FRESH])}>{say(W.add)}</Button>
        <Button type="primary" disabled={!whole} onClick={onNext}>
          {say(T.next)}
        </Button>
      </div>
    </div>
  );
}

export function TimetableForm({ close }: { close: () => void }): ReactNode {
  const say = useSay();
  const [windows, setWindows] = useState<readonly WeekWindow[]>([FRESH]);
  const [chosen, setChosen] = useState(false);
  if (!chosen) return <WindowsStep windows={windows} onChange={setWindows} onNext={() => setChosen(true)} />;
  return (
    <div className="stack">
      <ul>
        {windows.map((window) => (
          <li key={JSON.stringify(window)}>{windowInWords(window, say)}</li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={() => setChosen(false)}>{say(T.change)}</Button>
      </div>
      <OperationForm
        contract={proposeTimetable}
        given={{ windows: [...windows] }}
        hidden={['windows']}
        providers={{ buildingId: buildingsProvider, exemptRoomIds: roomsProvider }}
        labels={LABELS}
        submit={proposeTimetable.title}
        onCancel={close}
        onDone={close}
      />
    </div>
  );
}
