/** Slips on a counter's own printer. */
import type { AgentOutcome, Agents, CommandAddress } from './agent-port.ts';

const PRINT_MS = 20_000;

/**
 * Prints bytes (ESC/POS, see shared/escpos) at the counter; the same job is printed once, however often it is asked.
 * Never inside a transaction.
 * @param jobId a UUID; `agents.find(siteId, jobId, 'print')` says what became of it
 * @param bytes up to 700 kB
 */
export const printAtCounter = (
  agents: Agents,
  terminal: CommandAddress,
  jobId: string,
  bytes: Uint8Array,
): Promise<AgentOutcome<'print'>> =>
  agents.ask(
    terminal,
    'print',
    { jobId, bytes: Buffer.from(bytes).toString('base64') },
    { requestId: jobId, timeoutMs: PRINT_MS },
  );
