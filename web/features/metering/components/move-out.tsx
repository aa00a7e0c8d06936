/**
 * The household leaves: each meter whose balance is kept here is read, its use posted, and what is left goes where it
 * is said to go. The form shows what the reading means before it is sent.
 */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { closeAccount } from '../../../../shared/contracts/metering/close-account.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import { DELIVERY_KINDS } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES, milli } from '../../../../shared/values/quantity.ts';
import { QuantityText } from '../../../lib/format.tsx';
import { fill, useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { MoneyInput, QuantityInput } from '../../../ui/figure-input.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { problemsOf } from '../../../ui/problems.ts';
import { RecordInput } from '../../../ui/record-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { accountsProvider } from '../providers.ts';
import { CreditText } from './credit.tsx';
import type { AccountAnswer } from './household.tsx';

const T = {
  meter: { zh: '表', en: 'Meter' },
  last: { zh: '上次读数', en: 'Last reading' },
  final: { zh: '结算读数', en: 'Final reading' },
  finalOf: { zh: '表 {meterNo} 的结算读数', en: 'Final reading of meter {meterNo}' },
  used: { zh: '本次用量', en: 'Used since' },
  left: { zh: '现余额', en: 'Balance now' },
  below: { zh: '比上次小', en: 'Below the last one' },
  noMeters: {
    zh: '这一户没有表，不需要读数。',
    en: 'This household has no meter: nothing to read.',
  },
  inMeterOf: { zh: '表 {meterNo} 表内剩余', en: 'Left in meter {meterNo}' },
  inMeterHelp: {
    zh: '刚远程抄过表或读过卡的，留空即可；读不到时抄录表上显示的数。',
    en: 'Leave empty when the meter or its card has just been read; otherwise copy what the display shows.',
  },
  bands: { zh: '峰、平、谷读数（执行分时电价的表须填）', en: 'Peak, flat and valley (where prices go by hours)' },
  peak: { zh: '峰', en: 'Peak' },
  flat: { zh: '平', en: 'Flat' },
  valley: { zh: '谷', en: 'Valley' },
  toAccount: { zh: '余额转入哪一户', en: 'The credit goes to' },
  toAccountHelp: {
    zh: '不填时，余额记在下面所选住户名下，等其在别处开户时转入新表。',
    en: 'When empty, the credit waits under the occupant chosen below, until that person has an account elsewhere.',
  },
  waits: { zh: '余额记在谁名下', en: 'The credit waits under' },
  reason: { zh: '原因', en: 'Reason' },
  submit: { zh: '结算并销户', en: 'Settle and close' },
  done: { zh: '已销户，结算单 {number}。', en: 'Closed by settlement {number}.' },
  incomplete: { zh: '请填写每块表的读数和原因（至少两个字）', en: 'Fill in the reading of each meter and the reason' },
} as const satisfies Record<string, Text>;

type Registers = Readonly<Record<'totalMilli' | 'peakMilli' | 'flatMilli' | 'valleyMilli', number | null>>;
const UNREAD: Registers = { totalMilli: null, peakMilli: null, flatMilli: null, valleyMilli: null };
const BANDS = [
  ['peakMilli', T.peak],
  ['flatMilli', T.flat],
  ['valleyMilli', T.valley],
] as const;

function Used({ meter, total }: { meter: MeterView; total: number | null }): ReactNode {
  const say = useSay();
  if (total === null) return null;
  const used = (total - meter.registerMilli) * meter.ratio;
  if (used < 0) return <span className="credit-below">{say(T.below)}</span>;
  return Number.isSafeInteger(used) ? <QuantityText value={milli(used)} commodity={meter.commodity} /> : null;
}

interface MeterLineProps {
  readonly meter: MeterView;
  readonly read: Registers;
  readonly onRead: (read: Registers) => void;
}

function MeterLine({ meter, read, onRead }: MeterLineProps): ReactNode {
  const say = useSay();
  const { unit } = COMMODITIES[meter.commodity];
  const label = say(T.finalOf, { meterNo: meter.meterNo });
  return (
    <tr>
      <th scope="row">
        {say(COMMODITIES[meter.commodity].title)} <span className="figure">{meter.meterNo}</span>
      </th>
      <td>
        <QuantityText value={meter.registerMilli} commodity={meter.commodity} decimals={3} />
      </td>
      <td>
        <QuantityInput
          label={label}
          suffix={unit}
          value={read.totalMilli}
          onChange={(totalMilli) => onRead({ ...read, totalMilli })}
        />
        {meter.commodity === 'electricity' && (
          <details>
            <summary>{say(T.bands)}</summary>
            {BANDS.map(([key, title]) => (
              <QuantityInput
                key={key}
                label={`${label} ${say(title)}`}
                suffix={say(title)}
                value={read[key]}
                onChange={(value) => onRead({ ...read, [key]: value })}
              />
            ))}
          </details>
        )}
      </td>
      <td>
        <Used meter={meter} total={read.totalMilli} />
      </td>
      <td>
        <CreditText meter={meter} />
      </td>
    </tr>
  );
}

interface StandLineProps {
  readonly meter: MeterView;
  readonly stand: number | null;
  readonly onStand: (stand: number | null) => void;
}

/** A meter that holds its credit itself is not rated here: only what is left in it counts. */
function StandLine({ meter, stand, onStand }: StandLineProps): ReactNode {
  const say = useSay();
  const label = say(T.inMeterOf, { meterNo: meter.meterNo });
  return (
    <tr>
      <th scope="row">
        {say(COMMODITIES[meter.commodity].title)} <span className="figure">{meter.meterNo}</span>
      </th>
      <td>{say(DELIVERY_KINDS[meter.delivery])}</td>
      <td colSpan={3}>
        {meter.credit.unit === 'money' ? (
          <MoneyInput label={label} value={stand} onChange={onStand} />
        ) : (
          <QuantityInput label={label} suffix={COMMODITIES[meter.commodity].unit} value={stand} onChange={onStand} />
        )}
        <span className="muted">{say(T.inMeterHelp)}</span>
      </td>
    </tr>
  );
}

function useMoveOut(answer: AccountAnswer, onClose: () => void) {
  const operation = useOperation(closeAccount, ['customers']);
  const [read, setRead] = useState<Readonly<Record<string, Registers>>>({});
  const [toAccountId, setToAccountId] = useState<string>();
  const present = answer.occupants.filter((one) => one.untilDate === null);
  const [customerId, setCustomerId] = useState(present[0]?.customer.customerId);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const [stands, setStands] = useState<Readonly<Record<string, number | null>>>({});
  const fitted = answer.meters.filter((meter) => meter.state !== 'retired');
  const meters = fitted.filter((meter) => meter.delivery === 'balance');
  const holders = fitted.filter((meter) => meter.delivery !== 'balance');
  const input = {
    accountId: answer.account.accountId,
    readings: meters.map(({ meterId }) => {
      const given = Object.entries(read[meterId] ?? UNREAD).filter(([, value]) => value !== null);
      return { meterId, ...Object.fromEntries(given) };
    }),
    stands: holders.flatMap(({ meterId }) => {
      const remaining = stands[meterId] ?? null;
      return remaining === null ? [] : [{ meterId, remaining }];
    }),
    ...(toAccountId === undefined ? {} : { toAccountId }),
    ...(toAccountId === undefined && customerId !== undefined ? { customerId } : {}),
    reason,
  } as InputOf<typeof closeAccount>;
  const edited = <V,>(set: (value: V) => void) => {
    return (value: V): void => {
      operation.edited();
      setWrong(false);
      set(value);
    };
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (problemsOf(closeAccount.input, input).length > 0) {
      setWrong(true);
      return;
    }
    const output = await operation.send(input);
    if (output === undefined) return;
    const words = { number: output.settlementNumber };
    notify({ zh: fill(T.done.zh, words), en: fill(T.done.en, words) });
    onClose();
  };
  return {
    operation,
    meters,
    holders,
    stands,
    setStands: edited(setStands),
    present,
    read,
    setRead: edited(setRead),
    toAccountId,
    setToAccountId: edited(setToAccountId),
    customerId,
    setCustomerId: edited(setCustomerId),
    reason,
    setReason: edited(setReason),
    wrong,
    submit,
    input,
  };
}

function Readings({ form }: { form: ReturnType<typeof useMoveOut> }): ReactNode {
  const say = useSay();
  if (form.meters.length + form.holders.length === 0) return <p className="muted">{say(T.noMeters)}</p>;
  return (
    <table className="final-readings">
      <thead>
        <tr>
          {[T.meter, T.last, T.final, T.used, T.left].map((title) => (
            <th scope="col" key={title.en}>
              {say(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {form.meters.map((meter) => (
          <MeterLine
            key={meter.meterId}
            meter={meter}
            read={form.read[meter.meterId] ?? UNREAD}
            onRead={(read) => form.setRead({ ...form.read, [meter.meterId]: read })}
          />
        ))}
        {form.holders.map((meter) => (
          <StandLine
            key={meter.meterId}
            meter={meter}
            stand={form.stands[meter.meterId] ?? null}
            onStand={(stand) => form.setStands({ ...form.stands, [meter.meterId]: stand })}
          />
        ))}
      </tbody>
    </table>
  );
}

export function MoveOut({ answer, onClose }: { answer: AccountAnswer; onClose: () => void }): ReactNode {
  const say = useSay();
  const id = useId();
  const form = useMoveOut(answer, onClose);
  const { operation } = form;
  return (
    <form
      className="stack"
      onSubmit={(event) => void form.submit(event)}
      noValidate
      aria-label={say(closeAccount.title)}
    >
      <p className="muted">{say(closeAccount.help!)}</p>
      <Readings form={form} />
      <div className="field">
        <label htmlFor={`${id}-to`}>
          {say(T.toAccount)}
          <span className="muted">{say(W.optional)}</span>
        </label>
        <RecordInput
          id={`${id}-to`}
          value={form.toAccountId}
          onChange={form.setToAccountId}
          provider={accountsProvider}
          describedBy={`${id}-to-help`}
        />
        <span className="muted" id={`${id}-to-help`}>
          {say(T.toAccountHelp)}
        </span>
      </div>
      {form.toAccountId === undefined && form.present.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-who`}>{say(T.waits)}</label>
          <select
            id={`${id}-who`}
            className="native-select"
            value={form.customerId}
            onChange={(event) => form.setCustomerId(event.target.value)}
          >
            {form.present.map(({ customer }) => (
              <option key={customer.customerId} value={customer.customerId}>
                {[customer.name, customer.phone].filter(Boolean).join(' ')}
              </option>
            ))}
          </select>
        </div>
      )}
      <LabelledInput label={say(T.reason)} value={form.reason} maxLength={200} onText={form.setReason} />
      {form.wrong && (
        <p className="problem refusal tone-wrong" role="alert">
          {say(T.incomplete)}
        </p>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send(form.input)} />
      <div className="row">
        <Button type="primary" danger htmlType="submit" disabled={operation.busy || operation.phase === 'unknown'}>
          {operation.phase === 'sending' ? say(W.sending) : say(T.submit)}
        </Button>
        <Button onClick={onClose} disabled={operation.busy}>
          {say(W.cancel)}
        </Button>
      </div>
    </form>
  );
}
