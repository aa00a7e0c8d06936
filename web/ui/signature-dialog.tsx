/**
 * Step-up signature: the signer's own secret on exactly this content. The second signer may stand at the same counter
 * and names themself by their sign-in name; then nobody has to sign out.
 */
import { type FormEvent, type ReactNode, useState } from 'react';
import { fullName, type OperationContract, type SignatureKind } from '../../shared/contracts/contract.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { useSession } from '../lib/session.ts';
import { useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { LabelledInput } from './labelled-input.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { SendingState } from './sending-state.tsx';

export interface SignatureDialogProps {
  readonly contract: OperationContract;
  /** The input of the act, without `signatures`. */
  readonly content: unknown;
  readonly kind: SignatureKind;
  /** The signer is somebody else than who is signed in. */
  readonly otherPerson?: boolean;
  /** What is being signed, in figures a person can check. */
  readonly summary?: ReactNode;
  readonly onSigned: (signatureId: string) => void;
  readonly onClose: () => void;
}

const T = {
  title: { zh: '签字：{act}', en: 'Sign: {act}' },
  signer: { zh: '签字人：{name}', en: 'Signer: {name}' },
  login: { zh: '签字人的登录名', en: "The signer's sign-in name" },
  pin: { zh: '本人签字密码（PIN）', en: 'Own signing PIN' },
  totp: { zh: '本人验证器上的 6 位数字', en: 'The 6 digits of the own authenticator' },
  demo: { zh: '演示单位：这里填 {pin}', en: 'Demo house: enter {pin} here' },
  help: {
    zh: '签字只对本页内容有效；内容改动后须重新签字。签字密码不得代输。',
    en: 'The signature is for this content only; changed content is signed anew. Nobody enters it for another.',
  },
} as const satisfies Record<string, Text>;

export function SignatureDialog(props: SignatureDialogProps): ReactNode {
  const { contract, content, kind, otherPerson = false, summary, onSigned, onClose } = props;
  const say = useSay();
  const session = useSession();
  const sign = useOperation(signAct);
  const [login, setLogin] = useState('');
  const [secret, setSecret] = useState('');
  const edit = (set: (text: string) => void) => (text: string) => {
    sign.edited();
    set(text.trim());
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = {
      ...(otherPerson ? { login: login.trim() } : {}),
      ...(kind === 'pin' ? { pin: secret } : { totp: secret }),
      act: fullName(contract),
      content,
    };
    const signed = await sign.send(input as Parameters<typeof sign.send>[0]);
    if (signed) onSigned(signed.signatureId);
    else setSecret('');
  };
  return (
    <Dialog title={say(T.title, { act: say(contract.title) })} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        {summary}
        {!otherPerson && session?.person && <p>{say(T.signer, { name: session.person.name })}</p>}
        {otherPerson && (
          <LabelledInput label={say(T.login)} start autoComplete="off" value={login} onText={edit(setLogin)} />
        )}
        <LabelledInput
          label={say(kind === 'pin' ? T.pin : T.totp)}
          help={session?.demoPin ? say(T.demo, { pin: session.demoPin }) : say(T.help)}
          type={kind === 'pin' ? 'password' : 'text'}
          inputMode="numeric"
          className="no-ime"
          autoComplete={kind === 'pin' ? 'off' : 'one-time-code'}
          value={secret}
          onText={edit(setSecret)}
        />
        <SendingState standing={sign} onAskAgain={() => void sign.send({} as Parameters<typeof sign.send>[0])} />
        {sign.refusal && <RefusalAlert error={sign.refusal} />}
        <div className="row">
          <Button
            type="primary"
            htmlType="submit"
            disabled={sign.busy || secret === '' || (otherPerson && login === '')}
          >
            {say(W.sign)}
          </Button>
          <Button onClick={onClose}>{say(W.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  );
}
