/** Claiming an account: the one-time code, then a password and a PIN that nobody else knows. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { claimAccount } from '../../../../shared/contracts/posts/claim-account.ts';
import { claimCodeSchema } from '../../../../shared/posts/secret-schema.ts';
import type { Text } from '../../../../shared/text.ts';
import { EntryFrame } from '../../../app/entry-frame.tsx';
import { useSay } from '../../../lib/say.ts';
import { useRefreshSession, useSessionQuery } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
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
  title: { zh: '领取账号', en: 'Claim your account' },
  code: { zh: '领取码', en: 'One-time code' },
  codeHelp: {
    zh: '纸条上的四组字符；大小写和分隔符随意。',
    en: 'The four groups on your strip; capitals and dashes do not matter.',
  },
  codeProblem: { zh: '领取码为 16 个字符，请核对', en: 'The code has 16 characters; check it' },
  submit: { zh: '领取并登录', en: 'Claim and sign in' },
  instead: { zh: '已经领取过？去登录', en: 'Claimed already? Sign in' },
} as const satisfies Record<string, Text>;

function useClaim() {
  const operation = useOperation(claimAccount);
  const refresh = useRefreshSession();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState(NOTHING_TYPED);
  const [pin, setPin] = useState(NOTHING_TYPED);
  const [tried, setTried] = useState(0);
  const codeFits = claimCodeSchema.safeParse(code).success;
  const send = async (): Promise<void> => {
    const claimed = await operation.send({ code: code.trim(), password: password.first, pin: pin.first });
    if (claimed === undefined) return;
    await refresh();
    await navigate(claimed.founding ? '/confirm-set-up' : '/', { replace: true });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried((times) => times + 1);
    if (codeFits && passwordFits(password) && pinFits(pin) && !operation.busy) void send();
  };
  const edit =
    <V,>(set: (value: V) => void) =>
    (value: V): void => {
      operation.edited();
      set(value);
    };
  return { operation, code, password, pin, tried, codeFits, send, submit, edit, setCode, setPassword, setPin };
}

export default function ClaimPage(): ReactNode {
  const say = useSay();
  const house = useSessionQuery().data?.site?.name;
  const claim = useClaim();
  const { operation, edit } = claim;
  const form = useRef<HTMLFormElement>(null);
  const refused = operation.refusal?.code;
  const tooEasy = useTooEasy(operation.refusal);
  useEffect(() => {
    if (claim.tried > 0 || refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [claim.tried, refused]);
  const tried = claim.tried > 0;
  const codeWrong = (tried && !claim.codeFits) || refused === 'claim_code.wrong';
  return (
    <EntryFrame house={house} title={say(T.title)}>
      <form ref={form} className="stack" onSubmit={claim.submit} noValidate aria-label={say(T.title)}>
        <LabelledInput
          label={say(T.code)}
          help={say(T.codeHelp)}
          problem={codeWrong ? say(T.codeProblem) : undefined}
          className="no-ime"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={claim.code}
          onText={edit(claim.setCode)}
        />
        <SecretRules />
        <TwiceTyped
          kind="password"
          value={claim.password}
          tried={tried}
          refused={tooEasy('password')}
          onChange={edit(claim.setPassword)}
        />
        <TwiceTyped kind="pin" value={claim.pin} tried={tried} refused={tooEasy('pin')} onChange={edit(claim.setPin)} />
        {operation.refusal && <RefusalAlert error={operation.refusal} />}
        <SendingState standing={operation} onAskAgain={() => void claim.send()} />
        <Button type="primary" htmlType="submit" block disabled={operation.busy}>
          {say(operation.busy ? W.sending : T.submit)}
        </Button>
        <a href="/">{say(T.instead)}</a>
      </form>
    </EntryFrame>
  );
}
