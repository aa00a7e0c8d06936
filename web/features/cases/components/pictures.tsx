/** Pictures of a case: seen by everybody who sees the case, added while it is open, never taken away. */
import { type ChangeEvent, type ReactNode, useId, useRef } from 'react';
import { attachPicture } from '../../../../shared/contracts/cases/attach-picture.ts';
import type { caseFile } from '../../../../shared/contracts/cases/case-file.ts';
import { fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { base64Of } from '../../../lib/file.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

type CaseFile = OutputOf<typeof caseFile>;

const T = {
  pictures: { zh: '照片', en: 'Pictures' },
  add: { zh: '添加照片', en: 'Add a picture' },
  shown: { zh: '照片 {name}，{person} 上传', en: 'Picture {name}, added by {person}' },
} as const satisfies Record<string, Text>;

const hrefOf = (caseId: string, attachmentId: string): string =>
  `/api/cases/picture?${new URLSearchParams({ caseId, attachmentId })}`;

function AddPicture({ file }: { file: CaseFile }): ReactNode {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const attach = useOperation(attachPicture);
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = event.target.files ?? [];
    event.target.value = '';
    if (chosen === undefined) return;
    attach.edited();
    await attach.send({ caseId: file.caseId, fileName: chosen.name, imageBase64: await base64Of(chosen) });
  };
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {say(T.add)}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
      />
      <div className="row">
        <Button disabled={attach.busy} onClick={() => input.current?.click()}>
          {say(T.add)}
        </Button>
      </div>
      <SendingState standing={attach} onAskAgain={() => void attach.send({} as never)} />
      {attach.refusal && <RefusalAlert error={attach.refusal} />}
    </>
  );
}

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
      {mayAdd && <AddPicture file={file} />}
    </section>
  );
}
