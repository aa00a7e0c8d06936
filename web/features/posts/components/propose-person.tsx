/** Proposing a new person with posts; another person approves. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { proposePerson } from '../../../../shared/contracts/posts/propose-person.ts';
import { conflictsWithin } from '../../../../shared/never-one-person.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { problemsOf } from '../../../ui/problems.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { staffingText } from '../staffing-words.ts';
import { PostBoxes } from './post-boxes.tsx';

const T = {
  name: { zh: '姓名', en: 'Name' },
  login: { zh: '登录名', en: 'Login' },
  loginHelp: {
    zh: '2 至 40 个字母、数字或汉字，不含空格；以后不能更改。',
    en: '2 to 40 letters or figures without blanks; it cannot be changed later.',
  },
  posts: { zh: '岗位', en: 'Posts' },
  noPost: { zh: '请至少选择一个岗位', en: 'Choose at least one post' },
  thisPerson: { zh: '此人', en: 'this person' },
} as const satisfies Record<string, Text>;

function useProposal(onDone: (personId: string) => void) {
  const session = useSession();
  const operation = useOperation(proposePerson);
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [posts, setPosts] = useState<readonly PostKey[]>([]);
  const [tried, setTried] = useState(0);
  const input = { name: name.trim(), login: login.trim(), posts: [...posts] };
  const problems = tried === 0 ? [] : problemsOf(proposePerson.input, input);
  const singleOperator = session?.singleOperator ?? false;
  const conflicts = conflictsWithin(posts, { singleOperator });
  const send = async (): Promise<void> => {
    const output = await operation.send(input);
    if (output) onDone(output.personId);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried((times) => times + 1);
    if (conflicts.length === 0 && problemsOf(proposePerson.input, input).length === 0) void send();
  };
  const edit =
    <V,>(set: (value: V) => void) =>
    (value: V): void => {
      operation.edited();
      set(value);
    };
  const packs = session?.packs ?? [];
  return {
    operation,
    name,
    setName,
    login,
    setLogin,
    posts,
    setPosts,
    tried,
    problems,
    conflicts,
    packs,
    singleOperator,
    send,
    submit,
    edit,
  };
}

export function ProposePersonForm({ onDone }: { onDone: (personId: string) => void }): ReactNode {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const proposal = useProposal(onDone);
  const { operation, edit, tried } = proposal;
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried]);
  const problemOf = (field: string): string | undefined => {
    const found = proposal.problems.find((one) => one.path === field);
    return found && say(found.text);
  };
  return (
    <form ref={form} className="stack" onSubmit={proposal.submit} noValidate aria-label={say(proposePerson.title)}>
      <p className="muted">{proposePerson.help && say(proposePerson.help)}</p>
      <div className="form">
        <LabelledInput
          label={say(T.name)}
          autoComplete="off"
          start
          maxLength={40}
          value={proposal.name}
          problem={problemOf('name')}
          onText={edit(proposal.setName)}
        />
        <LabelledInput
          label={say(T.login)}
          help={say(T.loginHelp)}
          autoComplete="off"
          maxLength={40}
          value={proposal.login}
          problem={problemOf('login')}
          onText={edit(proposal.setLogin)}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame inside the dialog */}
      <div role="group" aria-label={say(T.posts)}>
        <span className="label">{say(T.posts)}</span>
        <PostBoxes
          packs={proposal.packs}
          singleOperator={proposal.singleOperator}
          chosen={proposal.posts}
          onChange={edit(proposal.setPosts)}
        />
      </div>
      {(proposal.conflicts.length > 0 || problemOf('posts')) && (
        <ul className="refusal tone-wrong" role="alert">
          {problemOf('posts') && <li>{say(T.noPost)}</li>}
          {proposal.conflicts.map((conflict) => (
            <li key={conflict.posts.join()}>
              {say(staffingText({ problem: 'never-one-person', login: '', ...conflict }, () => say(T.thisPerson)))}
            </li>
          ))}
        </ul>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void proposal.send()} />
      <div>
        <Button type="primary" htmlType="submit" disabled={operation.busy}>
          {say(operation.busy ? W.sending : proposePerson.title)}
        </Button>
      </div>
    </form>
  );
}
