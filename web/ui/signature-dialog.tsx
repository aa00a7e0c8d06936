/**
 * Step-up signature: the signer's own secret on exactly this content. The second signer may stand at the same counter
 * and names themself by their sign-in name; then nobody has to sign out.
 */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import {
  fullName,
  type OperationContract,
  type OutputOf,
  type SignatureKind,
} from '../../shared/contracts/contract.ts';
import { colleagues } from '../../shared/contracts/posts/colleagues.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { POSTS, type PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { useSession } from '../lib/session.ts';
import { useAsk, useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { LabelledInput } from './labelled-input.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { SendingState } from './sending-state.tsx';

/** A second party to an act: chosen from the holders of these posts, or the one person given. */
export interface SecondSigner {
  readonly title: Text;
  readonly posts: readonly PostKey[];
  readonly personId?: string;
}

export interface SignatureDialogProps {
  readonly contract: OperationContract;
  /** The input of the act, without `signatures`. */
  readonly content: unknown;
  readonly kind: SignatureKind;
  /** The other person is one of these; otherwise any login may be typed. */
  readonly second?: SecondSigner;
  /** What is being signed, in figures a person can check. */
  readonly summary?: ReactNode;
  readonly onSigned: (signatureId: string) => void;
  readonly onClose: () => void;
}

const T = {
  title: { zh: '签字：{act}', en: 'Sign: {act}' },
  signer: { zh: '签字人：{name}', en: 'Signer: {name}' },
  post: { zh: '以哪个岗位签字', en: 'Signs in the post' },
  choose: { zh: '请选择签字人', en: 'Choose the signer' },
  pin: { zh: '本人签字密码（PIN）', en: 'Own signing PIN' },
  totp: { zh: '本人验证器上的 6 位数字', en: 'The 6 digits of the own authenticator' },
  demo: { zh: '演示单位：这里填 {pin}', en: 'Demo house: enter {pin} here' },
  help: {
    zh: '签字只对本页内容有效；内容改动后须重新签字。签字密码不得代输。',
    en: 'The signature is for this content only; changed content is signed anew. Nobody enters it for another.',
  },
} as const satisfies Record<string, Text>;

type Colleague = OutputOf<typeof colleagues>['rows'][number];

const NOBODY: readonly Colleague[] = [];

/** Who may be the second party: never the person signed in. */
function useOthers(asked: boolean, second: SecondSigner | undefined): readonly Colleague[] {
  const own = useSession()?.person?.personId;
  const rows = useAsk(colleagues, {}, { enabled: asked }).data?.rows ?? NOBODY;
  return rows.filter(
    (one) =>
      one.personId !== own &&
      (second === undefined || one.posts.some((post) => second.posts.includes(post))) &&
      (second?.personId === undefined || second.personId === one.personId),
  );
}

/** The posts the second party could sign in, best first; empty while the login is nobody's. */
function postsOf(login: string, others: readonly Colleague[], second: SecondSigner | undefined): readonly PostKey[] {
  const typed = login.toLowerCase();
  const held = others.find((one) => one.login.toLowerCase() === typed)?.posts ?? [];
  return second === undefined ? held : held.filter((post) => second.posts.includes(post));
}

interface SignerChoiceProps {
  readonly title: Text;
  readonly others: readonly Colleague[];
  readonly value: string;
  readonly onChange: (login: string) => void;
}

function SignerChoice({ title, others, value, onChange }: SignerChoiceProps): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(title)}</label>
      <select
        id={id}
        className="native-select"
        data-start=""
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{say(T.choose)}</option>
        {others.map((one) => (
          <option key={one.personId} value={one.login}>
            {one.name} ({one.login})
          </option>
        ))}
      </select>
    </div>
  );
}

function PostOfSigner(props: {
  posts: readonly PostKey[];
  value: PostKey | undefined;
  onChange: (post: PostKey) => void;
}) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(T.post)}</label>
      <select
        id={id}
        className="native-select"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value as PostKey)}
      >
        {props.posts.map((post) => (
          <option key={post} value={post}>
            {say(POSTS[post].title)}
          </option>
        ))}
      </select>
    </div>
  );
}

function useSigning(props: SignatureDialogProps) {
  const { contract, content, kind, second, onSigned } = props;
  const byOther = second !== undefined;
  const sign = useOperation(signAct);
  const [typed, setLogin] = useState('');
  const [secret, setSecret] = useState('');
  const [chosen, setChosen] = useState<PostKey | null>(null);
  const others = useOthers(byOther, second);
  // The one person it can be need not be chosen.
  const login = typed === '' && second !== undefined && others.length === 1 ? (others[0]?.login ?? '') : typed;
  const posts = postsOf(login, others, second);
  const post = chosen !== null && posts.includes(chosen) ? chosen : posts[0];
  const edit =
    <V,>(set: (value: V) => void) =>
    (value: V): void => {
      sign.edited();
      set(value);
    };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = {
      ...(byOther ? { login, ...(post === undefined ? {} : { post }) } : {}),
      ...(kind === 'pin' ? { pin: secret } : { totp: secret }),
      act: fullName(contract),
      content,
    };
    const signed = await sign.send(input as Parameters<typeof sign.send>[0]);
    if (signed) onSigned(signed.signatureId);
    else setSecret('');
  };
  const editText = (set: (text: string) => void) => (text: string) => edit(set)(text.trim());
  const choose = edit(setChosen);
  return { byOther, sign, login, secret, others, posts, post, submit, editText, setLogin, setSecret, choose };
}

/** Who signs: the person signed in, or one of those who may; and in which post. */
function Signer({ signing, second }: { signing: ReturnType<typeof useSigning>; second: SecondSigner | undefined }) {
  const say = useSay();
  const person = useSession()?.person;
  const { login, others, posts, editText } = signing;
  if (second === undefined) return person && <p>{say(T.signer, { name: person.name })}</p>;
  const setLogin = editText(signing.setLogin);
  return (
    <>
      <SignerChoice title={second.title} others={others} value={login} onChange={setLogin} />
      {posts.length > 1 && <PostOfSigner posts={posts} value={signing.post} onChange={signing.choose} />}
    </>
  );
}

export function SignatureDialog(props: SignatureDialogProps): ReactNode {
  const { contract, kind, summary, onClose } = props;
  const say = useSay();
  const session = useSession();
  const signing = useSigning(props);
  const { sign, login, secret } = signing;
  return (
    <Dialog title={say(T.title, { act: say(contract.title) })} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void signing.submit(event)}>
        {summary}
        <Signer signing={signing} second={props.second} />
        <LabelledInput
          label={say(kind === 'pin' ? T.pin : T.totp)}
          help={session?.demoPin ? say(T.demo, { pin: session.demoPin }) : say(T.help)}
          type={kind === 'pin' ? 'password' : 'text'}
          inputMode="numeric"
          className="no-ime"
          autoComplete={kind === 'pin' ? 'off' : 'one-time-code'}
          value={secret}
          onText={signing.editText(signing.setSecret)}
        />
        <SendingState standing={sign} onAskAgain={() => void sign.send({} as Parameters<typeof sign.send>[0])} />
        {sign.refusal && <RefusalAlert error={sign.refusal} />}
        <div className="row">
          <Button
            type="primary"
            htmlType="submit"
            disabled={sign.busy || secret === '' || (signing.byOther && login === '')}
          >
            {say(W.sign)}
          </Button>
          <Button onClick={onClose}>{say(W.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  );
}
