/**
 * Proposing a price: the tariff is typed with its problems at the field and a trial beside it, then signed with the own
 * PIN. It begins from the price in force where the address names one.
 */
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { proposeTariff } from '../../../../shared/contracts/prices/propose-tariff.ts';
import { tariffs } from '../../../../shared/contracts/prices/tariffs.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldInput } from '../../../ui/field-input.tsx';
import { type Field, fieldsOf } from '../../../ui/fields.ts';
import { notify } from '../../../ui/notices.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { type Problem, problemsOf } from '../../../ui/problems.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { SignatureDialog } from '../../../ui/signature-dialog.tsx';
import { InWords } from '../components/tariff-facts.tsx';
import { HoursFields, TariffFields } from '../components/tariff-fields.tsx';
import { TierEditor } from '../components/tier-editor.tsx';
import { Trial } from '../components/trial.tsx';
import { ChoiceField, problemAt } from '../components/typed-field.tsx';
import { checked, type Draft, draftOf, FRESH } from '../tariff-draft.ts';
import { useCategories } from '../use-categories.ts';
import '../prices.css';

const T = {
  category: { zh: '用户类别', en: 'User category' },
  choose: { zh: '请选择', en: 'Choose' },
  code: { zh: '用户类别代码（小写字母、数字、短横）', en: 'Code of the user category (small letters, digits, dashes)' },
  from: { zh: '生效时间（不填则批准后立即生效）', en: 'Effective from (empty: at the moment of approval)' },
  submit: { zh: '签字提出', en: 'Sign and propose' },
  done: { zh: '已提出，等待价格审批人批准', en: 'Proposed; it waits for the price approver' },
  begins: {
    zh: '已按现行第 {number} 版价格填好，请改要变动的地方。',
    en: 'Filled in from version {number} in force; change what is to change.',
  },
} as const satisfies Record<string, Text>;

type Input = InputOf<typeof proposeTariff>;
type Rest = Partial<Pick<Input, 'categoryCode' | 'effectiveFrom' | 'reason'>>;

const FIELDS = new Map(
  fieldsOf(proposeTariff.input, { ...proposeTariff.fields, categoryCode: T.code, effectiveFrom: T.from }).map(
    (field): [string, Field] => [field.key, field],
  ),
);

/** The price in force the address names, to begin from. */
function useBeginning() {
  const [search] = useSearchParams();
  const { data } = useAsk(tariffs, {});
  const [commodity, category] = [search.get('commodity'), search.get('category')];
  return useMemo(
    () => data?.rows.find((row) => row.inForce && row.commodity === commodity && row.categoryCode === category),
    [data, commodity, category],
  );
}

function useProposal() {
  const navigate = useNavigate();
  const beginning = useBeginning();
  const operation = useOperation(proposeTariff);
  const [draft, setDraft] = useState<Draft>(FRESH);
  const [rest, setRest] = useState<Rest>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [turnedBack, setTurnedBack] = useState(0);
  const [signing, setSigning] = useState(false);
  const begun = useRef(false);
  useEffect(() => {
    if (beginning === undefined || begun.current) return;
    begun.current = true;
    setDraft(draftOf(beginning.spec));
    setRest((held) => ({ ...held, categoryCode: beginning.categoryCode }));
  }, [beginning]);
  const tariff = checked(draft);
  const content = { ...rest, spec: tariff.spec };
  const find = (of: Draft, other: Rest): readonly Problem[] => [
    ...checked(of).problems,
    ...problemsOf(proposeTariff.input, { ...other, spec: checked(of).spec ?? undefined }).filter(
      ({ path }) => path !== 'signatures' && !path.startsWith('spec'),
    ),
  ];
  const edit = (of: Draft, other: Rest): void => {
    operation.edited();
    setDraft(of);
    setRest(other);
    // Once turned back, what is put right disappears as one types; before, nobody is corrected in mid-word.
    if (problems.length > 0) setProblems(find(of, other));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (operation.busy || operation.phase === 'unknown') return;
    const found = find(draft, rest);
    setProblems(found);
    if (found.length > 0) setTurnedBack((times) => times + 1);
    else setSigning(true);
  };
  const send = async (signatures: readonly string[]): Promise<void> => {
    setSigning(false);
    operation.edited();
    const proposed = await operation.send({ ...content, signatures: [...signatures] } as unknown as Input);
    if (proposed === undefined) return;
    notify(T.done);
    await navigate('/prices/proposals');
  };
  return {
    beginning,
    operation,
    draft,
    rest,
    problems,
    turnedBack,
    signing,
    setSigning,
    tariff,
    content,
    edit,
    submit,
    send,
  };
}

type Proposal = ReturnType<typeof useProposal>;

function CategoryField({ proposal }: { proposal: Proposal }): ReactNode {
  const say = useSay();
  const known = useCategories();
  const { rest, draft, problems, edit } = proposal;
  const value = rest.categoryCode ?? '';
  if (known.length === 0) return <RestField name="categoryCode" proposal={proposal} />;
  const listed = known.map(({ categoryCode, title }) => ({
    value: categoryCode,
    title: `${say(title)} (${categoryCode})`,
  }));
  const unlisted = value !== '' && !known.some((one) => one.categoryCode === value) ? [{ value, title: value }] : [];
  return (
    <ChoiceField
      label={say(T.category)}
      value={value}
      options={[{ value: '', title: say(T.choose) }, ...listed, ...unlisted]}
      problem={problemAt(problems, 'categoryCode')}
      onChange={(chosen) => edit(draft, { ...rest, categoryCode: chosen === '' ? undefined : chosen })}
    />
  );
}

function RestField({ name, proposal }: { name: keyof Rest; proposal: Proposal }): ReactNode {
  const { rest, draft, problems, operation, edit } = proposal;
  return (
    <FieldInput
      field={FIELDS.get(name)!}
      path={name}
      value={rest[name]}
      onChange={(value) => edit(draft, { ...rest, [name]: value })}
      form={{ problems, providers: {}, disabled: operation.busy }}
    />
  );
}

function ProposalForm({ proposal }: { proposal: Proposal }): ReactNode {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const { draft, rest, problems, turnedBack, operation, beginning } = proposal;
  useEffect(() => {
    if (turnedBack > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [turnedBack]);
  const onDraft = (next: Draft): void => proposal.edit(next, rest);
  return (
    <form
      ref={form}
      className="panel stack"
      onSubmit={proposal.submit}
      noValidate
      aria-label={say(proposeTariff.title)}
    >
      {beginning && <p className="muted">{say(T.begins, { number: beginning.number })}</p>}
      <div className="form">
        <CategoryField proposal={proposal} />
        <TariffFields draft={draft} problems={problems} onDraft={onDraft} />
      </div>
      <HoursFields draft={draft} problems={problems} onDraft={onDraft} />
      <TierEditor draft={draft} problems={problems} onDraft={onDraft} />
      <div className="form">
        <RestField name="effectiveFrom" proposal={proposal} />
        <RestField name="reason" proposal={proposal} />
      </div>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send({} as Input)} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || operation.phase === 'unknown'}>
          {operation.phase === 'sending' ? say(W.sending) : say(T.submit)}
        </Button>
      </div>
    </form>
  );
}

export default function ProposePage(): ReactNode {
  const say = useSay();
  const proposal = useProposal();
  const { tariff } = proposal;
  return (
    <div className="page">
      <PageHeader title={say(proposeTariff.title)} help={say(proposeTariff.help!)} />
      <div className="propose">
        <ProposalForm proposal={proposal} />
        <div className="panel trial stack">
          {tariff.spec && <InWords spec={tariff.spec} />}
          <Trial spec={tariff.spec} />
        </div>
      </div>
      {proposal.signing && (
        <SignatureDialog
          contract={proposeTariff}
          content={proposal.content}
          kind="pin"
          summary={tariff.spec && <InWords spec={tariff.spec} />}
          onSigned={(signatureId) => void proposal.send([signatureId])}
          onClose={() => proposal.setSigning(false)}
        />
      )}
    </div>
  );
}
