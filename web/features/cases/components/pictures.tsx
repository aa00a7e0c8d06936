/** Pictures of a case: seen by everybody who sees the case, added while it is open. */
import type { ReactNode } from 'react';
import { attachPicture } from '../../../../shared/contracts/cases/attach-picture.ts';
import type { caseFile } from '../../../../shared/contracts/cases/case-file.ts';
import { fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { AddPicture } from '../../../ui/add-picture.tsx';
import { PictureList } from '../../../ui/picture-list.tsx';

type CaseFile = OutputOf<typeof caseFile>;

export function Pictures({ file }: { file: CaseFile }): ReactNode {
  const { caseId } = file;
  const mayAdd = file.can.includes(fullName(attachPicture));
  if (file.pictures.length === 0 && !mayAdd) return null;
  return (
    <PictureList
      pictures={file.pictures}
      hrefOf={(attachmentId) => `/api/cases/picture?${new URLSearchParams({ caseId, attachmentId })}`}
    >
      {mayAdd && <AddPicture contract={attachPicture} given={{ caseId }} />}
    </PictureList>
  );
}
