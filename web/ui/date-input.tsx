/** A day: typed in any usual form, shown as YYYY-MM-DD, or taken from the browser's calendar. */
import { Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { Text } from '../../shared/text.ts';
import type { BusinessDate } from '../../shared/values/calendar.ts';
import { useSay } from '../lib/say.ts';
import { useSession } from '../lib/session.ts';
import { dayOfBrowser, parseTypedDate } from './typed-values.ts';

interface DateInputProps {
  readonly id?: string;
  readonly value: string | undefined;
  /** The text as typed when it is no day: the schema then refuses it. */
  readonly onChange: (value: string | undefined) => void;
  readonly disabled?: boolean | undefined;
  readonly wrong?: boolean | undefined;
  readonly describedBy?: string | undefined;
}

const CALENDAR: Text = { zh: '从日历选择', en: 'Choose from the calendar' };

export function DateInput({ id, value, onChange, disabled, wrong, describedBy }: DateInputProps): ReactNode {
  const say = useSay();
  const today = useSession()?.businessDate ?? dayOfBrowser();
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const settle = (): void => {
    if (typed === null) return;
    const text = typed.trim();
    onChange(text === '' ? undefined : (parseTypedDate(text, today as BusinessDate) ?? text));
    setTyped(null);
  };
  return (
    <Input
      id={id}
      className="figure no-ime"
      inputMode="numeric"
      autoComplete="off"
      placeholder="YYYY-MM-DD"
      value={typed ?? value ?? ''}
      disabled={disabled}
      status={wrong ? 'error' : ''}
      aria-invalid={wrong || undefined}
      aria-describedby={describedBy}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onPressEnter={settle}
      suffix={
        <>
          <button
            type="button"
            className="calendar-button"
            disabled={disabled}
            tabIndex={-1}
            aria-label={say(CALENDAR)}
            onClick={() => calendar.current?.showPicker()}
          >
            ▾
          </button>
          <input
            ref={calendar}
            className="visually-hidden"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={value ?? ''}
            onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
          />
        </>
      }
    />
  );
}
