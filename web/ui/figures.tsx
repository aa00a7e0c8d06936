/** Figures of a post or a page; each is a door to the rows it was counted from. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';

export interface Figure {
  readonly title: Text;
  /** Already formatted. */
  readonly value: string;
  readonly unit?: string;
  /** The list of the rows behind the figure. */
  readonly href: string;
  readonly note?: Text;
  readonly tone?: 'plain' | 'soon' | 'wrong';
}

export function Figures({ figures }: { figures: readonly Figure[] }): ReactNode {
  const say = useSay();
  return (
    <div className="figures">
      {figures.map((figure) => (
        <Link key={figure.href + figure.title.zh} to={figure.href} className="figure-card" data-tone={figure.tone}>
          <span className="muted">{say(figure.title)}</span>
          <span className="value">
            {figure.value}
            {figure.unit && <small className="unit"> {figure.unit}</small>}
          </span>
          {figure.note && <small className="muted">{say(figure.note)}</small>}
        </Link>
      ))}
    </div>
  );
}
