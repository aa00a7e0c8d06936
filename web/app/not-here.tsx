/** Nothing at this address, or nothing for this post. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { POSTS } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import type { Page } from '../lib/page.ts';
import { mayOpen } from '../lib/page.ts';
import { useSay } from '../lib/say.ts';
import { useSession } from '../lib/session.ts';

const T = {
  missing: { zh: '没有这个页面', en: 'There is no such page' },
  missingNext: { zh: '从左侧菜单进入，或按 Ctrl+K 查找。', en: 'Use the menu on the left, or find it with Ctrl+K.' },
  foreign: { zh: '“{page}”不属于当前岗位', en: '“{page}” does not belong to the acting post' },
  switchPost: {
    zh: '你还有这些岗位可以打开它：{posts}。请在页面顶部切换岗位。',
    en: 'You hold posts that may open it: {posts}. Switch the acting post at the top.',
  },
  askOther: { zh: '请由有此职责的岗位办理。', en: 'A post that has this duty must do it.' },
  home: { zh: '回到首页', en: 'To the first page' },
} as const satisfies Record<string, Text>;

function Said({ title, next }: { title: string; next: string }): ReactNode {
  const say = useSay();
  return (
    <div className="page">
      <h1>{title}</h1>
      <p>{next}</p>
      <Link to="/">{say(T.home)}</Link>
    </div>
  );
}

export function NotFoundPage(): ReactNode {
  const say = useSay();
  return <Said title={say(T.missing)} next={say(T.missingNext)} />;
}

export function NotForThisPost({ page }: { page: Page }): ReactNode {
  const say = useSay();
  const session = useSession();
  const others = (session?.posts ?? []).filter((post) => mayOpen(page, post));
  const posts = others.map((post) => say(POSTS[post].title)).join(' · ');
  const next = say(others.length > 0 ? T.switchPost : T.askOther, { posts });
  return <Said title={say(T.foreign, { page: say(page.title) })} next={next} />;
}
