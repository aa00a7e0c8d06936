/** The ways in: sign in, and choose the post to act in. */
import { type ReactNode, useState } from 'react';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { POSTS, type PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { type Session, useRefreshSession } from '../lib/session.ts';
import { useOperation } from '../lib/use-api.ts';
import { Empty } from '../ui/empty.tsx';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';

const T = {
  signIn: { zh: '登录', en: 'Sign in' },
  notSetUp: { zh: '本系统尚未完成设置', en: 'This house is not set up yet' },
  notSetUpNext: {
    zh: '用启动时控制台上打印的一次性设置地址完成设置。',
    en: 'Finish the set-up at the one-time address that the console printed at the start.',
  },
  demo: {
    zh: '这是演示单位，数据都是虚构的。请用启动时控制台上打印的演示地址进入。',
    en: 'This is a demo house with invented data. Enter by the demo address that the console printed at the start.',
  },
  founding: {
    zh: '设置已由第一人填好，还须第二位创建人确认，之后才能办理业务。',
    en: 'The first founder has filled in the set-up; the second must confirm it before work can begin.',
  },
  setUpHref: { zh: '去设置', en: 'To the set-up' },
  confirmHref: { zh: '第二位创建人确认', en: 'The second founder confirms' },
  claimHref: { zh: '第一次来？用领取码领取账号', en: 'New here? Claim your account with your code' },
  tipHref: { zh: '发现问题？匿名举报', en: 'Something wrong? Leave a tip without a name' },
  choose: { zh: '现在以哪个岗位工作？', en: 'In which post do you work now?' },
  chooseHelp: {
    zh: '之后的每一笔都记在这个岗位名下，可在页面顶部切换。',
    en: 'Everything done from now on is recorded under this post. It can be switched at the top.',
  },
  noPosts: { zh: '还没有给你指派岗位', en: 'No post has been given to you yet' },
  noPostsNext: {
    zh: '请系统管理员指派岗位，并由第二人确认。',
    en: 'Ask the system administrator to give you a post, confirmed by a second person.',
  },
} as const satisfies Record<string, Text>;

export function SignInPage({ session }: { session: Session }): ReactNode {
  const say = useSay();
  const refresh = useRefreshSession();
  const house = session.site?.name;
  if (!session.setUp && !session.founding) {
    return (
      <EntryFrame house={house} title={say(T.notSetUp)}>
        <p>{say(T.notSetUpNext)}</p>
        <a href="/set-up">{say(T.setUpHref)}</a>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame house={house} title={say(session.person === null ? T.signIn : T.notSetUp)}>
      {session.demo && <p className="muted">{say(T.demo)}</p>}
      {session.founding && (
        <p>
          {say(T.founding)} <a href="/confirm-set-up">{say(T.confirmHref)}</a>
        </p>
      )}
      {session.person === null && <SignInForm onSignedIn={() => void refresh()} />}
      {!session.demo && <a href="/claim">{say(T.claimHref)}</a>}
      {session.setUp && <a href="/tip">{say(T.tipHref)}</a>}
    </EntryFrame>
  );
}

export function PostChoice(props: {
  posts: readonly PostKey[];
  busy: boolean;
  onChoose: (post: PostKey) => void;
}): ReactNode {
  const say = useSay();
  return (
    <ul className="post-choice">
      {props.posts.map((post) => (
        <li key={post}>
          <button type="button" className="figure-card" disabled={props.busy} onClick={() => props.onChoose(post)}>
            {say(POSTS[post].title)}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function ChoosePostPage({ session }: { session: Session }): ReactNode {
  const say = useSay();
  const refresh = useRefreshSession();
  const operation = useOperation(choosePost);
  const [chosen, setChosen] = useState<PostKey | null>(null);
  const choose = async (post: PostKey): Promise<void> => {
    if (post !== chosen) operation.edited();
    setChosen(post);
    if (await operation.send({ post })) await refresh();
  };
  return (
    <EntryFrame house={session.site?.name} title={say(T.choose)} wide>
      {session.posts.length === 0 ? (
        <Empty text={T.noPosts} next={T.noPostsNext} />
      ) : (
        <>
          <p className="muted">{say(T.chooseHelp)}</p>
          {operation.refusal && <RefusalAlert error={operation.refusal} />}
          <PostChoice posts={session.posts} busy={operation.busy} onChoose={(post) => void choose(post)} />
        </>
      )}
    </EntryFrame>
  );
}
