/**
 * The founding, seen by its founders: the first waits, the second reads the document and signs it with the own PIN.
 * That opens the house and gives the second founder, and nobody else, the codes of the others.
 */
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { confirmSetUp } from '../../../../shared/contracts/posts/confirm-set-up.ts';
import { founding } from '../../../../shared/contracts/posts/founding.ts';
import type { Text } from '../../../../shared/text.ts';
import { EntryFrame } from '../../../app/entry-frame.tsx';
import { SignInForm } from '../../../app/sign-in-form.tsx';
import { SignOut } from '../../../app/sign-out.tsx';
import { useSay } from '../../../lib/say.ts';
import { useRefreshSession, useSessionQuery } from '../../../lib/session.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { FoundingSheet } from '../components/founding-sheet.tsx';
import { type IssuedCode, IssuedCodes } from '../components/issued-codes.tsx';
import '../posts.css';

const T = {
  title: { zh: '确认设置', en: 'Confirm the set-up' },
  none: { zh: '本单位还没有提交设置。', en: 'No set-up has been sent yet.' },
  setUp: { zh: '去设置', en: 'To the set-up' },
  who: {
    zh: '请第二位创建人用自己的账号登录，再核对并签字。还没有领取账号的，先去领取。',
    en: 'The second founder signs in with the own account, then reads and signs. Whoever has not claimed the account does that first.',
  },
  claim: { zh: '领取账号', en: 'Claim the account' },
  notYou: {
    zh: '你不是本单位的创建人。请等第二位创建人确认后再登录办理业务。',
    en: 'You are not a founder of this house. Wait until the second founder has confirmed, then sign in.',
  },
  first: {
    zh: '你的账号已经领取。现在等第二位创建人核对并签字；签字后你的岗位即生效，刷新本页即可进入。',
    en: 'Your account is claimed. The second founder now reads and signs; then your posts count: reload this page to enter.',
  },
  second: {
    zh: '请逐行核对：姓名是不是真实的人，岗位是不是他该做的。签字后各岗位生效，不能撤回，只能再变更。',
    en: 'Read it line by line: are these real persons, and are these their posts? Once signed the posts count; that is not taken back, only changed later.',
  },
  pin: { zh: '本人 PIN', en: 'Your own PIN' },
  sign: { zh: '核对无误，签字确认', en: 'I have read it and sign' },
  opened: { zh: '已确认，单位启用', en: 'Confirmed; the house is open' },
  openedNext: {
    zh: '请把下面的领取码分别交给本人。各人领取账号后即可上岗；领取码遗失时由审批人在“人员与岗位”中重新发放。',
    en: 'Give each code to its own person. They can work once they have claimed; a lost code is issued anew by an approver under “People and posts”.',
  },
  noCodes: { zh: '没有需要发放的领取码。', en: 'There is no code to hand out.' },
  enter: { zh: '进入系统', en: 'Enter' },
  open: { zh: '单位已经启用。', en: 'The house is open.' },
} as const satisfies Record<string, Text>;

interface SignProps {
  readonly digest: string;
  readonly onSigned: (codes: readonly IssuedCode[]) => void;
}

function SignDocument({ digest, onSigned }: SignProps): ReactNode {
  const say = useSay();
  const operation = useOperation(confirmSetUp);
  const [pin, setPin] = useState('');
  const send = async (): Promise<void> => {
    const output = await operation.send({ digest, pin });
    if (output) onSigned(output.codes);
    else setPin('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={say(T.title)}>
      <div className="form">
        <LabelledInput
          label={say(T.pin)}
          type="password"
          inputMode="numeric"
          className="no-ime"
          autoComplete="off"
          value={pin}
          onText={(text) => {
            operation.edited();
            setPin(text.trim());
          }}
        />
      </div>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send()} />
      <div>
        <Button type="primary" htmlType="submit" disabled={operation.busy || pin === ''}>
          {say(operation.busy ? W.sending : T.sign)}
        </Button>
      </div>
    </form>
  );
}

function WhoAreYou({ signedIn, onSignedIn }: { signedIn: boolean; onSignedIn: () => void }): ReactNode {
  const say = useSay();
  return (
    <>
      <p>{say(signedIn ? T.notYou : T.who)}</p>
      {signedIn ? (
        <div>
          <SignOut />
        </div>
      ) : (
        <>
          <SignInForm onSignedIn={onSignedIn} />
          <a href="/claim">{say(T.claim)}</a>
        </>
      )}
    </>
  );
}

type Answer = OutputOf<typeof founding>;

/** The document with what its reader may do now. */
function Document({ answer, onSigned }: { answer: Answer; onSigned: SignProps['onSigned'] }): ReactNode {
  const say = useSay();
  const { state, youAre, document, digest } = answer;
  if (document === null || digest === null) return null;
  const says = state === 'open' ? T.open : youAre === 'second' ? T.second : T.first;
  return (
    <div className="stack">
      <p>{say(says)}</p>
      <FoundingSheet document={document} digest={digest} />
      {state === 'founding' && youAre === 'second' && <SignDocument digest={digest} onSigned={onSigned} />}
      {state === 'open' && <a href="/">{say(T.enter)}</a>}
    </div>
  );
}

function Opened({ house, codes }: { house: string; codes: readonly IssuedCode[] }): ReactNode {
  const say = useSay();
  return (
    <EntryFrame house={house} title={say(T.opened)} wide>
      <p>{say(codes.length === 0 ? T.noCodes : T.openedNext)}</p>
      {codes.length > 0 && <IssuedCodes house={house} codes={codes} />}
      <a href="/">{say(T.enter)}</a>
    </EntryFrame>
  );
}

export default function ConfirmSetUpPage(): ReactNode {
  const say = useSay();
  const session = useSessionQuery();
  const refresh = useRefreshSession();
  const answer = useAsk(founding, {});
  const [codes, setCodes] = useState<readonly IssuedCode[] | null>(null);
  const house = session.data?.site?.name ?? '';
  const again = async (): Promise<void> => {
    await refresh();
    await answer.refetch();
  };
  if (codes) return <Opened house={house} codes={codes} />;
  const known = answer.data;
  const readable = known !== undefined && known.youAre !== null;
  return (
    <EntryFrame house={house || undefined} title={say(T.title)} wide={readable}>
      {answer.isPending && <p className="muted">{say(W.loading)}</p>}
      {answer.isError && <RefusalAlert error={answer.error} />}
      {known?.state === 'none' && (
        <p>
          {say(T.none)} <a href="/set-up">{say(T.setUp)}</a>
        </p>
      )}
      {readable && <Document answer={known} onSigned={setCodes} />}
      {known?.state === 'founding' && !readable && (
        <WhoAreYou signedIn={session.data?.person != null} onSignedIn={() => void again()} />
      )}
      {known?.state === 'open' && !readable && (
        <p>
          {say(T.open)} <a href="/">{say(T.enter)}</a>
        </p>
      )}
    </EntryFrame>
  );
}
