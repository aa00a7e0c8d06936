/** Every terminal of the house: its connection, its devices, and whether money is taken at terminals only. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { inviteTerminal } from '../../../../shared/contracts/devices/invite-terminal.ts';
import { programs } from '../../../../shared/contracts/devices/programs.ts';
import { requireTerminals } from '../../../../shared/contracts/devices/require-terminals.ts';
import { terminals } from '../../../../shared/contracts/devices/terminals.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { TerminalDrawer } from '../components/terminal-drawer.tsx';
import { ConnectionTag } from '../components/terminal-head.tsx';
import { D, TERMINAL_STATES_SHOWN } from '../words.ts';

const T = {
  checks: { zh: '检查记录', en: 'Checks' },
  closed: { zh: '只看已停用的', en: 'Closed only' },
  switch: { zh: '更改', en: 'Change' },
} as const satisfies Record<string, Text>;

const EMPTY = {
  text: { zh: '还没有登记终端', en: 'No terminal is enrolled' },
  next: {
    zh: '每个柜台的机器登记一台终端，发放登记码，在那台机器上启动柜台程序。',
    en: 'Invite one for each counter’s machine, issue its code, and start the counter agent there.',
  },
};

const LABELS = { closed: T.closed };

/** The house rule, with its switch for who may turn it. */
function HouseRule(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [changing, setChanging] = useState(false);
  const required = useAsk(terminals, { limit: 1 }).data?.required;
  if (required === undefined) return null;
  const close = (): void => setChanging(false);
  return (
    <p className="row">
      <span className={`state-tag tone-${required ? 'accent' : 'plain'}`}>{say(required ? D.required : D.free)}</span>
      <span className="muted">{say(requireTerminals.help!)}</span>
      {mayCallNamed(fullName(requireTerminals), post) && (
        <Button size="small" onClick={() => setChanging(true)}>
          {say(T.switch)}
        </Button>
      )}
      {changing && (
        <Dialog title={say(requireTerminals.title)} onClose={close}>
          <OperationForm contract={requireTerminals} given={{ required: !required }} onDone={close} onCancel={close} />
        </Dialog>
      )}
    </p>
  );
}

export default function TerminalsPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [search, setSearch] = useSearchParams();
  const [inviting, setInviting] = useState(false);
  const close = (): void => setInviting(false);
  return (
    <>
      <ListPage
        contract={terminals}
        labels={LABELS}
        states={TERMINAL_STATES_SHOWN}
        empty={EMPTY}
        href={(row) => openHref(search, String(row.terminalId))}
        cells={{ connected: (row) => <ConnectionTag terminal={{ connected: row.connected === true }} /> }}
        detail={(terminalId, onClose) => <TerminalDrawer terminalId={terminalId} onClose={onClose} />}
        pageActions={
          <>
            <Link to="/devices/checks">{say(T.checks)}</Link>
            <Link to="/devices/programs">{say(programs.title)}</Link>
            {mayCallNamed(fullName(inviteTerminal), post) && (
              <Button type="primary" onClick={() => setInviting(true)}>
                {say(inviteTerminal.title)}
              </Button>
            )}
          </>
        }
      >
        <HouseRule />
      </ListPage>
      {inviting && (
        <Dialog title={say(inviteTerminal.title)} onClose={close}>
          <OperationForm
            contract={inviteTerminal}
            submit={inviteTerminal.title}
            onDone={({ terminalId }) => {
              close();
              setSearch(new URLSearchParams({ open: terminalId }));
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}
