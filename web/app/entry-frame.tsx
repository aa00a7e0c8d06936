/** The frame of the pages before one is in: name of the house, one panel, and the choices of language and look. */
import type { ReactNode } from 'react';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { LookChoices } from './look-choices.tsx';

const PRODUCT: Text = { zh: '职守', en: 'Zhishou' };
const MOTTO: Text = { zh: '岗位职责，件件有据', en: 'Post duties, kept' };

interface EntryFrameProps {
  readonly house?: string | undefined;
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

export function EntryFrame({ house, title, children, wide = false }: EntryFrameProps): ReactNode {
  const say = useSay();
  return (
    <div className="entry">
      <header className="entry-head">
        <span className="brand">{say(PRODUCT)}</span>
        <span className="muted">{house ?? say(MOTTO)}</span>
        <LookChoices />
      </header>
      <main className={wide ? 'entry-panel entry-panel-wide panel' : 'entry-panel panel'}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
