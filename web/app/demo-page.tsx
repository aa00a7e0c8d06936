/**
 * The demo's door: /demo#token, as the console printed it. The token stays behind the #, which browsers do not send.
 * Nobody has a password here, and the page exists only where the server runs a demo house.
 */
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { demoSignIn } from '../../shared/contracts/posts/demo-sign-in.ts';
import { type Pack, POST_KEYS, POSTS, type PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { useRefreshSession, useSessionQuery } from '../lib/session.ts';
import { useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { PostChoice } from './entry-pages.tsx';

const T = {
  title: { zh: '演示：选择一个岗位', en: 'Demo: choose a post' },
  help: {
    zh: '演示单位里的人和数据都是虚构的。选一个岗位，就以担任它的人进入。',
    en: 'The persons and data of the demo house are invented. Choose a post to enter as its holder.',
  },
  noToken: {
    zh: '地址里没有演示令牌。请使用启动时控制台上打印的完整地址。',
    en: 'The address carries no demo token. Use the whole address that the console printed at the start.',
  },
  vending: { zh: '售电（水、气）', en: 'Selling electricity, water, gas' },
  service: { zh: '汽车服务站', en: 'Car service station' },
  both: { zh: '两类单位共有', en: 'Both kinds of house' },
} as const satisfies Record<string, Text>;

const packsOf = (post: PostKey): readonly Pack[] => POSTS[post].packs;

/** Posts of the packs the house runs; all of them while it does not say. */
function postsBy(packs: readonly Pack[]): readonly (readonly [keyof typeof T, readonly PostKey[]])[] {
  const runs = (pack: Pack): boolean => packs.length === 0 || packs.includes(pack);
  const only = (pack: Pack) => POST_KEYS.filter((post) => packsOf(post).length === 1 && packsOf(post)[0] === pack);
  return [
    ['vending', runs('vending') ? only('vending') : []] as const,
    ['service', runs('service') ? only('service') : []] as const,
    ['both', POST_KEYS.filter((post) => packsOf(post).length === 2)] as const,
  ].filter(([, posts]) => posts.length > 0);
}

export function DemoPage(): ReactNode {
  const say = useSay();
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const session = useSessionQuery();
  const refresh = useRefreshSession();
  const operation = useOperation(demoSignIn);
  const [chosen, setChosen] = useState<PostKey | null>(null);
  const enter = async (post: PostKey): Promise<void> => {
    if (post !== chosen) operation.edited();
    setChosen(post);
    if (!(await operation.send({ token, post }))) return;
    await refresh();
    await navigate('/', { replace: true });
  };
  return (
    <EntryFrame house={session.data?.site?.name} title={say(T.title)} wide>
      {token === '' ? <p>{say(T.noToken)}</p> : <p className="muted">{say(T.help)}</p>}
      {session.isPending && <p className="muted">{say(W.loading)}</p>}
      {session.isError && <RefusalAlert error={session.error} />}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      {token !== '' &&
        session.data &&
        postsBy(session.data.packs).map(([pack, posts]) => (
          <section key={pack} className="stack">
            <h2>{say(T[pack])}</h2>
            <PostChoice posts={posts} busy={operation.busy} onChoose={(post) => void enter(post)} />
          </section>
        ))}
    </EntryFrame>
  );
}
