/** Begins an import: what the file holds, a template, and the file by button or by dragging it here. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { stageReadingImport } from '../../../../shared/contracts/metering/stage-reading-import.ts';
import { stageRoomImport } from '../../../../shared/contracts/metering/stage-room-import.ts';
import type { Text } from '../../../../shared/text.ts';
import { base64Of } from '../../../lib/file.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { IMPORT_COLUMNS, type ImportKind, templateCsv } from '../import-columns.ts';
import { type FileRefusal, LARGEST_MB, refusalOfFile } from '../import-file.ts';
import { Waiting } from './waiting.tsx';

const T = {
  columns: { zh: '可识别的列（带 * 的必须有）', en: 'Columns that are read (those with * are needed)' },
  order: {
    zh: '列的次序随意；常见的其他叫法也认得（如“房号”“寝室号”）。不认识的列不读，会告诉您。',
    en: 'In any order; usual other names are known too. Columns that are not known are not read, and are named to you.',
  },
  template: { zh: '下载模板（CSV，只有表头）', en: 'Download a template (CSV, the head line only)' },
  templateName: { zh: '{kind}模板.csv', en: '{kind} template.csv' },
  rooms: { zh: '房间表', en: 'Room list' },
  readings: { zh: '抄表数据', en: 'Readings' },
  drop: { zh: '把文件拖到这里，或', en: 'Drag the file here, or' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  accepted: {
    zh: 'CSV 或 XLSX，不超过 {mb} MB。先检查，不改动资料；看过结果再写入。',
    en: 'CSV or XLSX, up to {mb} MB. It is checked first and nothing is changed; you apply it after seeing the result.',
  },
  one: { zh: '一次只能选一个文件。', en: 'One file at a time.' },
  checking: { zh: '正在上传并检查“{name}”…', en: 'Sending and checking "{name}" …' },
  leave: {
    zh: '可以先去做别的：检查完后，这一批会出现在导入记录里，状态为“待处理”。',
    en: 'You may leave: when checked, it appears in the list of imports as "Waiting".',
  },
  unreadable: {
    zh: '浏览器读不出“{name}”。未上传。文件可能被移走或正被别的程序占用。',
    en: 'The browser cannot read "{name}". Nothing was sent. It may have been moved, or is held by another program.',
  },
} as const satisfies Record<string, Text>;

const STAGE = { rooms: stageRoomImport, readings: stageReadingImport } as const;

function Template({ kind }: { kind: ImportKind }): ReactNode {
  const say = useSay();
  const { language } = usePreferences();
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(templateCsv(kind, language))}`;
  return (
    <a href={href} download={say(T.templateName, { kind: say(T[kind]) })}>
      {say(T.template)}
    </a>
  );
}

function Columns({ kind }: { kind: ImportKind }): ReactNode {
  const say = useSay();
  return (
    <div className="stack">
      <div>
        <h2>{say(T.columns)}</h2>
        <p className="muted">{say(T.order)}</p>
      </div>
      <ul className="import-columns">
        {IMPORT_COLUMNS[kind].map(({ field, title, required }) => (
          <li key={field}>
            {say(title)}
            {required && ' *'}
          </li>
        ))}
      </ul>
      <div>
        <Template kind={kind} />
      </div>
    </div>
  );
}

function Drop({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactNode {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is an addition; the button inside does the same
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{say(T.drop)}</p>
      <Button type="primary" onClick={() => field.current?.click()}>
        {say(T.choose)}
      </Button>
      <input
        ref={field}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={say(T.choose)}
        accept=".csv,.xlsx,text/csv"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = ''; // the same file, corrected, may be chosen again
        }}
      />
      <p className="muted">{say(T.accepted, { mb: LARGEST_MB })}</p>
    </div>
  );
}

function useStage(kind: ImportKind) {
  const navigate = useNavigate();
  const operation = useOperation(STAGE[kind]);
  const [refusal, setRefusal] = useState<FileRefusal | null>(null);
  const [sent, setSent] = useState<{ readonly fileName: string; readonly fileBase64: string } | null>(null);
  const send = async (input: { readonly fileName: string; readonly fileBase64: string }): Promise<void> => {
    const output = await operation.send(input);
    if (output !== undefined) await navigate(`/import/${output.batchId}`);
  };
  const choose = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (file === undefined) return;
    const refused = files.length > 1 ? { text: T.one, words: {} } : refusalOfFile(file);
    setRefusal(refused);
    if (refused !== null) return;
    operation.edited();
    const content = await base64Of(file).catch(() => null);
    if (content === null) {
      setRefusal({ text: T.unreadable, words: { name: file.name } });
      return;
    }
    const input = { fileName: file.name, fileBase64: content };
    setSent(input);
    await send(input);
  };
  return { operation, refusal, sent, send, choose };
}

export function ImportStart({ kind }: { kind: ImportKind }): ReactNode {
  const say = useSay();
  const stage = useStage(kind);
  const { operation, refusal, sent } = stage;
  return (
    <div className="panel import-start">
      {operation.busy ? (
        <Waiting text={say(T.checking, { name: sent?.fileName ?? '' })} leave={T.leave} />
      ) : (
        <Drop onFiles={(files) => void stage.choose(files)} />
      )}
      {refusal && (
        <p className="refusal tone-wrong" role="alert">
          {say(refusal.text, refusal.words)}
        </p>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      {operation.phase === 'unknown' && (
        <SendingState standing={operation} onAskAgain={() => void (sent && stage.send(sent))} />
      )}
      <Columns kind={kind} />
    </div>
  );
}
