/** The first page of a post until its house has given it duties: its own pages, each with its title. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { POSTS } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { GROUPS, menuOf } from '../lib/page.ts';
import { useSay } from '../lib/say.ts';
import { useSession } from '../lib/session.ts';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PAGES } from './pages.ts';

const NONE: Text = { zh: '这个岗位还没有页面', en: 'This post has no page yet' };
const NONE_NEXT: Text = {
  zh: '请系统管理员检查本单位启用的业务和岗位。',
  en: 'Ask the system administrator which packs and posts this house has switched on.',
};

export function HomePage(): ReactNode {
  const say = useSay();
  const session = useSession();
  const post = session?.post ?? null;
  const groups = menuOf(PAGES, post);
  return (
    <div className="page">
      <PageHeader title={post ? say(POSTS[post].title) : ''} />
      {groups.length === 0 && <Empty text={NONE} next={NONE_NEXT} />}
      {groups.map(([group, pages]) => (
        <section key={group} className="stack">
          <h2>{say(GROUPS[group])}</h2>
          <div className="figures">
            {pages.map((page) => (
              <Link key={page.path} to={page.path} className="figure-card">
                {say(page.title)}
              </Link>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
