/** Name and password, and the authenticator's figures where the server asks for them. Password managers may fill it. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from '../ui/button.tsx';
import { LabelledInput } from '../ui/labelled-input.tsx';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { SendingState } from '../ui/sending-state.tsx';

const T = {
  login: { zh: '登录名', en: 'Sign-in name' },
  password: { zh: '密码', en: 'Password' },
  totp: { zh: '动态码', en: 'Authenticator code' },
  totpHelp: { zh: '本人手机验证器上的六位数字', en: 'The six figures your authenticator shows' },
  submit: { zh: '登录', en: 'Sign in' },
} as const satisfies Record<string, Text>;

const TOTP_NEEDED = 'sign_in.totp_needed';

interface SignInFormProps {
  readonly onSignedIn: () => void;
  /** Who is expected back; another may sign in all the same. */
  readonly login?: string | undefined;
}

function useSignIn(known: string | undefined, onSignedIn: () => void) {
  const operation = useOperation(signIn);
  const [login, setLogin] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [asksTotp, setAsksTotp] = useState(false);
  // Once asked for, the field stays, also while the refusal that asked is being edited away.
  const wantsTotp = asksTotp || operation.refusal?.code === TOTP_NEEDED;
  const send = async (): Promise<void> => {
    const given = totp.trim() === '' ? {} : { totp: totp.trim() };
    if (await operation.send({ login: login.trim(), password, ...given })) onSignedIn();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsksTotp(wantsTotp);
    void send();
  };
  const edit = (set: (text: string) => void) => (text: string) => {
    setAsksTotp(wantsTotp);
    operation.edited();
    set(text);
  };
  const ready = !operation.busy && login.trim() !== '' && password !== '';
  return { operation, login, password, totp, wantsTotp, ready, send, submit, edit, setLogin, setPassword, setTotp };
}

export function SignInForm({ onSignedIn, login: known }: SignInFormProps): ReactNode {
  const say = useSay();
  const form = useSignIn(known, onSignedIn);
  const { operation, edit } = form;
  return (
    <form className="stack" onSubmit={form.submit}>
      <LabelledInput
        label={say(T.login)}
        name="username"
        autoComplete="username"
        autoFocus={known === undefined}
        value={form.login}
        onText={edit(form.setLogin)}
      />
      <LabelledInput
        label={say(T.password)}
        name="password"
        type="password"
        autoComplete="current-password"
        start={known !== undefined}
        autoFocus={known !== undefined}
        value={form.password}
        onText={edit(form.setPassword)}
      />
      {form.wantsTotp && (
        <LabelledInput
          label={say(T.totp)}
          help={say(T.totpHelp)}
          className="no-ime"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={form.totp}
          onText={edit(form.setTotp)}
        />
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void form.send()} />
      <Button type="primary" htmlType="submit" block disabled={!form.ready}>
        {say(operation.busy ? W.sending : T.submit)}
      </Button>
    </form>
  );
}
