/** Giving a further post to a person: what may not stand beside the posts held says so before it is sent. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { assignPost } from '../../../../shared/contracts/posts/assign-post.ts';
import { postsConflict, touchesMoney } from '../../../../shared/never-one-person.ts';
import { POSTS, type PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { PAIR_REASONS } from '../staffing-words.ts';
import { postsByPack } from '../words.ts';

const T = {
  post: { zh: '岗位', en: 'Post' },
  conflict: { zh: '“{a}”与已担任的“{b}”不得为同一人。', en: '{a} and {b}, held already, are never one person. ' },
  second: { zh: '此岗位须另一人批准后生效。', en: 'This post counts after another person has approved.' },
  atOnce: {
    zh: '此岗位不涉及钱款、价格、库存或审批，立即生效。',
    en: 'This post touches no money, prices, stock or approvals: it counts at once.',
  },
} as const satisfies Record<string, Text>;

interface AssignPostProps {
  readonly personId: string;
  readonly held: readonly PostKey[];
  readonly onDone: () => void;
}

export function AssignPostForm({ personId, held, onDone }: AssignPostProps): ReactNode {
  const say = useSay();
  const id = useId();
  const session = useSession();
  const operation = useOperation(assignPost);
  const [post, setPost] = useState<PostKey | ''>('');
  const mode = { singleOperator: session?.singleOperator ?? false };
  const against = post === '' ? undefined : held.find((one) => postsConflict(post, one, mode) !== null);
  const pair = post === '' || against === undefined ? null : postsConflict(post, against, mode);
  const send = async (): Promise<void> => {
    if (post === '' || !(await operation.send({ personId, post }))) return;
    notify(touchesMoney(post) ? T.second : T.atOnce);
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const note =
    post === ''
      ? null
      : pair && against
        ? `${say(T.conflict, { a: say(POSTS[post].title), b: say(POSTS[against].title) })}${say(PAIR_REASONS[pair])}`
        : say(touchesMoney(post) ? T.second : T.atOnce);
  return (
    <form className="stack" onSubmit={submit} aria-label={say(assignPost.title)}>
      <div className="field">
        <label htmlFor={id}>{say(T.post)}</label>
        <select
          id={id}
          className="native-select"
          value={post}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            operation.edited();
            setPost(event.target.value as PostKey | '');
          }}
        >
          <option value="" />
          {postsByPack(session?.packs ?? []).map(([title, posts]) => (
            <optgroup key={title.en} label={say(title)}>
              {posts
                .filter((one) => !held.includes(one))
                .map((one) => (
                  <option key={one} value={one}>
                    {say(POSTS[one].title)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <span id={`${id}-note`} className={pair ? 'problem' : 'muted'} aria-live="polite">
          {note}
        </span>
      </div>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send()} />
      <div>
        <Button type="primary" htmlType="submit" disabled={operation.busy || post === '' || pair !== null}>
          {say(operation.busy ? W.sending : assignPost.title)}
        </Button>
      </div>
    </form>
  );
}
