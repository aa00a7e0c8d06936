/** Pictures of a case: seen by everybody who sees the case, added while it is open, never taken away. */
import type { ReactNode } from 'react';
import { attachPicture } from '../../../../shared/contracts/cases/attach-picture.ts';
import type { caseFile } from '../../../../shared/contracts/cases/case-file.ts';
import { fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { AddPicture } from '../../../ui/add-picture.tsx';

type CaseFile = OutputOf<typeof caseFile>;

const T = {
  pictures: { zh: '照片', en: 'Pictures' },
  shown: { zh: '照片 {name}，{person} 上传', en: 'Picture {name}, added by {person}' },
} as const satisfies Record<string, Text>;

const hrefOf = (caseId: string, attachmentId: string): string =>
  `/api/cases/picture?${new URLSearchParams({ caseId, attachmentId })}`;

export function Pictures({ file }: { file: CaseFile }): ReactNode {
  const say = useSay();
  const mayAdd = file.can.includes(fullName(attachPicture));
  if (file.pictures.length === 0 && !mayAdd) return null;
  return (
    <section className="stack">
      <h3>{say(T.pictures)}</h3>
      <ul className="pictures">
        {file.pictures.map(({ attachmentId, fileName, person, at }) => (
          <li key={attachmentId}>
            <a href={hrefOf(file.caseId, attachmentId)} target="_blank" rel="noreferrer">
              <img src={hrefOf(file.caseId, attachmentId)} alt={say(T.shown, { name: fileName, person })} />
            </a>
            <span className="muted">
              <InstantText value={at} /> {person}
            </span>
          </li>
        ))}
      </ul>
      {mayAdd && <AddPicture contract={attachPicture} given={{ caseId: file.caseId }} />}
    </section>
  );
}
