/**
 * The agent port: how the server has something done at a counter. A command is a row before it is sent; it is sent once
 * its terminal's agent is connected, to whichever server process that is, and answered once. Never called inside a
 * transaction.
 */
import type { CommandAnswer, CommandBody, CommandName, Failure } from '../../../shared/agent/protocol.ts';

export type AgentOutcome<N extends CommandName> =
  | { readonly result: 'answered'; readonly answer: CommandAnswer<N> }
  /** The agent says it came to nothing; see the failure. */
  | ({ readonly result: 'failed' } & Failure)
  /** Withdrawn before it was sent: certainly not carried out. */
  | { readonly result: 'offline' }
  /** Sent, and no answer within the time. Ask for it again with `find`, or look at the card. */
  | { readonly result: 'unanswered' };

export interface CommandAddress {
  readonly siteId: string;
  readonly terminalId: string;
}

export interface Agents {
  /**
   * @param options.requestId the same id again gives the same command's outcome and sends nothing a second time
   * @param options.timeoutMs how long to wait for the answer; 15 seconds unless told
   */
  ask<N extends CommandName>(
    to: CommandAddress,
    name: N,
    body: CommandBody<N>,
    options: { readonly requestId: string; readonly timeoutMs?: number },
  ): Promise<AgentOutcome<N>>;
  /** What became of a command asked earlier; null when it was never asked. Waits for nothing. */
  find<N extends CommandName>(siteId: string, requestId: string, name: N): Promise<AgentOutcome<N> | null>;
  connected(to: CommandAddress): Promise<boolean>;
}

declare module '../../platform/operations/implement.ts' {
  interface Outside {
    readonly agents: Agents;
  }
}
