/** Pictures kept with a record, each a link to its full size; added by `children`, never taken away. */
import type { ReactNode } from 'react';
import type { Text } from '../../shared/text.ts';
import type { Instant } from '../../shared/values/calendar.ts';
import { InstantText } from '../lib/format.tsx';
import { useSay } from '../lib/say.ts';
import './records.css';

interface Picture {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly at: Instant;
  readonly person: string;
}

interface PictureListProps {
  readonly pictures: readonly Picture[];
  readonly hrefOf: (attachmentId: string) => string;
  readonly children?: ReactNode;
}

const T = {
  pictures: { zh: '照片', en: 'Pictures' },
  shown: { zh: '照片 {name}，{person} 上传', en: 'Picture {name}, added by {person}' },
} as const satisfies Record<string, Text>;

export function PictureList({ pictures, hrefOf, children }: PictureListProps): ReactNode {
  const say = useSay();
  return (
    <section className="stack">
      <h3>{say(T.pictures)}</h3>
      <ul className="pictures">
        {pictures.map(({ attachmentId, fileName, person, at }) => (
          <li key={attachmentId}>
            <a href={hrefOf(attachmentId)} target="_blank" rel="noreferrer">
              <img src={hrefOf(attachmentId)} alt={say(T.shown, { name: fileName, person })} />
            </a>
            <span className="muted">
              <InstantText value={at} /> {person}
            </span>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
