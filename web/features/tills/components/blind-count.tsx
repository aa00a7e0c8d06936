/**
 * The blind count that ends a session, alone or handed to another: count, sign, done; or, where the first count did not
 * agree, count once more with a reason. No figure of the books is on the page before the end.
 */
import { Input } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { InputOf, OutputOf } from '../../../../shared/contracts/contract.ts';
import type { closeDrawer } from '../../../../shared/contracts/tills/close-drawer.ts';
import { handOverDrawer } from '../../../../shared/contracts/tills/hand-over-drawer.ts';
import type { Text } from '../../../../shared/text.ts';
import type { ClosingOutcome } from '../../../../shared/tills/closing.ts';
import { CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import { type DenominationCount as Count, countTotal } from '../../../../shared/values/denominations.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { DenominationCount } from '../../../ui/denomination-count.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { SignatureDialog } from '../../../ui/signature-dialog.tsx';
import { ReceiverChoice } from './receiver-choice.tsx';

const T = {
  again: {
    zh: '第一次清点与账面不符。请重新逐张清点，并写明情况；第二次清点即为结果。',
    en: 'The first count does not agree with the books. Count again piece by piece and write what you found; the second count stands.',
  },
  nothingTold: { zh: '结班前不显示应有金额。', en: 'What should be there is not shown before the end.' },
  reason: { zh: '情况说明', en: 'What was found' },
  next: { zh: '签字结班', en: 'Sign and close' },
  nextHandOver: { zh: '双方签字交接', en: 'Both sign' },
  counted: { zh: '清点合计 {total} 元', en: 'Counted: {total} yuan' },
  receiver: { zh: '接收人签字', en: "The receiver's signature" },
} as const satisfies Record<string, Text>;

export type Closed = Extract<ClosingOutcome, { outcome: 'closed' }>;

interface BlindCountProps {
  readonly contract: typeof closeDrawer | typeof handOverDrawer;
  /** The first count has been made already and did not agree. */
  readonly second: boolean;
  readonly onClosed: (closed: Closed) => void;
}

function useBlindCount({ contract, second, onClosed }: BlindCountProps) {
  const [count, setCount] = useState<Count>({});
  const [reason, setReason] = useState('');
  const [toPersonId, setTo] = useState('');
  const [again, setAgain] = useState(second);
  const [signing, setSigning] = useState(false);
  const [signatures, setSignatures] = useState<readonly string[]>([]);
  const operation = useOperation(contract, ['posts', 'cases', 'reconciliation']);
  const handsOver = contract === handOverDrawer;
  const content = {
    ...(handsOver ? { toPersonId } : {}),
    count,
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  };
  const took = (output: OutputOf<typeof closeDrawer> | undefined): void => {
    if (output?.outcome === 'closed') onClosed(output);
    if (output?.outcome !== 'count-again') return;
    setAgain(true);
    setCount({});
  };
  const signed = async (signatureId: string): Promise<void> => {
    const all = [...signatures, signatureId];
    if (handsOver && all.length === 1) return setSignatures(all);
    setSigning(false);
    setSignatures([]);
    operation.edited();
    took(await operation.send({ ...content, signatures: all } as InputOf<typeof contract>));
  };
  const stop = (): void => {
    setSigning(false);
    setSignatures([]);
  };
  const edit = (change: () => void): void => {
    operation.edited();
    change();
  };
  const askAgain = async (): Promise<void> => took(await operation.send({ count, signatures: [] } as never));
  return {
    count, setCount, reason, setReason, toPersonId, setTo, again, signing, setSigning, signatures, operation, handsOver,
    content, signed, stop, edit, askAgain,
  }; // biome-ignore format: a list of names
}

interface ReasonProps {
  readonly id: string;
  readonly disabled: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Reason({ id, disabled, value, onChange }: ReasonProps): ReactNode {
  const say = useSay();
  return (
    <div className="field">
      <label htmlFor={id}>{say(T.reason)}</label>
      <Input
        id={id}
        maxLength={200}
        autoComplete="off"
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** One's own signature, then, at a hand-over, the receiver's on the same count. */
function Signing({
  form,
  contract,
}: {
  form: ReturnType<typeof useBlindCount>;
  contract: BlindCountProps['contract'];
}) {
  const say = useSay();
  const second = { title: T.receiver, posts: CUSTODIAN_POSTS, personId: form.toPersonId };
  return (
    <SignatureDialog
      key={form.signatures.length}
      contract={contract}
      content={form.content}
      kind="pin"
      summary={
        <p className="till-total">{say(T.counted, { total: formatMoneyGrouped(countTotal(form.content.count)) })}</p>
      }
      {...(form.signatures.length > 0 ? { second } : {})}
      onSigned={(signatureId) => void form.signed(signatureId)}
      onClose={form.stop}
    />
  );
}

export function BlindCount(props: BlindCountProps): ReactNode {
  const say = useSay();
  const id = useId();
  const form = useBlindCount(props);
  const { operation, again, count } = form;
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelector('input')?.focus();
  }, []);
  useEffect(() => {
    if (again) grid.current?.querySelector('input')?.focus();
  }, [again]);
  const frozen = operation.busy || operation.phase === 'unknown';
  const lacking = (again && form.reason.trim().length < 2) || (form.handsOver && form.toPersonId === '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!frozen && !lacking) form.setSigning(true);
  };
  return (
    <>
      <form className="stack" aria-label={say(props.contract.title)} onSubmit={submit}>
        <p className="muted">
          {props.contract.help && say(props.contract.help)} {say(T.nothingTold)}
        </p>
        {again && (
          <p className="refusal tone-soon" role="alert">
            {say(T.again)}
          </p>
        )}
        {form.handsOver && (
          <ReceiverChoice value={form.toPersonId} onChange={(chosen) => form.edit(() => form.setTo(chosen))} />
        )}
        <div ref={grid}>
          <DenominationCount
            value={count}
            disabled={frozen}
            onChange={(next) => form.edit(() => form.setCount(next))}
            onFinished={() => document.getElementById(again ? `${id}-reason` : `${id}-sign`)?.focus()}
          />
        </div>
        {again && (
          <Reason
            id={`${id}-reason`}
            disabled={frozen}
            value={form.reason}
            onChange={(text) => form.edit(() => form.setReason(text))}
          />
        )}
        {operation.refusal && <RefusalAlert error={operation.refusal} />}
        <SendingState standing={operation} onAskAgain={() => void form.askAgain()} />
        <div className="row">
          <Button id={`${id}-sign`} type="primary" htmlType="submit" disabled={frozen || lacking}>
            {say(form.handsOver ? T.nextHandOver : T.next)}
          </Button>
        </div>
      </form>
      {form.signing && <Signing form={form} contract={props.contract} />}
    </>
  );
}
