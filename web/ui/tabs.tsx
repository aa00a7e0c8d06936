/** Parts of one page as links: each has its address, opens in a new tab, and is reached by Tab. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';

export interface Tab {
  readonly key: string;
  readonly title: Text;
  readonly href: string;
}

export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }): ReactNode {
  const say = useSay();
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.key} to={tab.href} aria-current={tab.key === current ? 'page' : undefined}>
          {say(tab.title)}
        </Link>
      ))}
    </nav>
  );
}
