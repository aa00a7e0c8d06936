/** The house itself in the set-up: name, time zone, business, mode; and its two founders. */
import { type ReactNode, useId, useMemo } from 'react';
import type { Pack } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import type { Problem } from '../../../ui/problems.ts';
import type { HouseDraft } from '../draft.ts';
import { PACKS, postsOfPacks } from '../words.ts';

const T = {
  name: { zh: '单位名称', en: 'Name of the house' },
  nameHelp: { zh: '印在每张票据的抬头。', en: 'Printed at the head of every slip.' },
  zone: { zh: '时区', en: 'Time zone' },
  zoneHelp: { zh: '决定营业日从几点算起。', en: 'Decides when a business day begins.' },
  packs: { zh: '业务', en: 'Business' },
  packsNeeded: { zh: '请至少选择一项业务', en: 'Choose at least one business' },
  single: {
    zh: '一人兼管模式：一个人既售电又收费',
    en: 'Single-operator mode: one person both sells and keeps the cash',
  },
  singleHelp: {
    zh: '只在人手不足时启用。每张日结单都会印明；同一人不得签两次字，由主管或收款人复点后签第二个字；超过一个营业日未签，停止收现金。以后变更须两人办理。',
    en: 'Only for a short-handed house. Every daily slip says so; nobody signs twice: the supervisor or the receiver recounts and signs second; a slip unsigned after one business day stops cash. Changing it later takes two persons.',
  },
  first: { zh: '第一位创建人', en: 'First founder' },
  second: { zh: '第二位创建人', en: 'Second founder' },
  choose: { zh: '请选择', en: 'Choose' },
  person: { zh: '第 {number} 人', en: 'Person {number}' },
  foundersHelp: {
    zh: '两位创建人一起设立本单位：提交后只有他们得到领取码。第二位创建人用自己的账号核对人员与岗位并签字，各岗位才生效，其他人员的领取码也只交给第二位创建人。所以任何一个人都不能独自给自己设岗。',
    en: 'Two founders set the house up together: after this form only they get codes. The second one signs in with the own account, checks people and posts, and signs; only then do posts count, and the codes of all others go to the second founder. So nobody can give the own posts alone.',
  },
} as const satisfies Record<string, Text>;

interface DraftProps {
  readonly draft: HouseDraft;
  readonly problems: readonly Problem[];
  readonly onDraft: (draft: HouseDraft) => void;
}

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');

function ZoneChoice({ draft, onDraft }: Pick<DraftProps, 'draft' | 'onDraft'>): ReactNode {
  const say = useSay();
  const id = useId();
  const known = useMemo(zones, []);
  const listed = known.includes(draft.timeZone) ? known : [draft.timeZone, ...known];
  return (
    <div className="field">
      <label htmlFor={id}>{say(T.zone)}</label>
      <select
        id={id}
        className="native-select"
        value={draft.timeZone}
        aria-describedby={`${id}-help`}
        onChange={(event) => onDraft({ ...draft, timeZone: event.target.value })}
      >
        {listed.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
      <span id={`${id}-help`} className="muted">
        {say(T.zoneHelp)}
      </span>
    </div>
  );
}

interface TickProps {
  readonly label: Text;
  readonly help: Text;
  readonly checked: boolean;
  readonly invalid?: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Tick({ label, help, checked, invalid = false, onChange }: TickProps): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-invalid={invalid || undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{say(label)}</label>
        <small id={`${id}-help`} className="muted">
          {say(help)}
        </small>
      </div>
    </div>
  );
}

/** Posts of a business left out go with it; what the person held of the others stays. */
function withPack(draft: HouseDraft, pack: Pack, on: boolean): HouseDraft {
  const packs = (['vending', 'service'] as const).filter((one) => (one === pack ? on : draft.packs.includes(one)));
  const left = postsOfPacks(packs);
  return {
    ...draft,
    packs,
    singleOperator: draft.singleOperator && packs.includes('vending'),
    people: draft.people.map((person) => ({ ...person, posts: person.posts.filter((post) => left.includes(post)) })),
  };
}

export function HouseFields({ draft, problems, onDraft }: DraftProps): ReactNode {
  const say = useSay();
  const packsWrong = problems.some((one) => one.path === 'packs');
  const nameProblem = problems.find((one) => one.path === 'site.name');
  return (
    <div className="stack">
      <div className="form">
        <LabelledInput
          label={say(T.name)}
          help={say(T.nameHelp)}
          autoComplete="organization"
          value={draft.name}
          maxLength={60}
          problem={nameProblem && say(nameProblem.text)}
          onText={(name) => onDraft({ ...draft, name })}
        />
        <ZoneChoice draft={draft} onDraft={onDraft} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside the section's own would be read twice */}
      <div className="field" role="group" aria-label={say(T.packs)}>
        <span className="label">{say(T.packs)}</span>
        {(Object.keys(PACKS) as Pack[]).map((pack) => (
          <Tick
            key={pack}
            label={PACKS[pack].title}
            help={PACKS[pack].help}
            checked={draft.packs.includes(pack)}
            invalid={packsWrong}
            onChange={(on) => onDraft(withPack(draft, pack, on))}
          />
        ))}
        {packsWrong && <span className="problem">{say(T.packsNeeded)}</span>}
      </div>
      {draft.packs.includes('vending') && (
        <Tick
          label={T.single}
          help={T.singleHelp}
          checked={draft.singleOperator}
          onChange={(singleOperator) => onDraft({ ...draft, singleOperator })}
        />
      )}
    </div>
  );
}

interface FounderChoiceProps {
  readonly label: Text;
  readonly value: string;
  readonly draft: HouseDraft;
  readonly wrong: boolean;
  readonly onChange: (key: string) => void;
}

function FounderChoice({ label, value, draft, wrong, onChange }: FounderChoiceProps): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <select
        id={id}
        className="native-select"
        value={value}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{say(T.choose)}</option>
        {draft.people.map((person, index) => (
          <option key={person.key} value={person.key}>
            {person.name.trim() || person.login.trim() || say(T.person, { number: index + 1 })}
          </option>
        ))}
      </select>
      {wrong && (
        <span className="problem" id={`${id}-problem`}>
          {say(T.choose)}
        </span>
      )}
    </div>
  );
}

export function FounderFields({ draft, problems, onDraft }: DraftProps): ReactNode {
  const say = useSay();
  const wrong = (field: string): boolean => problems.some((one) => one.path === field);
  return (
    <div className="stack">
      <p className="muted">{say(T.foundersHelp)}</p>
      <div className="form">
        <FounderChoice
          label={T.first}
          value={draft.firstFounder}
          draft={draft}
          wrong={wrong('firstFounder')}
          onChange={(firstFounder) => onDraft({ ...draft, firstFounder })}
        />
        <FounderChoice
          label={T.second}
          value={draft.secondFounder}
          draft={draft}
          wrong={wrong('secondFounder')}
          onChange={(secondFounder) => onDraft({ ...draft, secondFounder })}
        />
      </div>
    </div>
  );
}
