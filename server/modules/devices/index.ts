/** The public face of devices: counters and what stands on them. */
export { type AgentOutcome, type Agents, type CommandAddress, NO_AGENTS } from './agent-port.ts';
