/** One's own account: password, PIN, authenticator, and where one is signed in. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { changePassword } from '../../../../shared/contracts/posts/change-password.ts';
import { changePin } from '../../../../shared/contracts/posts/change-pin.ts';
import { endOwnSessions } from '../../../../shared/contracts/posts/end-own-sessions.ts';
import { ownSessions } from '../../../../shared/contracts/posts/own-sessions.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { Authenticator } from '../components/authenticator.tsx';
import {
  NOTHING_TYPED,
  passwordFits,
  pinFits,
  SecretRules,
  TwiceTyped,
  useTooEasy,
} from '../components/new-secrets.tsx';
import '../posts.css';

const T = {
  title: { zh: '我的账号', en: 'My account' },
  who: { zh: '登录名 {login} · 岗位 {posts}', en: 'Login {login} · posts {posts}' },
  present: { zh: '现用密码', en: 'Present password' },
  passwordChanged: {
    zh: '密码已修改，其他设备上的登录已结束',
    en: 'Password changed; sessions on other machines have ended',
  },
  pinChanged: { zh: 'PIN 已修改', en: 'PIN changed' },
  sessionsNext: {
    zh: '看到不是自己的登录，请先结束，再修改密码，并报告系统管理员。',
    en: 'If one is not yours, end it, change the password, and tell the system administrator.',
  },
  ended: { zh: '其他设备上的登录已结束', en: 'The other sessions have ended' },
} as const satisfies Record<string, Text>;

const KINDS = {
  password: { contract: changePassword, fits: passwordFits, done: T.passwordChanged },
  pin: { contract: changePin, fits: pinFits, done: T.pinChanged },
} as const;

function useChange(kind: keyof typeof KINDS) {
  const operation = useOperation(KINDS[kind].contract as typeof changePassword);
  const [present, setPresent] = useState('');
  const [next, setNext] = useState(NOTHING_TYPED);
  const [tried, setTried] = useState(false);
  const send = async (): Promise<void> => {
    const input = kind === 'password' ? { newPassword: next.first } : { newPin: next.first };
    if (!(await operation.send({ password: present, ...input } as never))) return;
    setPresent('');
    setNext(NOTHING_TYPED);
    setTried(false);
    notify(KINDS[kind].done);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (present !== '' && KINDS[kind].fits(next)) void send();
  };
  return { operation, present, setPresent, next, setNext, tried, send, submit };
}

function ChangeSecret({ kind }: { kind: keyof typeof KINDS }): ReactNode {
  const say = useSay();
  const form = useChange(kind);
  const { operation } = form;
  const tooEasy = useTooEasy(operation.refusal);
  const { title, help } = KINDS[kind].contract as typeof changePassword;
  const edit =
    <V,>(set: (value: V) => void) =>
    (value: V): void => {
      operation.edited();
      set(value);
    };
  return (
    <section className="panel account-part">
      <h2>{say(title)}</h2>
      {help && <p className="muted">{say(help)}</p>}
      <form className="stack" onSubmit={form.submit} noValidate aria-label={say(title)}>
        <LabelledInput
          label={say(T.present)}
          type="password"
          autoComplete="current-password"
          value={form.present}
          onText={edit(form.setPresent)}
        />
        <TwiceTyped
          kind={kind}
          value={form.next}
          tried={form.tried}
          refused={tooEasy(kind)}
          onChange={edit(form.setNext)}
        />
        {operation.refusal && <RefusalAlert error={operation.refusal} />}
        <SendingState standing={operation} onAskAgain={() => void form.send()} />
        <div>
          <Button type="primary" htmlType="submit" disabled={operation.busy || form.present === ''}>
            {say(operation.busy ? W.sending : title)}
          </Button>
        </div>
      </form>
    </section>
  );
}

function OwnSessions(): ReactNode {
  const say = useSay();
  const answer = useAsk(ownSessions, {});
  const operation = useOperation(endOwnSessions);
  const rows = answer.data?.rows ?? [];
  const end = async (): Promise<void> => {
    if (await operation.send({})) notify(T.ended);
  };
  return (
    <section className="panel account-part account-wide">
      <h2>{say(ownSessions.title)}</h2>
      <p className="muted">{say(T.sessionsNext)}</p>
      {answer.isError && <RefusalAlert error={answer.error} />}
      {answer.isPending && <p className="muted">{say(W.loading)}</p>}
      {rows.length > 0 && (
        <DataTable caption={say(ownSessions.title)} columns={ownSessions.columns ?? []} rows={rows} />
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      {rows.length > 1 && (
        <div>
          <Button danger disabled={operation.busy} onClick={() => void end()}>
            {say(endOwnSessions.title)}
          </Button>
        </div>
      )}
    </section>
  );
}

export default function MePage(): ReactNode {
  const say = useSay();
  const session = useSession();
  if (!session?.person) return null;
  const posts = session.posts.map((post) => say(POSTS[post].title)).join(' · ');
  return (
    <div className="page">
      <PageHeader
        title={say(T.title)}
        help={`${session.person.name} · ${say(T.who, { login: session.person.login, posts })}`}
      />
      <div className="account-parts">
        <ChangeSecret kind="password" />
        <ChangeSecret kind="pin" />
        <Authenticator enrolled={session.totp} />
        <section className="panel account-part account-wide">
          <SecretRules />
        </section>
        <OwnSessions />
      </div>
    </div>
  );
}
