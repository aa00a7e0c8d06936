/** A terminal in one line: its name, what it is for, whether its agent is connected. */
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { terminalSchema } from '../../../../shared/devices/view.ts';
import { PURPOSE_SPECS } from '../../../../shared/devices/words.ts';
import { useSay } from '../../../lib/say.ts';
import { D } from '../words.ts';

export type Terminal = z.output<typeof terminalSchema>;

export function ConnectionTag({ terminal }: { terminal: Pick<Terminal, 'connected'> }): ReactNode {
  const say = useSay();
  return (
    <span className={`state-tag tone-${terminal.connected ? 'right' : 'wrong'}`}>
      {say(terminal.connected ? D.connected : D.notConnected)}
    </span>
  );
}

export function TerminalHead({ terminal }: { terminal: Terminal }): ReactNode {
  const say = useSay();
  return (
    <p className="row">
      <strong className="figure-strong">{terminal.name}</strong>
      <span>{say(PURPOSE_SPECS[terminal.purpose].title)}</span>
      {terminal.place && <span className="muted">{terminal.place}</span>}
      <ConnectionTag terminal={terminal} />
      {terminal.virtual && <span className="state-tag tone-plain">{say(D.virtual)}</span>}
      {terminal.cardPresent && <span className="state-tag tone-soon">{say(D.cardLies)}</span>}
    </p>
  );
}
