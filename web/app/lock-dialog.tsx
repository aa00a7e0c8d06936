/** The screen while its session is locked or ended. What lies below cannot be seen or reached, and is not lost. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { unlockSession } from '../../shared/contracts/posts/unlock-session.ts';
import type { Text } from '../../shared/text.ts';
import { LOCK_LAYER, useOpenLayer } from '../lib/keyboard.ts';
import { useSay } from '../lib/say.ts';
import type { Session } from '../lib/session.ts';
import { useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from '../ui/button.tsx';
import { focusStart } from '../ui/dialog.tsx';
import { LabelledInput } from '../ui/labelled-input.tsx';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { SendingState } from '../ui/sending-state.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignOut } from './sign-out.tsx';

const T = {
  title: { zh: '屏幕已锁定', en: 'The screen is locked' },
  ended: { zh: '登录已结束，请重新登录', en: 'The session has ended; sign in again' },
  pin: { zh: '本人 PIN', en: 'Own PIN' },
  password: { zh: '本人密码', en: 'Own password' },
  unlock: { zh: '解锁', en: 'Unlock' },
  byPassword: { zh: '改用密码', en: 'Use the password' },
  byPin: { zh: '改用 PIN', en: 'Use the PIN' },
  help: {
    zh: '{name} 正在填写的内容保留在页面上，本人回来后继续；换人登录则清除。',
    en: 'What {name} was filling in is kept and goes on when that person is back; another person’s sign-in clears it.',
  },
} as const satisfies Record<string, Text>;

function UnlockForm({ onUnlocked }: { onUnlocked: () => void }): ReactNode {
  const say = useSay();
  const operation = useOperation(unlockSession);
  const [by, setBy] = useState<'pin' | 'password'>('pin');
  const [secret, setSecret] = useState('');
  const unlock = async (): Promise<void> => {
    if (await operation.send(by === 'pin' ? { pin: secret } : { password: secret })) onUnlocked();
    else setSecret('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void unlock();
  };
  const change = (next: () => void): void => {
    operation.edited();
    next();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <LabelledInput
        label={say(T[by])}
        start
        type="password"
        className="no-ime"
        inputMode={by === 'pin' ? 'numeric' : 'text'}
        autoComplete={by === 'pin' ? 'off' : 'current-password'}
        value={secret}
        onText={(text) => change(() => setSecret(text))}
      />
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void unlock()} />
      <Button type="primary" htmlType="submit" block disabled={operation.busy || secret === ''}>
        {say(operation.busy ? W.sending : T.unlock)}
      </Button>
      <div className="row">
        <Button type="link" onClick={() => change(() => setBy(by === 'pin' ? 'password' : 'pin'))}>
          {say(by === 'pin' ? T.byPassword : T.byPin)}
        </Button>
        <SignOut />
      </div>
    </form>
  );
}

interface LockDialogProps {
  readonly session: Session;
  readonly kind: 'ended' | 'locked';
  readonly onBack: () => void;
}

export function LockDialog({ session, kind, onBack }: LockDialogProps): ReactNode {
  const say = useSay();
  const ref = useRef<HTMLDialogElement>(null);
  useOpenLayer(LOCK_LAYER);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    focusStart(dialog);
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog dialog-lock"
      aria-labelledby="lock-title"
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault(); // a second Escape would close what cannot be cancelled
      }}
    >
      <div className="dialog-body">
        <h2 id="lock-title">{say(kind === 'locked' ? T.title : T.ended)}</h2>
        <p className="muted">{say(T.help, { name: session.person?.name ?? '' })}</p>
        {kind === 'locked' ? (
          <UnlockForm onUnlocked={onBack} />
        ) : (
          <SignInForm key="ended" login={session.person?.login} onSignedIn={onBack} />
        )}
      </div>
    </dialog>
  );
}
