/** The sale from its amount to its change, one below the other as on a till's roll. Only the step at hand takes keys. */
import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped, type Money } from '../../../../shared/values/money.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { Refused } from '../../../lib/api.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { ReadStep } from '../../cards/components/read-step.tsx';
import { QuoteLines } from './quote-lines.tsx';
import { meterOf, preparationOf, remainingOf, saleOf } from './steps.ts';
import { TenderPanel } from './tender-panel.tsx';
import { changeOf } from './tendering.ts';
import type { CounterDesk, PayDesk } from './use-counter.ts';
import type { LiveQuote } from './use-quote.ts';

const T = {
  sale: { zh: '本次购买', en: 'This sale' },
  money: { zh: '购买金额', en: 'Money' },
  quantity: { zh: '购买数量', en: 'Quantity' },
  toQuantity: { zh: 'F2 改按数量', en: 'F2 by quantity' },
  toMoney: { zh: 'F2 改按金额', en: 'F2 by money' },
  again: {
    zh: '{total} 元高于平常：与用户核对后，再输入一次应收金额',
    en: '{total} yuan is more than usual: check with the customer and type the sum due once more',
  },
  due: { zh: '应收', en: 'Due' },
  change: { zh: '找零', en: 'Change' },
  missing: { zh: '还差', en: 'Still missing' },
  toUndelivered: { zh: '未到账清单', en: 'List of undelivered sales' },
  toPrepared: { zh: '备单清单', en: 'List of prepared sales' },
  toDrop: { zh: '解缴现金', en: 'Drop cash' },
  post: { zh: '收款入账', en: 'Take the money' },
  prepare: { zh: '送收费窗口', en: 'Send to the cash window' },
} as const satisfies Record<string, Text>;

export const yuan = (amount: Money): string => `¥ ${formatMoneyGrouped(amount)}`;

/** Enter, once: a key held down is one key. */
export const onEnter =
  (act: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!event.repeat) act();
  };

function Amount({ desk }: { desk: CounterDesk }): ReactNode {
  const say = useSay();
  const { counter, happen } = desk;
  const byMoney = counter.by === 'money';
  const unit = byMoney ? '¥' : COMMODITIES[meterOf(counter)?.commodity ?? 'electricity'].unit;
  return (
    <div className="counter-line">
      <label htmlFor="counter-amount">
        {say(byMoney ? T.money : T.quantity)} <kbd>{say(byMoney ? T.toQuantity : T.toMoney)}</kbd>
      </label>
      <span className="counter-figure">
        <input
          id="counter-amount"
          data-step="amount"
          className="counter-input no-ime"
          inputMode="decimal"
          autoComplete="off"
          readOnly={counter.step !== 'amount' || desk.frozen}
          value={counter.amount}
          onChange={(event) => happen({ is: 'typed', field: 'amount', text: event.target.value })}
          onKeyDown={onEnter(() => counter.step === 'amount' && void desk.quote())}
        />
        <span className="unit">{unit}</span>
      </span>
    </div>
  );
}

/** The sum once more. `why` says what for, where it is not that it is unusual. */
export function Again({ desk, why = T.again }: { desk: PayDesk; why?: Text }): ReactNode {
  const say = useSay();
  const { counter, happen } = desk;
  if (counter.step !== 'retype' || counter.quote === null) return null;
  return (
    <div className="counter-line counter-again tone-soon">
      <label htmlFor="counter-again">{say(why, { total: formatMoneyGrouped(counter.quote.priced.totalFen) })}</label>
      <span className="counter-figure">
        <input
          id="counter-again"
          data-step="retype"
          className="counter-input no-ime"
          inputMode="decimal"
          autoComplete="off"
          readOnly={desk.frozen}
          value={counter.again}
          onChange={(event) => happen({ is: 'typed', field: 'again', text: event.target.value })}
          onKeyDown={onEnter(() => happen({ is: 'entered' }))}
        />
        <span className="unit">¥</span>
      </span>
    </div>
  );
}

export function Change({ desk }: { desk: PayDesk }): ReactNode {
  const say = useSay();
  const { counter } = desk;
  if (counter.step !== 'tender' && counter.step !== 'figures') return null;
  const { change, missing } = changeOf(counter, remainingOf(counter));
  const short = missing > 0;
  return (
    <div className={short ? 'counter-line counter-change counter-short' : 'counter-line counter-change'} role="status">
      <span>{say(short ? T.missing : T.change)}</span>
      <output className="figure">{yuan(short ? missing : change)}</output>
    </div>
  );
}

/** Where the next step of a refusal is done. */
const PLACES: Readonly<Record<string, { readonly to: string; readonly title: Text }>> = {
  'sale.undelivered': { to: '/sales/undelivered', title: T.toUndelivered },
  'prepared.present': { to: '/sales/prepared?state=waiting', title: T.toPrepared },
  'drawer.ceiling': { to: '/drawer?do=drop-cash', title: T.toDrop },
};

export function Said({ error }: { error: unknown }): ReactNode {
  const say = useSay();
  const place = error instanceof Refused ? PLACES[error.code] : undefined;
  return <RefusalAlert error={error}>{place && <Link to={place.to}>{say(place.title)}</Link>}</RefusalAlert>;
}

/** The sale's own refusal first; else why it could not be quoted. */
function Refusals({ desk, live }: { desk: CounterDesk; live: LiveQuote }): ReactNode {
  const { sale, failure } = desk;
  if (sale.refusal !== null && sale.phase === 'refused') return <Said error={sale.refusal} />;
  const error = live.refusal ?? failure;
  return error === null || sale.refusal !== null ? null : <Said error={error} />;
}

interface SaleColumnProps {
  readonly desk: CounterDesk;
  readonly live: LiveQuote;
  /** The drawer takes money now, or none is needed. */
  readonly open: boolean;
}

export function SaleColumn({ desk, live, open }: SaleColumnProps): ReactNode {
  const say = useSay();
  const { counter, sale } = desk;
  const { quote } = live;
  const meter = meterOf(counter);
  const toSend = desk.apart ? preparationOf(counter) : saleOf(counter);
  const paying = counter.step === 'tender' || counter.step === 'figures';
  return (
    <section className="panel padded counter-sale" aria-label={say(T.sale)}>
      <Amount desk={desk} />
      {meter !== null && meter.delivery === 'card' && (
        <ReadStep meterId={meter.meterId} commodity={meter.commodity} frozen={desk.frozen} />
      )}
      {quote !== null && <QuoteLines quote={quote} by={counter.by} />}
      <Again desk={desk} />
      {quote !== null && (
        <div className="counter-line counter-due">
          <span>{say(T.due)}</span>
          <output className="figure">{yuan(quote.priced.totalFen)}</output>
        </div>
      )}
      {paying && !desk.apart && <TenderPanel desk={desk} />}
      {!desk.apart && <Change desk={desk} />}
      {counter.problem && (
        <p className="refusal tone-soon" role="alert">
          {say(counter.problem)}
        </p>
      )}
      <Refusals desk={desk} live={live} />
      <SendingState standing={sale} onAskAgain={() => void desk.askAgain()} />
      {paying && (
        <Button
          type="primary"
          className="counter-post"
          disabled={!open || desk.frozen || toSend === null}
          data-step={desk.apart ? counter.step : undefined}
          onClick={() => void desk.post()}
          // A held Enter that came from the amount is not a second Enter.
          onKeyDown={onEnter(() => void desk.post())}
        >
          {say(desk.apart ? T.prepare : T.post)} <kbd>F9</kbd>
        </Button>
      )}
    </section>
  );
}
