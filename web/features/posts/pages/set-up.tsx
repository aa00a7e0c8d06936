/**
 * The set-up of a house: /set-up#token, as the console printed it. What breaks the rules of staffing is said while it
 * is typed. The token stays behind the #, which browsers do not send.
 */
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { setUpHouse } from '../../../../shared/contracts/posts/set-up-house.ts';
import type { Text } from '../../../../shared/text.ts';
import { EntryFrame } from '../../../app/entry-frame.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSessionQuery } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { problemsOf } from '../../../ui/problems.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { FoundedResult } from '../components/founded-result.tsx';
import { FounderFields, HouseFields } from '../components/house-draft.tsx';
import { PeopleDraft } from '../components/people-draft.tsx';
import { documentOf, emptyDraft, type HouseDraft, problemsOfDraft, whoIsIn } from '../draft.ts';
import { staffingText } from '../staffing-words.ts';
import '../posts.css';

const T = {
  title: { zh: '设置单位', en: 'Set up the house' },
  intro: {
    zh: '填写单位、人员和岗位。不相容的岗位不能由同一个人担任，右侧随时提示。',
    en: 'Fill in the house, its people and their posts. Posts that exclude each other cannot be one person; the side says so while you type.',
  },
  one: { zh: '一、单位', en: '1. The house' },
  two: { zh: '二、人员与岗位', en: '2. People and posts' },
  three: { zh: '三、两位创建人', en: '3. The two founders' },
  check: { zh: '岗位核对', en: 'Check of the posts' },
  fine: { zh: '人员与岗位符合规定。', en: 'People and posts keep the rules.' },
  waiting: { zh: '选择业务后开始核对。', en: 'The check begins when a business is chosen.' },
  count: { zh: '还有 {count} 处须调整', en: 'To put right: {count}' },
  fields: {
    zh: '还有 {count} 个栏目没有填好，请看标红处。',
    en: 'Fields not filled in yet: {count}; see the red marks.',
  },
  submit: { zh: '提交设置', en: 'Submit the set-up' },
  token: { zh: '设置令牌', en: 'Set-up token' },
  tokenHelp: {
    zh: '在服务器控制台上打印的设置地址中 # 之后的一段，60 分钟内有效；过期后重新启动会打印新的。',
    en: 'The part after # in the set-up address that the console printed, valid for 60 minutes; a restart prints a new one.',
  },
  done: { zh: '本单位已经设置过', en: 'This house is set up already' },
  doneNext: {
    zh: '请直接登录；人员与岗位在“人员与岗位”中变更。',
    en: 'Sign in; people and posts are changed under “People and posts”.',
  },
  signIn: { zh: '去登录', en: 'To the sign-in' },
  founding: {
    zh: '设置已经提交，还须第二位创建人确认。领取码丢失时，可在令牌有效期内用同样的内容再提交一次，会得到新的领取码。',
    en: 'The set-up was sent; the second founder has yet to confirm it. If the codes were lost, sending the same content again while the token is valid gives new ones.',
  },
  claim: { zh: '创建人领取账号', en: 'Founders claim their accounts' },
  confirm: { zh: '第二位创建人确认', en: 'The second founder confirms' },
  person: { zh: '第 {number} 人', en: 'Person {number}' },
} as const satisfies Record<string, Text>;

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai';

function useSetUp() {
  const operation = useOperation(setUpHouse);
  const [token, setToken] = useState(useLocation().hash.slice(1));
  const [draft, setDraft] = useState<HouseDraft>(() => emptyDraft(zoneHere()));
  const [tried, setTried] = useState(0);
  const input = { token: token.trim(), ...documentOf(draft) };
  const problems = tried === 0 ? [] : problemsOf(setUpHouse.input, input);
  const staffing = useMemo(() => (draft.packs.length === 0 ? [] : problemsOfDraft(draft)), [draft]);
  const edit = (next: HouseDraft): void => {
    operation.edited();
    setDraft(next);
  };
  const editToken = (next: string): void => {
    operation.edited();
    setToken(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried((times) => times + 1);
    const wrong = staffing.length > 0 || problemsOf(setUpHouse.input, input).length > 0;
    if (!wrong && !operation.busy) void operation.send(input);
  };
  return { operation, token, editToken, draft, edit, tried, problems, staffing, submit };
}

type SetUp = ReturnType<typeof useSetUp>;

function StaffingCheck({ setUp }: { setUp: SetUp }): ReactNode {
  const say = useSay();
  const { draft, staffing, problems } = setUp;
  const whoIs = whoIsIn(draft, (number) => say(T.person, { number }));
  const says = draft.packs.length === 0 ? T.waiting : staffing.length === 0 ? T.fine : T.count;
  return (
    <aside className="set-up-check panel stack" aria-label={say(T.check)}>
      <h2>{say(T.check)}</h2>
      <p role="status" className={staffing.length === 0 && draft.packs.length > 0 ? 'refusal tone-right' : undefined}>
        {say(says, { count: staffing.length })}
      </p>
      <ul className="check-list">
        {staffing.map((problem) => {
          const text = staffingText(problem, whoIs);
          return <li key={text.en}>{say(text)}</li>;
        })}
      </ul>
      {problems.length > 0 && (
        <p className="refusal tone-wrong" role="alert">
          {say(T.fields, { count: problems.length })}
        </p>
      )}
    </aside>
  );
}

/** After a form was turned back the keyboard stands in the first wrong field. */
function useFirstWrong(tried: number) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried]);
  return form;
}

function SetUpForm({ setUp }: { setUp: SetUp }): ReactNode {
  const say = useSay();
  const { operation, draft, edit, problems } = setUp;
  const form = useFirstWrong(setUp.tried);
  const [typesToken] = useState(setUp.token === '');
  const tokenProblem = problems.find((one) => one.path === 'token');
  const parts = { draft, problems, onDraft: edit };
  return (
    <div className="set-up">
      <form ref={form} className="stack" onSubmit={setUp.submit} noValidate aria-label={say(T.title)}>
        <p className="muted">{say(T.intro)}</p>
        {typesToken && (
          <LabelledInput
            label={say(T.token)}
            help={say(T.tokenHelp)}
            autoComplete="off"
            className="no-ime"
            value={setUp.token}
            problem={tokenProblem && say(tokenProblem.text)}
            onText={setUp.editToken}
          />
        )}
        <fieldset className="set-up-section">
          <legend>{say(T.one)}</legend>
          <HouseFields {...parts} />
        </fieldset>
        <fieldset className="set-up-section">
          <legend>{say(T.two)}</legend>
          <PeopleDraft {...parts} />
        </fieldset>
        <fieldset className="set-up-section">
          <legend>{say(T.three)}</legend>
          <FounderFields {...parts} />
        </fieldset>
        {operation.refusal && <RefusalAlert error={operation.refusal} />}
        <SendingState
          standing={operation}
          onAskAgain={() => void operation.send({ token: setUp.token, ...documentOf(draft) })}
        />
        <div>
          <Button type="primary" htmlType="submit" disabled={operation.busy}>
            {say(operation.busy ? W.sending : T.submit)}
          </Button>
        </div>
      </form>
      <StaffingCheck setUp={setUp} />
    </div>
  );
}

function Beginning({ onDone }: { onDone: (output: OutputOf<typeof setUpHouse>) => void }): ReactNode {
  const setUp = useSetUp();
  const { output } = setUp.operation;
  useEffect(() => {
    if (output) onDone(output);
  }, [output, onDone]);
  return <SetUpForm setUp={setUp} />;
}

export default function SetUpPage(): ReactNode {
  const say = useSay();
  const session = useSessionQuery();
  const [done, setDone] = useState<OutputOf<typeof setUpHouse> | null>(null);
  if (done) return <FoundedResult document={done.document} codes={done.codes} />;
  if (session.isError) {
    return (
      <EntryFrame title={say(T.title)}>
        <RefusalAlert error={session.error} />
        <Button onClick={() => void session.refetch()}>{say(W.reload)}</Button>
      </EntryFrame>
    );
  }
  if (session.data === undefined) return <p className="empty muted">{say(W.loading)}</p>;
  if (session.data.setUp) {
    return (
      <EntryFrame house={session.data.site?.name} title={say(T.done)}>
        <p>{say(T.doneNext)}</p>
        <a href="/">{say(T.signIn)}</a>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame house={session.data.site?.name} title={say(T.title)} wide>
      {session.data.founding && (
        <div className="refusal tone-soon">
          <p>{say(T.founding)}</p>
          <p>
            <a href="/claim">{say(T.claim)}</a> · <a href="/confirm-set-up">{say(T.confirm)}</a>
          </p>
        </div>
      )}
      <Beginning onDone={setDone} />
    </EntryFrame>
  );
}
