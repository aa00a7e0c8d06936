/** A case with its history; what the viewer may do with it now comes with the record. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { addNote } from '../../../../shared/contracts/cases/add-note.ts';
import { caseFile } from '../../../../shared/contracts/cases/case-file.ts';
import { closeCase } from '../../../../shared/contracts/cases/close-case.ts';
import { takeCase } from '../../../../shared/contracts/cases/take-case.ts';
import { type Column, fullName, type OperationContract, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { documentTitle, useDocumentHref } from '../../../app/documents.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { C, CASE_STATES_SHOWN } from '../words.ts';
import { Pictures } from './pictures.tsx';
import '../cases.css';

type CaseFile = OutputOf<typeof caseFile>;
type Event = CaseFile['events'][number];

const T = {
  document: { zh: '相关单据', en: 'Document' },
  repair: { zh: '为这件异常报修', en: 'Request a repair for it' },
  onlyParties: {
    zh: '您是当事人或不是其上级岗位，只能补充说明；结案由责任岗位办理。',
    en: 'You are a party or not a post above them: you can add a note; the owner closes it.',
  },
  onlyTechnician: {
    zh: '请勿自行处理，只能补充说明；异常由技术员处理并结案。',
    en: 'Leave it alone; you can add a note. The technician deals with it and closes it.',
  },
} as const satisfies Record<string, Text>;

const EVENTS: Readonly<Record<Event['kind'], Text>> = {
  opened: { zh: '立案', en: 'Opened' },
  taken: { zh: '受理', en: 'Taken in hand' },
  note: { zh: '说明', en: 'Note' },
  escalated: { zh: '超时上交', en: 'Moved up, overdue' },
  closed: { zh: '结案', en: 'Closed' },
};

const SHOWS: readonly Column[] = [
  { key: 'number', title: { zh: '编号', en: 'No.' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'title', title: { zh: '事由', en: 'Subject' } },
  { key: 'summary', title: { zh: '摘要', en: 'Summary' } },
  { key: 'amountFen', title: { zh: '金额（元）', en: 'Amount (yuan)' }, as: 'money' },
  { key: 'parties', title: { zh: '当事人', en: 'Parties' } },
  { key: 'openedAt', title: { zh: '发现时间', en: 'Opened' }, as: 'instant' },
  { key: 'ownerPost', title: { zh: '责任岗位', en: 'Owner' }, as: 'post' },
  { key: 'dueAt', title: { zh: '限时', en: 'Due' }, as: 'instant' },
  { key: 'takenBy', title: { zh: '受理人', en: 'Taken by' } },
  { key: 'closedBy', title: { zh: '结案人', en: 'Closed by' } },
  { key: 'closedAt', title: { zh: '结案时间', en: 'Closed' }, as: 'instant' },
  { key: 'resolution', title: { zh: '原因与处理', en: 'Cause and what was done' } },
];

/** Posts are kept by their keys, and said in the language chosen. */
function History({ events }: { events: readonly Event[] }): ReactNode {
  const say = useSay();
  const textOf = ({ kind, text }: Event): string => {
    if (kind === 'opened') return ''; // the summary above says it, in the language chosen
    if (kind !== 'escalated') return text;
    return text
      .split(' → ')
      .map((post) => say(titleOfPost(post)))
      .join(' → ');
  };
  return (
    <Timeline happenings={events.map((event) => ({ ...event, title: EVENTS[event.kind], text: textOf(event) }))} />
  );
}

const ACTS: readonly OperationContract[] = [takeCase, addNote, closeCase];

function Acts({ file }: { file: CaseFile }): ReactNode {
  const say = useSay();
  const [acting, setActing] = useState<OperationContract | null>(null);
  const may = ACTS.filter((contract) => file.can.includes(fullName(contract)));
  const chosen = acting !== null && may.includes(acting) ? acting : null;
  const mayClose = may.includes(closeCase);
  if (may.length === 0) return null;
  return (
    <section className="stack">
      {!mayClose && <p className="muted">{say(file.kind === 'incident' ? T.onlyTechnician : T.onlyParties)}</p>}
      <div className="row">
        {may.map((contract) => (
          <Button
            key={contract.name}
            type={contract === chosen ? 'primary' : 'default'}
            aria-pressed={contract === chosen}
            onClick={() => setActing(contract === chosen ? null : contract)}
          >
            {say(contract.title)}
          </Button>
        ))}
      </div>
      {chosen && (
        <div className="field-lines stack">
          <OperationForm
            key={chosen.name}
            contract={chosen}
            given={{ caseId: file.caseId } as never}
            hidden={['caseId']}
            submit={chosen.title}
            affects={['posts']}
            onDone={() => setActing(null)}
            onCancel={() => setActing(null)}
          />
        </div>
      )}
    </section>
  );
}

function Document({ file }: { file: CaseFile }): ReactNode {
  const say = useSay();
  const hrefOf = useDocumentHref();
  const { documentKind, documentId } = file;
  if (documentKind === null || documentId === null) return null;
  const href = hrefOf(documentKind, documentId);
  const name = say(documentTitle(documentKind));
  return (
    <dl className="details">
      <dt>{say(T.document)}</dt>
      <dd>{href ? <Link to={href}>{name}</Link> : name}</dd>
    </dl>
  );
}

/** An incident that needs a repair is reported for it from here. */
function AskRepair({ file }: { file: CaseFile }): ReactNode {
  const say = useSay();
  if (file.kind !== 'incident' || file.state === 'closed' || file.documentKind === 'repair-request') return null;
  return (
    <p>
      <Link to={`/upkeep/report?${new URLSearchParams({ incidentId: file.caseId })}`}>{say(T.repair)}</Link>
    </p>
  );
}

function Marks({ file }: { file: CaseFile }): ReactNode {
  const say = useSay();
  if (!file.grave && !file.overdue) return null;
  return (
    <p className="row">
      {file.grave && <span className="state-tag tone-wrong">{say(C.grave)}</span>}
      {file.overdue && <span className="state-tag tone-wrong">{say(C.overdue)}</span>}
    </p>
  );
}

export function CaseDrawer({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={caseFile} input={{ caseId }} shows={SHOWS} states={CASE_STATES_SHOWN} onClose={onClose}>
      {(file) => (
        <>
          <Document file={file} />
          <Marks file={file} />
          <AskRepair file={file} />
          <Acts file={file} />
          <Pictures file={file} />
          <History events={file.events} />
        </>
      )}
    </DetailDrawer>
  );
}
