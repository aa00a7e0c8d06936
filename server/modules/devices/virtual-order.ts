/** The virtual desk: hands that put cards on a virtual reader. Only where the agent says its devices are virtual. */
import type { CommandBody, CommandName } from '../../../shared/agent/protocol.ts';
import type { OrderEnd } from '../../../shared/devices/view.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { Outside } from '../../platform/operations/implement.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import type { AgentOutcome } from './agent-port.ts';
import { meantTerminal } from './store.ts';

export interface VirtualTicket<N extends CommandName> {
  readonly siteId: string;
  readonly terminalId: string;
  readonly requestId: string;
  readonly body: CommandBody<N>;
}

interface VirtualInput {
  readonly terminalId?: string | undefined;
}

/** The three phases of an order to a virtual desk. It keeps nothing: these cards are worth nothing. */
export function virtualOrder<N extends CommandName>(name: N) {
  return {
    async reserve(tx: Tx, actor: Actor, _clock: unknown, { terminalId: meant, ...body }: VirtualInput) {
      const { terminal_id: terminalId, virtual, name: title } = await meantTerminal(tx, actor, meant);
      if (!virtual) refuse('terminal.not_virtual', { name: title });
      const ticket = { siteId: actor.siteId, terminalId, requestId: newId(), body: body as CommandBody<N> };
      return { ticket };
    },
    call: ({ siteId, terminalId, requestId, body }: VirtualTicket<N>, { agents }: Outside) =>
      agents.ask({ siteId, terminalId }, name, body, { requestId }),
    async settle(_tx: Tx, _actor: Actor, _clock: unknown, { outcome }: { outcome: AgentOutcome<N> }) {
      return { end: orderEnd(outcome), answer: outcome.result === 'answered' ? outcome.answer : null };
    },
  };
}

/** How an order ended, as pages are told. */
export const orderEnd = (outcome: AgentOutcome<CommandName>): OrderEnd => ({
  result: outcome.result,
  failure: outcome.result === 'failed' ? outcome.failure : null,
  detail: outcome.result === 'failed' ? (outcome.detail ?? null) : null,
});
