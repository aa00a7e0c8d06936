/**
 * The form of an operation, drawn from its contract: fields, labels, help, checks before sending, the refusal with its
 * next step, the step-up signature. One form is one idempotency key; every edit makes a new one.
 */
import { type FormEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { InputOf, OperationContract, OutputOf, SignatureKind } from '../../shared/contracts/contract.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { FieldInput, type Providers } from './field-input.tsx';
import { fieldsOf, startingValues } from './fields.ts';
import { notify } from './notices.tsx';
import { type Problem, problemsOf } from './problems.ts';
import { RefusalAlert } from './refusal-alert.tsx';
import { SendingState } from './sending-state.tsx';
import { type SecondSigner, SignatureDialog } from './signature-dialog.tsx';

type Values = Readonly<Record<string, unknown>>;

export interface OperationFormProps<C extends OperationContract> {
  readonly contract: C;
  /** What the page knows already: preset, and sent. */
  readonly given?: Partial<InputOf<C>>;
  /** Given fields that are not shown, such as the id of the document open. */
  readonly hidden?: readonly string[];
  readonly providers?: Providers;
  readonly labels?: Readonly<Record<string, Text>>;
  readonly submit?: Text;
  /** Further modules whose lists change. */
  readonly affects?: readonly string[];
  /** The signer is not the person signed in but another one at this screen. */
  readonly otherSigner?: SecondSigner | undefined;
  /** Who signs after the person signed in, on the same content; null where this content needs nobody else. */
  readonly second?: (values: Values) => SecondSigner | null;
  readonly danger?: boolean;
  readonly onDone?: (output: OutputOf<C>) => void;
  readonly onCancel?: () => void;
}

/** The refusal by which an act asks for a signature its contract did not announce. */
const SIGNATURE_NEEDED = 'signature.needed';

const kindAsked = (contract: OperationContract, facts: Values | undefined): SignatureKind =>
  facts?.kind === 'totp' || facts?.kind === 'pin' ? facts.kind : (contract.sign ?? 'pin');

function useForm<C extends OperationContract>(props: OperationFormProps<C>) {
  const { contract, given, labels } = props;
  const fields = useMemo(() => fieldsOf(contract.input, { ...contract.fields, ...labels }), [contract, labels]);
  const fresh = (): Values => startingValues(fields, given as Values | undefined);
  const [values, setValues] = useState<Values>(fresh);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [turnedBack, setTurnedBack] = useState(0);
  const [signing, setSigning] = useState<SignatureKind | null>(null);
  const [signatures, setSignatures] = useState<readonly string[]>([]);
  const operation = useOperation(contract, props.affects);

  const send = async (input: Values): Promise<void> => {
    const output = await operation.send(input as InputOf<C>);
    if (output === undefined) return;
    setValues(fresh());
    notify({ zh: `${contract.title.zh}：${W.done.zh}`, en: `${contract.title.en}: ${W.done.en}` });
    props.onDone?.(output);
  };
  const submit = async (): Promise<void> => {
    if (operation.busy || operation.phase === 'unknown') return;
    const found = problemsOf(contract.input, values).filter((problem) => !problem.path.startsWith('signatures'));
    setProblems(found);
    if (found.length > 0) {
      setTurnedBack((times) => times + 1);
      return;
    }
    const asked = operation.refusal?.code === SIGNATURE_NEEDED;
    if (contract.sign || asked) setSigning(kindAsked(contract, operation.refusal?.facts));
    else await send(values);
  };
  const edit = (key: string, value: unknown): void => {
    operation.edited();
    setProblems((held) => held.filter((problem) => problem.path !== key && !problem.path.startsWith(`${key}.`)));
    setValues((held) => ({ ...held, [key]: value }));
  };
  const second = signatures.length > 0 ? (props.second?.(values) ?? undefined) : undefined;
  const signed = async (signatureId: string): Promise<void> => {
    const all = [...signatures, signatureId];
    if (all.length === 1 && props.second?.(values)) {
      setSignatures(all);
      return;
    }
    setSigning(null);
    setSignatures([]);
    // The body now carries a signature: other content than a request refused before, so a new key.
    operation.edited();
    await send({ ...values, signatures: all });
  };
  const unsign = (): void => {
    setSigning(null);
    setSignatures([]);
  };
  return { fields, values, problems, turnedBack, signing, second, unsign, operation, submit, edit, signed };
}

/** After a submit that was turned back, the keyboard stands in the first wrong field; not while one corrects. */
function useFirstWrong(turnedBack: number): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (turnedBack > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [turnedBack]);
  return form;
}

/** Problems that belong to no field shown: rules over the whole input, or a hidden field the page gave wrongly. */
function OtherProblems({ problems }: { problems: readonly Problem[] }): ReactNode {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <div className="refusal tone-wrong" role="alert">
      {problems.map((problem) => (
        <p key={problem.path}>
          {say(problem.text)}
          {problem.path && <span className="muted"> ({problem.path})</span>}
        </p>
      ))}
    </div>
  );
}

const secondOf = (second: SecondSigner | undefined) => (second === undefined ? {} : { second });

export function OperationForm<C extends OperationContract>(props: OperationFormProps<C>): ReactNode {
  const { contract, hidden = [], providers = {}, submit = W.submit, onCancel, danger = false } = props;
  const say = useSay();
  const form = useForm(props);
  const { operation } = form;
  const disabled = operation.busy || operation.phase === 'unknown';
  const shown = form.fields.filter((field) => !hidden.includes(field.key));
  const shownKeys = new Set(shown.map((field) => field.key));
  const context = { problems: form.problems, providers, disabled };
  const element = useFirstWrong(form.turnedBack);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void form.submit();
  };
  return (
    <>
      <form ref={element} className="stack" onSubmit={onSubmit} noValidate aria-label={say(contract.title)}>
        {contract.help && <p className="muted">{say(contract.help)}</p>}
        <div className="form">
          {shown.map((field) => (
            <FieldInput
              key={field.key}
              field={field}
              path={field.key}
              value={form.values[field.key]}
              onChange={(value) => form.edit(field.key, value)}
              form={context}
            />
          ))}
        </div>
        <OtherProblems problems={form.problems.filter((problem) => !shownKeys.has(problem.path.split('.')[0]!))} />
        {operation.refusal && <RefusalAlert error={operation.refusal} />}
        <SendingState standing={operation} onAskAgain={() => void operation.send(form.values as InputOf<C>)} />
        <div className="row">
          <Button type="primary" danger={danger} htmlType="submit" disabled={disabled}>
            {operation.phase === 'sending' ? say(W.sending) : say(submit)}
          </Button>
          {onCancel && (
            <Button onClick={onCancel} disabled={operation.busy}>
              {say(W.cancel)}
            </Button>
          )}
        </div>
      </form>
      {form.signing && (
        <SignatureDialog
          key={form.second ? 'second' : 'first'}
          contract={contract}
          content={form.values}
          kind={form.signing}
          {...secondOf(form.second ?? props.otherSigner)}
          onSigned={(signatureId) => void form.signed(signatureId)}
          onClose={form.unsign}
        />
      )}
    </>
  );
}
