/** Credit as a network meter holds it, and how long ago something was. */
import type { ReactNode } from 'react';
import type { NetworkMeterView } from '../../../../shared/network/view.ts';
import { CLOCK_OFF_SECONDS } from '../../../../shared/network/words.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Money } from '../../../../shared/values/money.ts';
import type { Milli } from '../../../../shared/values/quantity.ts';
import { MoneyText, QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';

const T = {
  yuan: { zh: '元', en: 'yuan' },
  overdrawn: { zh: '透支', en: 'overdrawn' },
  minutes: { zh: '{count} 分钟', en: '{count} min' },
  hours: { zh: '{count} 小时', en: '{count} h' },
  days: { zh: '{count} 天', en: '{count} d' },
  fast: { zh: '快 {time}', en: '{time} fast' },
  slow: { zh: '慢 {time}', en: '{time} slow' },
  seconds: { zh: '{count} 秒', en: '{count} s' },
  right: { zh: '准', en: 'Right' },
  ahead: { zh: '{count}（账上 {booked}）', en: '{count} (books: {booked})' },
} as const satisfies Record<string, Text>;

export function CreditAmount(props: { readonly fen: Money | null; readonly milli: Milli | null }): ReactNode {
  const say = useSay();
  if (props.fen !== null)
    return (
      <>
        <MoneyText value={props.fen} />
        <span className="unit"> {say(T.yuan)}</span>
      </>
    );
  return props.milli === null ? '—' : <QuantityText value={props.milli} commodity="electricity" />;
}

export function LeftInMeter({ meter }: { readonly meter: NetworkMeterView }): ReactNode {
  const say = useSay();
  if (meter.overdraftFen !== null && meter.overdraftFen > 0)
    return (
      <span className="tone-wrong">
        {say(T.overdrawn)} <MoneyText value={meter.overdraftFen} />
      </span>
    );
  return <CreditAmount fen={meter.moneyLeftFen} milli={meter.energyLeftMilli} />;
}

export function CountInMeter({ meter }: { readonly meter: NetworkMeterView }): ReactNode {
  const say = useSay();
  if (meter.purchaseCount === null) return '—';
  if (meter.purchaseCount <= meter.bookedCount) return <span className="figure">{meter.purchaseCount}</span>;
  return <span className="tone-wrong">{say(T.ahead, { count: meter.purchaseCount, booked: meter.bookedCount })}</span>;
}

const whole = (minutes: number, of: number): number => (minutes - (minutes % of)) / of;

/** Minutes, hours or days, one figure: how long somebody has waited. */
export function Age({ minutes }: { readonly minutes: number }): ReactNode {
  const say = useSay();
  const [text, count] =
    minutes < 120
      ? [T.minutes, minutes]
      : minutes < 2880
        ? [T.hours, whole(minutes, 60)]
        : [T.days, whole(minutes, 1440)];
  return <span className="figure">{say(text, { count })}</span>;
}

export function ClockError({ seconds }: { readonly seconds: number | null }): ReactNode {
  const say = useSay();
  if (seconds === null) return '—';
  const size = Math.abs(seconds);
  if (size <= 5) return say(T.right);
  const time = size < 120 ? say(T.seconds, { count: size }) : say(T.minutes, { count: whole(size, 60) });
  const text = say(seconds > 0 ? T.fast : T.slow, { time });
  return <span className={size > CLOCK_OFF_SECONDS ? 'tone-wrong' : undefined}>{text}</span>;
}
