/** The lines of the house: where they lead, who is on them, how they answer. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { addLine } from '../../../../shared/contracts/network/add-line.ts';
import { lines } from '../../../../shared/contracts/network/lines.ts';
import type { LineView } from '../../../../shared/network/view.ts';
import { LINE_STATES, PARITIES, TRANSPORTS, type TransportKind } from '../../../../shared/network/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { LineActs } from '../components/line-acts.tsx';
import { LINE_LABELS, LINE_STATES_SHOWN, NETWORK_LABELS } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有线路', en: 'No lines yet' },
  next: {
    zh: '一条线路是一台网关（网络地址和端口）或一个串口，上面接一块或多块表。',
    en: 'A line is a gateway (host and port) or a serial port with one or more meters.',
  },
};

const T = {
  line: { zh: '线路', en: 'Line' },
  gone: { zh: '没有这条线路', en: 'There is no such line' },
  goneNext: { zh: '它可能已停用。', en: 'It may have been closed.' },
  meters: { zh: '查看线路上的表（{count}）', en: 'Meters on the line ({count})' },
  events: { zh: '查看线路事件', en: 'Events of the line' },
  which: { zh: '线路怎样接到服务器？', en: 'How is the line connected to the server?' },
  parts: { zh: '线路状态', en: 'State of the lines' },
} as const satisfies Record<string, Text>;

const PARTS = [
  { key: 'open', title: LINE_STATES.open, href: '/lines' },
  { key: 'closed', title: LINE_STATES.closed, href: '/lines?part=closed' },
] as const;

const SHOWS = [
  { key: 'name', title: { zh: '名称', en: 'Name' } },
  { key: 'transport', title: { zh: '接入方式', en: 'Transport' }, as: 'state' },
  { key: 'place', title: { zh: '地址', en: 'Place' }, as: 'code' },
  { key: 'health', title: { zh: '通信', en: 'Health' }, as: 'state' },
  { key: 'failure', title: { zh: '故障', en: 'Fault' } },
  { key: 'failedAt', title: { zh: '最近故障', en: 'Last fault' }, as: 'instant' },
  { key: 'answeredAt', title: { zh: '最近应答', en: 'Last answer' }, as: 'instant' },
  { key: 'held', title: { zh: '服务器正在使用', en: 'In use by a server' }, as: 'yes-no' },
  { key: 'asked', title: { zh: '询问次数', en: 'Asked' } },
  { key: 'answered', title: { zh: '应答次数', en: 'Answered' } },
  { key: 'silent', title: { zh: '无应答', en: 'Silent' } },
  { key: 'late', title: { zh: '迟到的应答', en: 'Late answers' } },
  { key: 'stray', title: { zh: '不明报文', en: 'Stray frames' } },
  { key: 'answerMs', title: { zh: '应答等待（毫秒）', en: 'Wait for an answer, ms' } },
] as const;

const asLine = (row: Row): LineView => row as unknown as LineView;
const placeOf = (line: LineView): string =>
  line.transport === 'tcp'
    ? `${line.host}:${line.port}`
    : `${line.path} ${line.baud} 8${(line.parity ?? 'none').slice(0, 1).toUpperCase()}1`;

const TIMES = ['answerMs', 'byteMs', 'gapMs', 'retries'] as const;
/** Of a new line only its place is asked; its times have their usual values and can be changed afterwards. */
const NOT_ASKED = {
  tcp: ['transport', 'path', 'baud', 'parity', ...TIMES],
  serial: ['transport', 'host', 'port', ...TIMES],
} as const;
const GIVEN = { tcp: { transport: 'tcp' }, serial: { transport: 'serial', baud: 2400, parity: 'even' } } as const;

function AddDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useSay();
  const [transport, setTransport] = useState<TransportKind | null>(null);
  if (transport !== null)
    return (
      <OperationForm
        key={transport}
        contract={addLine}
        given={GIVEN[transport]}
        hidden={NOT_ASKED[transport]}
        labels={NETWORK_LABELS}
        submit={addLine.title}
        onDone={onClose}
        onCancel={onClose}
      />
    );
  return (
    <div className="stack">
      <p className="muted">{say(T.which)}</p>
      <div className="row">
        {(['tcp', 'serial'] as const).map((kind) => (
          <Button key={kind} onClick={() => setTransport(kind)}>
            {say(TRANSPORTS[kind])}
          </Button>
        ))}
      </div>
    </div>
  );
}

function AddButton(): ReactNode {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const close = (): void => setAdding(false);
  return (
    <>
      <Button type="primary" onClick={() => setAdding(true)}>
        {say(addLine.title)}
      </Button>
      {adding && (
        <Dialog title={say(addLine.title)} onClose={close}>
          <AddDialog onClose={close} />
        </Dialog>
      )}
    </>
  );
}

function LinePart({ line }: { readonly line: LineView }): ReactNode {
  const say = useSay();
  const parity = line.parity === null ? null : PARITIES[line.parity];
  return (
    <div className="stack">
      <LineActs line={line} />
      <Details record={{ ...line, place: placeOf(line), parity }} shows={SHOWS} states={LINE_STATES_SHOWN} />
      <p className="row">
        <Link to={`/network-meters?lineId=${line.lineId}`}>{say(T.meters, { count: line.meters })}</Link>
        <Link to={`/line-events?lineId=${line.lineId}`}>{say(T.events)}</Link>
      </p>
    </div>
  );
}

export default function LinesPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const state = search.get('part') === 'closed' ? 'closed' : 'open';
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={lines}
      input={{ state }}
      labels={LINE_LABELS}
      states={LINE_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => openHref(search, asLine(row).lineId)}
      cells={{
        place: (row) => <span className="figure">{placeOf(asLine(row))}</span>,
        answered: (row) => (
          <span className="figure">
            {asLine(row).answered} / {asLine(row).asked}
          </span>
        ),
      }}
      pageActions={mayCallNamed('network.add-line', post) && <AddButton />}
      detail={(lineId, close) => (
        <DetailDrawer contract={lines} input={{ lineId, state }} title={T.line} shows={[]} onClose={close}>
          {({ rows: [line] }) =>
            line === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <LinePart line={line} />
          }
        </DetailDrawer>
      )}
    >
      <Tabs label={say(T.parts)} tabs={PARTS} current={state} />
    </ListPage>
  );
}
