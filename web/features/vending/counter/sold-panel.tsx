/** What became of the sale just made: the money, the credit, the slip, and the next key where something is left. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { DELIVERY_REASONS } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import type { SoldView } from '../../../../shared/vending/view.ts';
import { MoneyText, QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { Digits } from '../../tokens/components/digits.tsx';
import type { CounterDesk } from './use-counter.ts';
import type { SlipState } from './use-slip.ts';

const T = {
  title: { zh: '上一笔', en: 'The sale just made' },
  change: { zh: '找零', en: 'Change' },
  money: { zh: '已收款 {total} 元，凭证 {slip}', en: '{total} yuan taken, slip {slip}' },
  delivered: { zh: '已充入 {room}，余额', en: 'Credited to {room}; balance' },
  deliveredOutside: { zh: '已充入 {room} 的表', en: 'Credited to the meter of {room}' },
  onCard: {
    zh: '已写入 {room} 的卡并读回核对。请取下卡交还用户，提醒回去插表。',
    en: 'Written on the card of {room} and read back. Hand the card back; the customer inserts it into the meter.',
  },
  token: { zh: '{room} 的充值码，请用户在表上输入，额度', en: 'Token for {room}, to be typed in at the meter; credit' },
  owed: {
    zh: '已收款 {total} 元，{room} 还没有到账{reason}。不要重新收款。',
    en: '{total} yuan taken, not yet credited to {room}{reason}. Do not take the money again.',
  },
  because: { zh: '（原因：{reason}）', en: ' (reason: {reason})' },
  owedNext: {
    zh: '打开凭证，按“补充值”再充一次。',
    en: 'Open the slip, then “Deliver again”.',
  },
  unknown: {
    zh: '已收款 {total} 元，{room} 是否到账还不知道{reason}。不要重新收款。',
    en: '{total} yuan taken; whether {room} was credited is not known{reason}. Do not take the money again.',
  },
  unknownNext: {
    zh: '打开凭证，按“查询到账”；查明之前这块表停售。',
    en: 'Open the slip, then “Look up”. Nothing is sold to the meter until it is known.',
  },
  open: { zh: '打开凭证 {slip}', en: 'Open slip {slip}' },
  next: { zh: '可以直接输入下一位用户。', en: 'Go on with the next customer.' },
} as const satisfies Record<string, Text>;

const SLIP: Readonly<Record<Exclude<SlipState, 'none'>, Text>> = {
  printing: { zh: '凭证正在打印…', en: 'The slip is being printed…' },
  printed: { zh: '凭证已送打印。', en: 'The slip went to the printer.' },
  'not-printed': {
    zh: '凭证没有打印，账已入。按 F7 再打。',
    en: 'The slip was not printed; the sale stands. F7 prints it.',
  },
};

function Credit({ sold }: { sold: SoldView }): ReactNode {
  const say = useSay();
  if (sold.state !== 'delivered') {
    const unknown = sold.state === 'unknown';
    const reason = sold.reason === null ? '' : say(T.because, { reason: say(DELIVERY_REASONS[sold.reason]) });
    return (
      <div className="refusal tone-soon" role="alert">
        <strong>
          {say(unknown ? T.unknown : T.owed, { total: formatMoneyGrouped(sold.totalFen), room: sold.roomCode, reason })}
        </strong>
        <p>{say(unknown ? T.unknownNext : T.owedNext)}</p>
        <Link to={`/sales?open=${sold.saleId}`}>{say(T.open, { slip: sold.slipNo })}</Link>
      </div>
    );
  }
  const { balanceAfterFen, balanceAfterMilli } = sold;
  if (sold.tokenDigits.length > 0)
    return (
      <>
        <p>
          {say(T.token, { room: sold.roomCode })}{' '}
          {sold.creditMilli !== null && <QuantityText value={sold.creditMilli} commodity={sold.commodity} />}
          {sold.creditFen !== null && <MoneyText value={sold.creditFen} />}
        </p>
        {sold.tokenDigits.map((digits) => (
          <Digits key={digits} digits={digits} />
        ))}
      </>
    );
  if (sold.delivery === 'card') return <p>{say(T.onCard, { room: sold.roomCode })}</p>;
  const known = balanceAfterFen !== null || balanceAfterMilli !== null;
  return (
    <p>
      {say(known ? T.delivered : T.deliveredOutside, { room: sold.roomCode })}{' '}
      {balanceAfterFen !== null && <MoneyText value={balanceAfterFen} strong />}
      {balanceAfterMilli !== null && <QuantityText value={balanceAfterMilli} commodity={sold.commodity} />}
    </p>
  );
}

interface SoldPanelProps {
  readonly desk: Pick<CounterDesk, 'slip'>;
  readonly sold: SoldView;
  readonly next?: Text;
}

export function SoldPanel({ desk, sold, next = T.next }: SoldPanelProps): ReactNode {
  const say = useSay();
  const { slip } = desk;
  return (
    <section className="panel padded stack counter-sold" aria-label={say(T.title)}>
      <div className="counter-line counter-change" role="status">
        <span>{say(T.change)}</span>
        <output className="figure">¥ {formatMoneyGrouped(sold.changeFen)}</output>
      </div>
      <p className="counter-posted">{say(T.money, { total: formatMoneyGrouped(sold.totalFen), slip: sold.slipNo })}</p>
      <Credit sold={sold} />
      <p className="muted" role="status">
        {slip.state !== 'none' && say(SLIP[slip.state])} {say(next)}
      </p>
      {slip.refusal && <RefusalAlert error={slip.refusal} />}
    </section>
  );
}
