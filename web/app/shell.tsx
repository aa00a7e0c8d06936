/** The frame of work: head with house, post and day; the post's own menu; the page. */
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { POSTS, type PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { useOnline } from '../lib/connection.ts';
import { useHotkeys } from '../lib/keyboard.ts';
import { GROUPS, menuOf } from '../lib/page.ts';
import { useSay } from '../lib/say.ts';
import { type Session, useRefreshSession, useSession } from '../lib/session.ts';
import { useOperation } from '../lib/use-api.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.tsx';
import { LookChoices } from './look-choices.tsx';
import { PAGES } from './pages.ts';
import { SignOut } from './sign-out.tsx';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }));

const T = {
  skip: { zh: '跳到正文', en: 'Skip to the page' },
  menu: { zh: '菜单', en: 'Menu' },
  find: { zh: '查找', en: 'Find' },
  keys: { zh: '本页按键', en: 'Keys of this page' },
  post: { zh: '当前岗位', en: 'Acting post' },
  day: { zh: '营业日', en: 'Business date' },
  drawer: { zh: '钱箱', en: 'Drawer' },
  incidents: { zh: '未结异常', en: 'Open incidents' },
  demo: { zh: '演示', en: 'Demo' },
  singleOperator: { zh: '单人作业', en: 'Single operator' },
  offline: {
    zh: '连不上服务器：只能查看，请勿收款售电。已提交的内容恢复后自动查明；急需时按停机办法使用预编号纸质票据。',
    en: 'The server cannot be reached: look only, take no money. What was submitted is found out when it is back; if urgent, use the pre-numbered paper slips.',
  },
} as const satisfies Record<string, Text>;

/**
 * A closed list changes with every arrow and letter, and here every change is a switch on the record: keys open the
 * list, and only Enter in it switches.
 */
function openFirst(event: KeyboardEvent<HTMLSelectElement>): void {
  const moves = event.key.length === 1 || /^(Arrow|Page)|^(Home|End)$/.test(event.key);
  if (!moves || event.key === ' ' || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.currentTarget.showPicker();
}

function PostSwitch({ session }: { session: Session }): ReactNode {
  const say = useSay();
  const refresh = useRefreshSession();
  const navigate = useNavigate();
  const operation = useOperation(choosePost);
  const { post } = session;
  if (post === null) return null;
  if (session.posts.length < 2) return <strong>{say(POSTS[post].title)}</strong>;
  const choose = async (chosen: PostKey): Promise<void> => {
    operation.edited();
    if (!(await operation.send({ post: chosen }))) {
      notify({ zh: '没有切换岗位', en: 'The post was not switched' }, 'wrong');
      return;
    }
    await navigate('/');
    await refresh();
  };
  return (
    <select
      className="native-select"
      aria-label={say(T.post)}
      value={post}
      disabled={operation.busy}
      onKeyDown={openFirst}
      onChange={(event) => void choose(event.target.value as PostKey)}
    >
      {session.posts.map((held) => (
        <option key={held} value={held}>
          {say(POSTS[held].title)}
        </option>
      ))}
    </select>
  );
}

interface HeadProps {
  readonly session: Session;
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
  readonly onFind: () => void;
}

function Head({ session, menuOpen, onMenu, onFind }: HeadProps): ReactNode {
  const say = useSay();
  return (
    <header className="head">
      <Button className="menu-button" aria-expanded={menuOpen} aria-controls="menu" onClick={onMenu}>
        {say(T.menu)}
      </Button>
      <Link to="/" className="brand">
        {session.site?.name}
      </Link>
      {session.demo && <span className="state-tag tone-soon">{say(T.demo)}</span>}
      <PostSwitch session={session} />
      {session.singleOperator && <span className="state-tag tone-soon">{say(T.singleOperator)}</span>}
      <dl className="head-facts">
        {session.businessDate && (
          <div>
            <dt>{say(T.day)}</dt>
            <dd className="figure">{session.businessDate}</dd>
          </div>
        )}
        {session.drawer && (
          <div>
            <dt>{say(T.drawer)}</dt>
            <dd>{session.drawer.drawerName}</dd>
          </div>
        )}
        {session.openIncidents > 0 && (
          <div>
            <dt>{say(T.incidents)}</dt>
            <dd className="figure tone-soon">
              <Link to="/cases/incidents">{session.openIncidents}</Link>
            </dd>
          </div>
        )}
      </dl>
      <div className="head-end">
        <Button onClick={onFind} aria-keyshortcuts="Control+K">
          {say(T.find)} <kbd>Ctrl+K</kbd>
        </Button>
        <LookChoices />
        <Link to="/me" className="person">
          {session.person?.name}
        </Link>
        <SignOut />
      </div>
    </header>
  );
}

/** '/cases' is not the page one is on while '/cases/report' is. */
const hasPagesBelow = (path: string): boolean =>
  path === '/' || PAGES.some((page) => !page.hidden && page.path.startsWith(`${path}/`));

function Menu({ session, open }: { session: Session; open: boolean }): ReactNode {
  const say = useSay();
  return (
    <nav id="menu" className={open ? 'menu menu-open' : 'menu'} aria-label={say(T.menu)}>
      {menuOf(PAGES, session.post).map(([group, pages]) => (
        <section key={group}>
          <h2>{say(GROUPS[group])}</h2>
          <ul>
            {pages.map((page) => (
              <li key={page.path}>
                <NavLink to={page.path} end={hasPagesBelow(page.path)}>
                  {say(page.title)}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

export function Shell(): ReactNode {
  const say = useSay();
  const session = useSession();
  const online = useOnline();
  const { pathname } = useLocation();
  const [over, setOver] = useState<'palette' | 'keys' | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  useEffect(() => {
    if (pathname) setMenuOpen(false);
  }, [pathname]);
  useHotkeys([
    { keys: 'F1', says: T.keys, active: over === null, act: () => setOver('keys') },
    { keys: 'Ctrl+K', says: T.find, active: over === null, act: () => setOver('palette') },
  ]);
  useEffect(() => {
    document.title = [session?.site?.name, '职守'].filter(Boolean).join(' · ');
  }, [session?.site?.name]);
  if (session === undefined) return null;
  return (
    <div className="shell">
      <a className="skip-link" href="#page">
        {say(T.skip)}
      </a>
      <Head
        session={session}
        menuOpen={menuOpen}
        onMenu={() => setMenuOpen(!menuOpen)}
        onFind={() => setOver('palette')}
      />
      {!online && (
        <div className="offline tone-soon" role="alert">
          {say(T.offline)}
        </div>
      )}
      <Menu session={session} open={menuOpen} />
      <main id="page" tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>
        {over === 'palette' && <Palette post={session.post} onClose={() => setOver(null)} />}
        {over === 'keys' && <KeyHelp onClose={() => setOver(null)} />}
      </Suspense>
    </div>
  );
}
