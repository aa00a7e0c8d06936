/** Where the cash lies, and the remittance slip for the daily slips that are ticked. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { InputOf, OutputOf } from '../../../../shared/contracts/contract.ts';
import type { cashCustody } from '../../../../shared/contracts/reconciliation/cash-custody.ts';
import { makeRemittance } from '../../../../shared/contracts/reconciliation/make-remittance.ts';
import { REMITTANCE_WAY_TITLES, REMITTANCE_WAYS } from '../../../../shared/reconciliation/remittance.ts';
import type { Text } from '../../../../shared/text.ts';
import { addMoney, fen, ZERO } from '../../../../shared/values/money.ts';
import { MoneyText } from '../../../lib/format.tsx';
import { fill, useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { MoneyInput } from '../../../ui/figure-input.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { problemsOf } from '../../../ui/problems.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { SignatureDialog } from '../../../ui/signature-dialog.tsx';

type Custody = OutputOf<typeof cashCustody>;

const T = {
  tick: { zh: '勾选要缴的日结单', en: 'Tick the slips to be remitted' },
  slip: { zh: '{number}（{date}，保管人 {name}）', en: '{number} ({date}, custodian {name})' },
  due: { zh: '应缴合计', en: 'Due in all' },
  amount: { zh: '缴款金额', en: 'Amount' },
  way: { zh: '方式', en: 'Way' },
  receiver: { zh: '银行及账户／接收部门', en: 'Bank and account, or office' },
  receipt: { zh: '回单号（可稍后由财务补）', en: 'Receipt number (finance may add it)' },
  reason: { zh: '与应缴不符的说明', en: 'Why it differs from what is due' },
  submit: { zh: '签字缴款', en: 'Sign and remit' },
  done: {
    zh: '缴款单 {number} 已生成，财务确认前为在途资金。',
    en: 'Remittance {number} is made; in transit until finance confirms.',
  },
  incomplete: { zh: '请勾选日结单，填写金额和接收方', en: 'Tick a slip, and fill in the amount and the receiver' },
} as const satisfies Record<string, Text>;

function useRemittance(custody: Custody, onMade: (remittanceId: string) => void) {
  const operation = useOperation(makeRemittance);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(custody.rows.map((row) => row.slipId)));
  const [amount, setAmount] = useState<number | null>(null);
  const [way, setWay] = useState<(typeof REMITTANCE_WAYS)[number]>('bank');
  const [receiver, setReceiver] = useState('');
  const [receiptNo, setReceiptNo] = useState('');
  const [reason, setReason] = useState('');
  const [step, setStep] = useState<'form' | 'wrong' | 'sign'>('form');
  const due = addMoney(ZERO, ...custody.rows.filter((row) => ticked.has(row.slipId)).map((row) => row.dueFen));
  const content = {
    slipIds: [...ticked],
    way,
    receiver,
    ...(receiptNo.trim() === '' ? {} : { receiptNo }),
    amountFen: fen(amount ?? due),
    reason,
  } satisfies Omit<InputOf<typeof makeRemittance>, 'signatures'>;
  const edited = <V,>(set: (value: V) => void) => {
    return (value: V): void => {
      operation.edited();
      setStep('form');
      set(value);
    };
  };
  const check = (event: FormEvent): void => {
    event.preventDefault();
    const placeholder = ['00000000-0000-7000-8000-000000000000'];
    const wrong = problemsOf(makeRemittance.input, { ...content, signatures: placeholder }).length > 0;
    setStep(wrong ? 'wrong' : 'sign');
  };
  const send = async (signatures: string[]): Promise<void> => {
    setStep('form');
    const made = await operation.send({ ...content, signatures });
    if (made === undefined) return;
    notify({ zh: fill(T.done.zh, { number: made.number }), en: fill(T.done.en, { number: made.number }) });
    onMade(made.remittanceId);
  };
  const tick = (slipId: string): void => {
    const next = new Set(ticked);
    if (!next.delete(slipId)) next.add(slipId);
    edited(setTicked)(next);
  };
  return {
    operation,
    ticked,
    tick,
    amount,
    setAmount: edited(setAmount),
    way,
    setWay: edited(setWay),
    receiver,
    setReceiver: edited(setReceiver),
    receiptNo,
    setReceiptNo: edited(setReceiptNo),
    reason,
    setReason: edited(setReason),
    step,
    setStep,
    due,
    content,
    check,
    send,
  };
}

type Form = ReturnType<typeof useRemittance>;

function Slips({ custody, form }: { custody: Custody; form: Form }): ReactNode {
  const say = useSay();
  return (
    <fieldset className="stack">
      <legend>{say(T.tick)}</legend>
      {custody.rows.map((row) => (
        <label key={row.slipId} className="row">
          <input type="checkbox" checked={form.ticked.has(row.slipId)} onChange={() => form.tick(row.slipId)} />
          <span>{say(T.slip, { number: row.slipNo, date: row.businessDate, name: row.custodianName })}</span>
          <MoneyText value={row.dueFen} />
        </label>
      ))}
      <p>
        {say(T.due)} <MoneyText value={form.due} strong />
      </p>
    </fieldset>
  );
}

function Fields({ form }: { form: Form }): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <>
      <MoneyInput label={say(T.amount)} value={form.amount ?? form.due} onChange={form.setAmount} />
      <div className="field">
        <label htmlFor={id}>{say(T.way)}</label>
        <select
          id={id}
          className="native-select"
          value={form.way}
          onChange={(event) => form.setWay(event.target.value as Form['way'])}
        >
          {REMITTANCE_WAYS.map((way) => (
            <option key={way} value={way}>
              {say(REMITTANCE_WAY_TITLES[way])}
            </option>
          ))}
        </select>
      </div>
      <LabelledInput label={say(T.receiver)} value={form.receiver} maxLength={100} onText={form.setReceiver} />
      <LabelledInput label={say(T.receipt)} value={form.receiptNo} maxLength={60} onText={form.setReceiptNo} />
      {form.content.amountFen !== form.due && (
        <LabelledInput label={say(T.reason)} value={form.reason} maxLength={200} onText={form.setReason} />
      )}
    </>
  );
}

export function MakeRemittance(props: {
  readonly custody: Custody;
  readonly onMade: (remittanceId: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const say = useSay();
  const form = useRemittance(props.custody, props.onMade);
  const { operation } = form;
  return (
    <form className="stack" onSubmit={form.check} noValidate aria-label={say(makeRemittance.title)}>
      <p className="muted">{say(makeRemittance.help!)}</p>
      <Slips custody={props.custody} form={form} />
      <Fields form={form} />
      {form.step === 'wrong' && (
        <p className="problem refusal tone-wrong" role="alert">
          {say(T.incomplete)}
        </p>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send({ ...form.content, signatures: [] })} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || operation.phase === 'unknown'}>
          {say(T.submit)}
        </Button>
        <Button onClick={props.onClose} disabled={operation.busy}>
          {say(W.cancel)}
        </Button>
      </div>
      {form.step === 'sign' && (
        <SignatureDialog
          contract={makeRemittance}
          content={form.content}
          kind="pin"
          summary={
            <p>
              {form.receiver} <MoneyText value={form.content.amountFen} strong />
            </p>
          }
          onSigned={(signatureId) => void form.send([signatureId])}
          onClose={() => form.setStep('form')}
        />
      )}
    </form>
  );
}
